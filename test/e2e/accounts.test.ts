import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, openPerson } from '../support/browser.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { press } from '../support/meeting-page.ts';

let browser: Browser;
let hub: HubProcess;

beforeAll(async () => {
  browser = await openBrowser();
  hub = await startHub();
});
afterAll(async () => {
  await browser.close();
  await hub.dispose();
});

async function enter(username: string, password: string): Promise<Page> {
  const { page } = await openPerson(browser, hub.origin);
  await page.goto('/sign-in');
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  return page;
}

it('an administrator makes an account, its person signs in and calls meetings, until it is locked', async () => {
  const password = 'mật khẩu đầu tiên';
  const administrator = await enter('quantri', 'diemcau');
  await administrator.getByRole('link', { name: 'Tài khoản' }).click();
  await press(administrator, 'Tạo tài khoản');
  await administrator.getByLabel('Họ và tên').fill('Lù Văn Thanh');
  await administrator.getByRole('combobox', { name: 'Đơn vị', exact: true }).fill('nam po');
  await administrator.getByRole('option', { name: 'Huyện Nậm Pồ, Tỉnh Điện Biên' }).click();
  await administrator.getByLabel('Tên đăng nhập').fill('thanh.lv');
  await administrator.getByLabel('Mật khẩu ban đầu').fill(password);
  await press(administrator, 'Thêm vai trò');
  await administrator.getByRole('combobox', { name: 'Vai trò 1', exact: true }).click();
  await administrator.getByRole('option', { name: 'Thư ký' }).click();
  await press(administrator, 'Xác nhận');
  const row = administrator.getByRole('row', { name: /Lù Văn Thanh/ });
  await row.getByText('Huyện Nậm Pồ').first().waitFor();

  const person = await enter('thanh.lv', password);
  await person.getByRole('button', { name: 'Tạo cuộc họp' }).waitFor();
  expect(await person.getByRole('link', { name: 'Tài khoản' }).count()).toBe(0);

  await press(administrator, 'Khóa tài khoản của Lù Văn Thanh');
  await press(administrator, 'Xác nhận');
  await row.getByText('Đã khóa').waitFor();
  const locked = await enter('thanh.lv', password);
  await locked.getByRole('alert').waitFor();
  expect(new URL(locked.url()).pathname).toBe('/sign-in');
});

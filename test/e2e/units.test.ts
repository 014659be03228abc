import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser, openPerson, phone, type Viewport } from '../support/browser.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { type Attendant, press } from '../support/meeting-page.ts';

let browser: Browser;
let hub: HubProcess;
let open: Attendant[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  hub = await startHub();
});
afterEach(async () => {
  await Promise.all(open.map(({ context }) => context.close()));
  open = [];
  await hub.dispose();
});

/** The administrator is in no meeting, so nothing to join is waited for. */
async function comeAdministrator(viewport?: Viewport): Promise<Page> {
  const person = await openPerson(browser, hub.origin, viewport);
  open.push(person);
  const { page } = person;
  await page.goto('/sign-in');
  await page.getByLabel('Tên đăng nhập').fill('quantri');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('diemcau');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { name: 'Cuộc họp' }).waitFor();
  return page;
}

const rows = [
  'Mã;Tên;Cấp;Mã cấp trên;Sáp nhập từ',
  '11.103;Huyện Nậm Pồ Mới;Cấp huyện;11;',
  '11.103.03156;Xã Nậm Tin;Cấp xã;11.103;11.103.03165',
  '11.103.09001;"Xã Mới; ""Tây""";Cấp xã;11.103;',
];
const broken = [...rows, '11.103.09002;Xã Lạc;Cấp xã;11.999;'];

async function choose(page: Page, lines: readonly string[]): Promise<void> {
  const buffer = Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
  await page.locator('input[type=file]').setInputFiles({ name: 'don-vi.csv', mimeType: 'text/csv', buffer });
}

const row = (page: Page, name: string) => page.getByRole('treeitem', { name });

it('UNIT-1, UNIT-2, UNIT-3: a file’s fault is shown by line, the mended one before it is applied, and a meeting is then called in the new name', async () => {
  const page = await comeAdministrator();
  await page.getByRole('link', { name: 'Đơn vị' }).click();
  await row(page, 'Tỉnh Điện Biên').waitFor();
  await press(page, 'Nhập từ tệp');
  await choose(page, broken);
  const faults = page.getByRole('alert');
  await faults.getByText('Dòng 5:').waitFor();
  await faults.getByText('Đơn vị 11.103.09002: không có đơn vị cấp trên 11.999.').waitFor();
  expect(await page.getByRole('button', { name: 'Áp dụng' }).isDisabled()).toBe(true);

  await choose(page, rows);
  await page.getByText('Sẽ có 3 thay đổi. Chưa có gì được ghi.').waitFor();
  const shown = page.getByRole('region', { name: 'Xem trước thay đổi' });
  for (const text of ['Huyện Nậm Pồ Mới', 'Xã Mới; "Tây"', 'Xã Pa Tần'])
    await shown.getByText(text).first().waitFor();
  await press(page, 'Áp dụng 3 thay đổi');
  await page.getByText('Đã cập nhật danh mục đơn vị: 3 thay đổi').waitFor();

  // Found by its former name, and the merged one stays in the books with its successor.
  await page.getByLabel('Tìm đơn vị').fill('nam po');
  await row(page, 'Huyện Nậm Pồ Mới').click();
  await page.getByText('Tên cũ', { exact: true }).waitFor();
  await page.getByLabel('Tìm đơn vị').fill('pa tan');
  await page.getByText('Không có đơn vị nào khớp').waitFor();
  await page.getByLabel('Hiện cả đơn vị đã ngừng sử dụng').check();
  await row(page, 'Xã Pa Tần').click();
  await page.getByRole('complementary').getByRole('button', { name: 'Xã Nậm Tin' }).waitFor();

  await page.getByRole('link', { name: 'Cuộc họp' }).click();
  await press(page, 'Tạo cuộc họp');
  const unit = page.getByRole('combobox', { name: 'Đơn vị tổ chức' });
  await unit.fill('nam po');
  await page.getByRole('option', { name: 'Huyện Nậm Pồ Mới, Tỉnh Điện Biên' }).waitFor();
  await unit.fill('pa tan');
  await page.getByText('Không có đơn vị nào').waitFor();
});

it('UNIT-5: on a phone a unit with an account is not taken out of use, and whose it is is said', async () => {
  const page = await comeAdministrator(phone);
  await page.goto('/units');
  await page.getByLabel('Tìm đơn vị').fill('nam tin');
  await row(page, 'Xã Nậm Tin').click();
  await press(page, 'Ngừng sử dụng');
  await press(page, 'Xác nhận');
  await page.getByRole('alert').getByText('Xã Nậm Tin: còn tài khoản daibieu1').waitFor();
  await page.keyboard.press('Escape');
  await press(page, 'Sửa');
  await page.getByLabel('Tên đơn vị').fill('Xã Nậm Tin Đông');
  await press(page, 'Xác nhận');
  await row(page, 'Xã Nậm Tin Đông').waitFor();
});

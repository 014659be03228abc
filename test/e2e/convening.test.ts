import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser, openPerson, phone, signIn, type Viewport } from '../support/browser.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { type Attendant, press } from '../support/meeting-page.ts';

const title = 'Giao ban trực tuyến tỉnh Điện Biên';
const demoTitle = 'Hội nghị giao ban trực tuyến bốn cấp';
const provincialChair = 'Lò Thị Phương';

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

async function come(username: string, viewport?: Viewport): Promise<Page> {
  const person = await openPerson(browser, hub.origin, viewport);
  open.push(person);
  await signIn(person.page, username);
  return person.page;
}

const card = (page: Page, name: string) => page.getByRole('article', { name });
const confirmButton = (page: Page) => page.getByRole('button', { name: 'Xác nhận', exact: true });

/** The secretary's form for a meeting of the province, on a day that is never today. */
async function writeOrder(page: Page): Promise<void> {
  await press(page, 'Tạo cuộc họp');
  await page.getByLabel('Tên cuộc họp').fill(title);
  await page.getByRole('combobox', { name: 'Đơn vị tổ chức' }).fill('dien bien');
  await page.getByRole('option', { name: 'Tỉnh Điện Biên, Trung ương' }).click();
  await page.getByLabel('Ngày họp').fill('2099-12-01');
  await page.getByLabel('Giờ họp').fill('09:00');
  await press(page, 'Thêm mục');
  await page.getByLabel('Mục 1: Nội dung').fill('Báo cáo của các huyện');
  await page.getByLabel('Mục 1: Số phút').fill('20');
}

it('CONVENE-1, CONVENE-3: the secretary calls a province’s meeting, its chair finds it and opens it, nobody of another province sees it', async () => {
  const secretary = await come('thuky');
  await writeOrder(secretary);
  // Who chairs the province in daily life is offered as its meeting's chair.
  await expect
    .poll(() => secretary.getByRole('combobox', { name: 'Chủ trì' }).inputValue())
    .toBe(provincialChair);
  await confirmButton(secretary).click();
  await card(secretary, title).getByText('Đã lên lịch').waitFor();
  await card(secretary, title).getByText('01/12/2099').waitFor();
  await card(secretary, title).getByText('Tỉnh Điện Biên chủ trì').waitFor();

  const chair = await come('chutri.dienbien');
  await card(chair, title).getByText('Chủ trì', { exact: true }).waitFor();
  await card(chair, title).getByRole('link', { name: 'Vào họp' }).click();
  await press(chair, 'Vào họp');
  await press(chair, 'Khai mạc');
  await chair.getByText('Đang họp', { exact: true }).waitFor();
  await chair.getByRole('tab', { name: 'Chương trình' }).click();
  await chair.getByText('Báo cáo của các huyện').waitFor();

  const commune = await come('daibieu1');
  await card(commune, title).getByText('Đang họp').waitFor();
  const elsewhere = await come('daibieu2');
  await card(elsewhere, demoTitle).waitFor();
  expect(await card(elsewhere, title).count()).toBe(0);
});

it('LIFE-1: a meeting marked Mật is refused on the screen at once, and cannot be sent', async () => {
  const secretary = await come('thuky', phone);
  await writeOrder(secretary);
  await secretary.getByRole('switch', { name: 'Cuộc họp Mật' }).check({ force: true });
  await secretary.getByText('Cuộc họp có độ mật không được tổ chức trên hệ thống này.').waitFor();
  expect(await confirmButton(secretary).isDisabled()).toBe(true);
  await secretary.getByRole('switch', { name: 'Cuộc họp Mật' }).uncheck({ force: true });
  await confirmButton(secretary).click();
  await card(secretary, title).waitFor();
});

it('CONVENE-1: a delegate has no way to call a meeting, and what is missing is said where it is missing', async () => {
  const delegate = await come('daibieu1');
  await card(delegate, demoTitle).waitFor();
  expect(await delegate.getByRole('button', { name: 'Tạo cuộc họp' }).count()).toBe(0);

  const secretary = await come('thuky');
  await press(secretary, 'Tạo cuộc họp');
  await secretary.getByLabel('Ngày họp').fill('2020-01-01');
  await confirmButton(secretary).click();
  await secretary.getByText('Hãy nhập tên cuộc họp.').waitFor();
  await secretary.getByText('Ngày này đã qua.').waitFor();
});

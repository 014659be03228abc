import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser, openPerson, phone, signIn, type Viewport } from '../support/browser.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { type Attendant, openSite, press } from '../support/meeting-page.ts';

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

/** What may be done with a meeting, from its card. */
async function arrange(page: Page, name: string, wish: string): Promise<void> {
  await page.getByRole('button', { name: `Thay đổi cuộc họp ${name}` }).click();
  await page.getByRole('menuitem', { name: wish }).click();
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

it('CONVENE-5, SCHEDULE-3, SCHEDULE-9: all of a province but one district; postponed, those invited see why, and those left out see nothing', async () => {
  const secretary = await come('thuky');
  await writeOrder(secretary);
  await secretary.getByText('30 điểm cầu, 4 đại biểu').waitFor();
  await secretary.getByRole('button', { name: /Điểm cầu được mời/ }).click();
  await secretary.getByRole('textbox', { name: 'Tìm đơn vị' }).fill('nam po');
  await secretary.getByRole('checkbox', { name: 'Huyện Nậm Pồ', exact: true }).uncheck();
  await secretary.getByText('14 điểm cầu, 2 đại biểu').waitFor();
  await confirmButton(secretary).click();
  await card(secretary, title).getByText('Đã lên lịch').waitFor();

  await arrange(secretary, title, 'Hoãn cuộc họp');
  await confirmButton(secretary).click();
  await secretary.getByText('Hãy nhập lý do.').waitFor();
  await secretary.getByRole('textbox', { name: 'Lý do' }).fill('Bão số 9 đổ bộ');
  await confirmButton(secretary).click();
  const why = 'Cuộc họp được hoãn. Lý do: Bão số 9 đổ bộ';
  await card(secretary, title).getByText(why).waitFor();
  const chair = await come('chutri.dienbien');
  await card(chair, title).getByText(why).waitFor();
  const leftOut = await come('daibieu1');
  await card(leftOut, demoTitle).waitFor();
  expect(await card(leftOut, title).count()).toBe(0);
});

it('SCHEDULE-8, SCHEDULE-6: the last meeting is copied with all that was said of it, and who is wanted twice is named', async () => {
  const secretary = await come('thuky');
  await press(secretary, 'Tạo cuộc họp');
  await press(secretary, 'Sao chép cuộc họp gần nhất');
  await expect.poll(() => secretary.getByLabel('Tên cuộc họp').inputValue()).toBe(demoTitle);
  const clash = secretary.getByText(`“${demoTitle}” của Trung ương`);
  await clash.waitFor();
  await secretary.getByText(/tạm tính 2 giờ/).waitFor();
  await secretary.getByLabel('Ngày họp').fill('2099-12-01');
  await clash.waitFor({ state: 'detached' });
  await secretary.getByLabel('Tên cuộc họp').fill(title);
  await confirmButton(secretary).click();
  await card(secretary, title).getByText('01/12/2099').waitFor();
  await card(secretary, title).getByText('Được mời: 85').waitFor();
});

it('SCHEDULE-2, SCHEDULE-3, SCHEDULE-9: postponed, moved and cancelled while a site sits in it: the reason stands on its screen at once', async () => {
  const secretary = await come('thuky');
  const room = await openSite(browser, hub.origin, '11');
  open.push(room);
  const site = room.page;
  await site.getByRole('heading', { name: demoTitle }).waitFor();
  const tell = async (reason: string) => {
    await secretary.getByRole('textbox', { name: 'Lý do' }).fill(reason);
    await confirmButton(secretary).click();
  };
  await arrange(secretary, demoTitle, 'Hoãn cuộc họp');
  await tell('Bão số 9 đổ bộ');
  await site.getByText('Cuộc họp được hoãn. Lý do: Bão số 9 đổ bộ').waitFor();
  await arrange(secretary, demoTitle, 'Đổi giờ');
  await secretary.getByLabel('Ngày họp').fill('2099-12-01');
  await tell('Trùng lịch họp Tỉnh ủy');
  await site.getByText(/Đổi giờ từ .* Lý do: Trùng lịch họp Tỉnh ủy/).waitFor();
  await arrange(secretary, demoTitle, 'Hủy cuộc họp');
  await tell('Không còn cần');
  await site.getByText('Cuộc họp đã bị hủy. Lý do: Không còn cần').waitFor();
  await card(secretary, demoTitle).getByText('Đã hủy').waitFor();
  expect(await card(secretary, demoTitle).getByRole('link', { name: 'Vào họp' }).count()).toBe(0);
});

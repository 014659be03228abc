import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { arrangeSettings } from '../support/arranged-settings.ts';
import { tv } from '../support/browser.ts';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { delegateName, site } from '../support/demo-people.ts';
import { press, seeButton } from '../support/meeting-page.ts';

/** The district of the delegate and of the site, and a site of another province. */
const district = 'Huyện Nậm Pồ';
const districtChair = 'Thào A Sử';
const farSite = { unit: '54.561.22210', name: 'Xã Ea Lâm' } as const;
const secretaryName = 'Phạm Thu Hà';
const operatorName = 'Vũ Hải Long';

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
});
afterEach(() => meeting.dispose());

/** Presses one arrow of the remote control until the button of this name has the focus. */
async function arrowTo(page: Page, arrow: string, name: string): Promise<void> {
  const focused = () =>
    page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent);
  for (let presses = 0; presses < 8; presses += 1) {
    if ((await focused()) === name) return;
    await page.keyboard.press(arrow);
  }
  throw new Error(`${arrow} does not lead to ${name}, but to ${await focused()}`);
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
}

/** A unit chosen in a field by typing it without diacritics. */
async function chooseUnit(page: Page, { field, typed, name }: Record<'field' | 'typed' | 'name', string>) {
  await page.getByRole('combobox', { name: field }).fill(typed);
  await page.getByRole('option', { name }).first().click();
}

it('ATTEND-1: heads entered with a remote control on the room’s screen stand in the secretary’s list', async () => {
  const { page: secretary } = await meeting.come('thuky');
  await openTab(secretary, 'Có mặt');
  await secretary.getByRole('searchbox', { name: 'Tìm điểm cầu, đại biểu' }).fill('pa tan');
  await expect.poll(() => secretary.getByText('Chưa nhập', { exact: true }).count()).toBe(1);
  const { page: room } = await meeting.comeSite(site.unit, tv);
  await seeButton(room, 'Số người dự');

  await arrowTo(room, 'ArrowRight', 'Số người dự');
  await room.keyboard.press('Enter');
  await room.getByRole('region', { name: 'Số người dự tại điểm cầu' }).waitFor();
  await arrowTo(room, 'ArrowRight', 'Thêm 10, Dự kiến');
  for (const key of ['Enter', 'Enter', 'ArrowDown']) await room.keyboard.press(key);
  await arrowTo(room, 'ArrowLeft', 'Bớt 1, Có mặt');
  // The present begin from the expected, since most of them come.
  for (const key of ['Enter', 'Enter', 'Enter']) await room.keyboard.press(key);
  await arrowTo(room, 'ArrowDown', 'Lưu');
  await room.keyboard.press('Enter');

  const entered = (what: string) =>
    secretary.getByRole('textbox', { name: `Số người ${what} tại ${site.name}` }).inputValue();
  await expect.poll(() => entered('dự kiến')).toBe('20');
  await expect.poll(() => entered('có mặt')).toBe('17');
  await secretary.getByText(/^Nhập lúc/).waitFor();
});

it('ROLL-1, ROLL-2, ROLL-3, ROLL-4, ROLL-5: each is called in order, and answers or is answered for', async () => {
  await arrangeSettings(meeting.hub().origin, () => ({ admission: 'invited' }));
  const { page: secretary } = await meeting.come('thuky');
  const { page: delegate } = await meeting.come('daibieu1');
  const { page: room } = await meeting.comeSite(site.unit, tv);
  await seeButton(room, 'Số người dự');
  await openTab(secretary, 'Có mặt');
  await chooseUnit(secretary, { field: 'Điểm danh trong', typed: 'nam po', name: district });
  await press(secretary, 'Điểm danh');
  const panel = secretary.getByRole('region', { name: 'Có mặt và điểm danh' });
  const calls = (name: string) =>
    panel.getByText('Đang gọi').locator('..').getByText(name, { exact: true }).waitFor();
  const markAbsent = async (reason: string) => {
    await press(secretary, 'Vắng mặt');
    await secretary.getByRole('textbox', { name: 'Lý do vắng mặt' }).fill(reason);
    await press(secretary, 'Ghi vắng mặt');
  };

  await calls(district);
  await markAbsent('Mất điện');
  await calls(districtChair);
  await press(secretary, 'Có mặt');
  await calls('Xã Nậm Tin');
  expect(await delegate.getByText('Đang điểm danh bạn').count()).toBe(0);
  await markAbsent('');
  await calls(delegateName);
  await delegate.getByText('Đang điểm danh bạn').waitFor();
  await press(delegate, 'Có mặt');
  await delegate.getByText('Có mặt trực tuyến').waitFor();
  await calls(site.name);
  await room.getByText('Đang điểm danh điểm cầu này').waitFor();
  await arrowTo(room, 'ArrowUp', 'Có mặt');
  await room.keyboard.press('Enter');
  await calls('Xã Chà Cang');
  await press(secretary, 'Dừng điểm danh');
  await secretary.getByText('Lần lượt gọi từng người').waitFor();

  await panel
    .getByRole('radiogroup')
    .getByText(/^Đại biểu/)
    .click();
  const stateOf = (name: string) =>
    secretary.getByRole('combobox', { name: `Trạng thái của ${name}` }).inputValue();
  await expect.poll(() => stateOf(delegateName)).toBe('online');
  await expect.poll(() => stateOf(districtChair)).toBe('inPerson');
});

it('NOTICE-1, NOTICE-2: a notice to a district stands in its rooms and in no other, until it is withdrawn', async () => {
  const { page: secretary } = await meeting.come('thuky');
  const { page: room } = await meeting.comeSite(site.unit, tv);
  const { page: elsewhere } = await meeting.comeSite(farSite.unit, tv);
  for (const page of [room, elsewhere]) await seeButton(page, 'Số người dự');
  const text = 'Huyện Nậm Pồ báo cáo sau giờ nghỉ.';
  const toAll = 'Hội nghị bắt đầu muộn 10 phút.';
  const tell = async (words: string) => {
    await secretary.getByRole('textbox', { name: 'Nội dung' }).fill(words);
    await press(secretary, 'Gửi thông báo');
  };
  await openTab(secretary, 'Trao đổi');
  await secretary.getByRole('radiogroup').getByText('Thông báo').click();
  await chooseUnit(secretary, { field: 'Gửi tới', typed: 'nam po', name: district });
  await tell(text);
  await room.getByRole('alert').getByText(text).waitFor();
  await chooseUnit(secretary, { field: 'Gửi tới', typed: 'trung uong', name: 'Trung ương' });
  await tell(toAll);
  // What came later has come to both: of what is not there by now there is no sign, not even that more is to be read.
  for (const page of [room, elsewhere]) await page.getByRole('alert').getByText(toAll).waitFor();
  expect(await elsewhere.getByText(text).count()).toBe(0);
  expect(await elsewhere.getByText(/^Còn \d+ thông báo/).count()).toBe(0);
  await room.getByText('Còn 1 thông báo').waitFor();

  await secretary
    .getByRole('listitem')
    .filter({ hasText: text })
    .getByRole('button', { name: 'Thu hồi' })
    .click();
  await room.getByText('Còn 1 thông báo').waitFor({ state: 'detached' });
  await arrowTo(room, 'ArrowUp', `Đã đọc thông báo: ${toAll}`);
  await room.keyboard.press('Enter');
  await room.getByText(toAll).waitFor({ state: 'detached' });
});

it('NOTICE-3: those who conduct write to one another, and nobody else has where to read it', async () => {
  await arrangeSettings(meeting.hub().origin, () => ({ admission: 'invited' }));
  const { page: secretary } = await meeting.come('thuky');
  const { page: operator } = await meeting.come('kythuat');
  const { page: delegate } = await meeting.come('daibieu1');
  const { page: room } = await meeting.comeSite(site.unit, tv);
  await seeButton(room, 'Số người dự');
  const channel = (page: Page) => page.getByRole('region', { name: 'Trao đổi giữa những người điều hành' });
  const write = async (page: Page, text: string) => {
    const field = page.getByRole('textbox', { name: 'Nhắn cho những người điều hành' });
    await field.fill(text);
    await field.press('Enter');
  };
  await openTab(operator, 'Trao đổi');
  await write(operator, 'Điểm cầu Pa Tần chưa có tiếng.');
  await openTab(secretary, 'Trao đổi');
  await channel(secretary).getByText('Điểm cầu Pa Tần chưa có tiếng.').waitFor();
  await channel(secretary).getByText(operatorName).waitFor();
  await write(secretary, 'Đã báo chủ trì.');
  await channel(operator).getByText('Đã báo chủ trì.').waitFor();
  await channel(operator).getByText(secretaryName).waitFor();
  for (const page of [delegate, room]) {
    expect(await page.getByRole('tab', { name: 'Trao đổi' }).count()).toBe(0);
    expect(await page.getByText('Đã báo chủ trì.').count()).toBe(0);
  }
});

import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tv } from '../support/browser.ts';
import { openTab, pressIn } from '../support/console-page.ts';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { site } from '../support/demo-people.ts';
import { type Attendant, press } from '../support/meeting-page.ts';

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
});
afterEach(() => meeting.dispose());

async function put({ page }: Attendant, question: string, secrecy: string): Promise<void> {
  await pressIn(page.getByRole('region', { name: 'Biểu quyết', exact: true }), 'Lấy biểu quyết');
  const dialog = page.getByRole('dialog', { name: 'Lấy biểu quyết' });
  await dialog.getByLabel('Nội dung biểu quyết').fill(question);
  await dialog.getByRole('radio', { name: secrecy }).check();
  await pressIn(dialog, 'Bắt đầu biểu quyết');
  await dialog.waitFor({ state: 'detached' });
}

/** The card one votes on. */
function ballot(page: Page, question: string): Locator {
  return page.getByRole('region', { name: question, exact: true });
}

function choice(page: Page, question: string, name: string, pressed: boolean): Locator {
  return ballot(page, question).getByRole('button', { name, exact: true, pressed });
}

/** Closes the vote, and is told that not all have voted. */
async function close({ page }: Attendant): Promise<void> {
  const panel = page.getByRole('region', { name: 'Biểu quyết', exact: true });
  await pressIn(panel, 'Kết thúc biểu quyết');
  const dialog = page.getByRole('dialog', { name: 'Kết thúc biểu quyết?' });
  await dialog.getByText(/^Còn \d+ người chưa biểu quyết/).waitFor();
  await pressIn(dialog, 'Xác nhận');
  await dialog.waitFor({ state: 'detached' });
}

/** The room's second screen, opened on its first. */
async function secondScreen({ page, context }: Attendant): Promise<Page> {
  await press(page, 'Trợ giúp');
  const coming = context.waitForEvent('page');
  await press(page, 'Màn hình 2');
  return coming;
}

/** How many of a figure a result tells. */
async function figure(result: Locator, name: string): Promise<string> {
  const row = result.locator('dl > div').filter({ has: result.page().getByText(name, { exact: true }) });
  return (await row.getByRole('definition').first().innerText()).split(/\s/)[0] ?? '';
}

it('VOTE-3, VOTE-6, VOTE-8, VOTE-10: a question is put, voted on, kept over a reload and counted on every screen; then one in secret', async () => {
  const named = 'Thông qua dự thảo Nghị quyết về đầu tư công';
  const secret = 'Bầu Trưởng ban Kiểm phiếu';
  const chair = await meeting.open();
  const [delegate, room] = await Promise.all([meeting.admit(chair), meeting.comeSite(site.unit, tv)]);
  await openTab(chair.page, 'Biểu quyết');
  await room.page.getByText('Đang họp', { exact: true }).waitFor();

  const second = await secondScreen(room);
  await put(chair, named, 'Biểu quyết công khai');
  const bandOn = (screen: Page) => screen.getByRole('region', { name: 'Biểu quyết', exact: true });
  const band = bandOn(room.page);
  for (const each of [band, bandOn(second)]) {
    await each.getByText('Đang lấy biểu quyết', { exact: true }).waitFor();
    await each.getByText(named, { exact: true }).waitFor();
  }
  await choice(delegate.page, named, 'Tán thành', false).click();
  await choice(delegate.page, named, 'Tán thành', true).waitFor();
  await ballot(delegate.page, named)
    .getByText(/^Đã ghi nhận: Tán thành/)
    .waitFor();
  await chair.page.getByText(/^Đã biểu quyết 1\//).waitFor();

  await delegate.page.reload();
  await choice(delegate.page, named, 'Tán thành', true).waitFor();
  await choice(delegate.page, named, 'Không tán thành', false).click();
  await choice(delegate.page, named, 'Không tán thành', true).waitFor();
  await choice(chair.page, named, 'Tán thành', false).click();
  await chair.page.getByText(/^Đã biểu quyết 2\//).waitFor();
  await close(chair);
  const shownOn = (screen: Page) => screen.getByRole('region', { name: 'Kết quả biểu quyết', exact: true });
  const shown = shownOn(room.page);
  // It stands for twenty seconds, on both screens of the room at once.
  const lost = [shown, shownOn(second)].map((each) =>
    each.getByText('Không được thông qua', { exact: true }),
  );
  await Promise.all(lost.map((each) => each.waitFor()));
  for (const result of [shown, ballot(delegate.page, named), ballot(chair.page, named)]) {
    await result.getByText('Không được thông qua', { exact: true }).waitFor();
    await result.getByText(/^Tham gia biểu quyết 2\//).waitFor();
    expect(await figure(result, 'Tán thành')).toBe('1');
    expect(await figure(result, 'Không tán thành')).toBe('1');
    expect(await figure(result, 'Không biểu quyết')).toBe('0');
  }

  await put(chair, secret, 'Bỏ phiếu kín');
  await band.getByText('Đang bỏ phiếu kín', { exact: true }).waitFor();
  await choice(delegate.page, secret, 'Không biểu quyết', false).click();
  await ballot(delegate.page, secret)
    .getByText(/^Đã ghi nhận phiếu của bạn/)
    .waitFor();
  expect(await ballot(delegate.page, secret).getByRole('button', { pressed: true }).count()).toBe(0);
  await chair.page.getByText(/^Đã bỏ phiếu 1\//).waitFor();
  await close(chair);
  await ballot(delegate.page, secret)
    .getByText(/^Tham gia biểu quyết 1\//)
    .waitFor();
  expect(await figure(ballot(delegate.page, secret), 'Không biểu quyết')).toBe('1');
});

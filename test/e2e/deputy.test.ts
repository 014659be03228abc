import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPerson, signIn } from '../support/browser.ts';
import { chooseFor, findCard, line, openTab, pressIn } from '../support/console-page.ts';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { chairName, delegateName, site } from '../support/demo-people.ts';
import { hears, hearsNothing, seesMoving } from '../support/media-probe.ts';
import { type Attendant, press, seeButton } from '../support/meeting-page.ts';

const meetingTitle = 'Hội nghị giao ban trực tuyến bốn cấp';
const deputyName = 'Phạm Thu Hà';
const role = 'Người được ủy quyền điều hành';

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
});
afterEach(() => meeting.dispose());

/** Before the meeting the secretary has a chair whose line is lost waited for no longer than a second. */
async function waitOneSecond(): Promise<void> {
  const { page, context } = await openPerson(meeting.browser(), meeting.hub().origin);
  await signIn(page, 'thuky');
  await press(page, `Thay đổi cuộc họp ${meetingTitle}`);
  await page.getByRole('menuitem', { name: 'Sửa cuộc họp' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Cài đặt điều hành/ }).click();
  await dialog.getByLabel(`${role} thay sau khi chủ trì mất kết nối (giây)`).fill('1');
  await pressIn(dialog, 'Lưu thay đổi');
  await dialog.waitFor({ state: 'detached' });
  await context.close();
}

/** The chair names a deputy on the spot, from the person's row. */
async function nameDeputy({ page }: Attendant): Promise<void> {
  await chooseFor(page, { typed: 'pham thu ha', name: deputyName }, 'Vai trò');
  const dialog = page.getByRole('dialog', { name: `Vai trò của ${deputyName}` });
  await dialog.getByRole('combobox', { name: 'Vai trò', exact: true }).selectOption(role);
  await pressIn(dialog, 'Giao vai trò');
  await dialog.getByRole('listitem').filter({ hasText: role }).waitFor();
  await pressIn(dialog, 'Đóng');
}

const acting = (page: Page) => page.getByText('Đang điều hành thay', { exact: true }).first();
const mayStop = (page: Page) => page.getByRole('button', { name: 'Dừng phát biểu', exact: true });

it('DEPUTY-3, DEPUTY-1, DEPUTY-2: the chair’s browser is gone while somebody speaks, who was named goes on, and the chair takes over again', async () => {
  await waitOneSecond();
  const chair = await meeting.open();
  const [deputy, delegate, room] = await Promise.all([
    meeting.come('thuky'),
    meeting.admit(chair),
    meeting.comeSite(site.unit),
  ]);
  await nameDeputy(chair);
  await openTab(chair.page, 'Điều hành');
  await press(delegate.page, 'Đăng ký phát biểu');
  await press(chair.page, 'Mời phát biểu');
  await hears(room.page);
  expect(await mayStop(deputy.page).count()).toBe(0);

  await chair.context.close();
  await hears(room.page);
  await seesMoving(room.page, delegateName);
  await acting(deputy.page).waitFor();
  await acting(room.page).waitFor();
  await seesMoving(room.page, deputyName);
  await hears(room.page);

  await pressIn(line(deputy.page, 'Đang phát biểu', delegateName), 'Dừng phát biểu');
  await hearsNothing(room.page);
  await openTab(deputy.page, 'Điểm cầu');
  await pressIn(await findCard(deputy.page, 'pa tan', site.name), 'Mời phát biểu');
  await hears(delegate.page);
  await seesMoving(delegate.page, site.name);
  await openTab(deputy.page, 'Điều hành');
  await pressIn(line(deputy.page, 'Đang phát biểu', site.name), 'Dừng phát biểu');
  await hearsNothing(delegate.page);

  const back = await meeting.come('chutri');
  await acting(deputy.page).waitFor({ state: 'detached' });
  await seesMoving(room.page, chairName);
  await press(delegate.page, 'Đăng ký phát biểu');
  await press(back.page, 'Mời phát biểu');
  await hears(room.page);
  await seeButton(back.page, 'Dừng phát biểu');
  expect(await mayStop(deputy.page).count()).toBe(0);
});

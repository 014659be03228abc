import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findCard, line, openTab, pressIn } from '../support/console-page.ts';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { delegateName, site } from '../support/demo-people.ts';
import { hears, hearsNothing, packetsSent, seesMoving } from '../support/media-probe.ts';
import { disobeyMuting, press, seeButton } from '../support/meeting-page.ts';

const province = 'Tỉnh Điện Biên';
const district = 'Huyện Nậm Pồ';

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
});
afterEach(() => meeting.dispose());

/** The chair of a part of the tree, whose console is there. */
async function comeConsole(username: string): Promise<Page> {
  const { page } = await meeting.come(username);
  await page.getByRole('tab', { name: 'Điều hành' }).waitFor();
  return page;
}

/** The floor was given to this unit: its chair is told, and goes to choose somebody of it. */
async function choose(page: Page, unit: string): Promise<void> {
  await page.getByRole('alert').getByText(`Đoàn chủ tọa mời ${unit}: hãy chọn người phát biểu`).waitFor();
  await press(page, 'Chọn người phát biểu');
}

const timerOf = (page: Page, name: string) =>
  page.getByRole('timer', { name: `Thời gian phát biểu của ${name}` });

it('FLOOR-15, FLOOR-10, MEDIA-3: the floor goes from the centre to a province, to its district, to a delegate of a commune, and all of it back at once', async () => {
  const chair = await meeting.open();
  const [provincial, districtal, delegate, room] = await Promise.all([
    comeConsole('chutri.dienbien'),
    comeConsole('chutri.nampo'),
    meeting.admit(chair),
    meeting.comeSite(site.unit),
  ]);

  await openTab(chair.page, 'Điểm cầu');
  await pressIn(await findCard(chair.page, 'dien bien', province), 'Mời đơn vị');
  await choose(provincial, province);
  await pressIn(await findCard(provincial, 'nam po', district), 'Mời đơn vị');
  await choose(districtal, district);
  await pressIn(await findCard(districtal, 'giang a de', delegateName), 'Mời phát biểu');

  await seeButton(delegate.page, 'Kết thúc phát biểu');
  await Promise.all([hears(chair.page), hears(room.page)]);
  await Promise.all([seesMoving(chair.page, delegateName), seesMoving(room.page, delegateName)]);
  await timerOf(chair.page, delegateName).getByText(`theo lượt của ${province}`).waitFor();
  for (const { page } of [chair, room]) {
    const timer = timerOf(page, delegateName);
    const shown = await timer.innerText();
    await expect.poll(() => timer.innerText(), { timeout: 10_000 }).not.toBe(shown);
  }

  await disobeyMuting(delegate.page);
  await openTab(chair.page, 'Điều hành');
  await pressIn(line(chair.page, 'Đang phát biểu', province), 'Dừng phát biểu');
  await Promise.all([hearsNothing(room.page), hearsNothing(chair.page)]);
  const sent = await packetsSent(delegate.page, 'audio');
  await expect.poll(() => packetsSent(delegate.page, 'audio'), { timeout: 5_000 }).toBeGreaterThan(sent);
  await seeButton(delegate.page, 'Đăng ký phát biểu');
  for (const page of [chair.page, provincial, districtal, room.page])
    await timerOf(page, delegateName).waitFor({ state: 'detached' });
});

it('DESK-1, DESK-3: with requests climbing, a delegate’s lies at the district’s desk and is passed on level by level to the chair', async () => {
  const chair = await meeting.open();
  const [provincial, districtal, delegate] = await Promise.all([
    comeConsole('chutri.dienbien'),
    comeConsole('chutri.nampo'),
    meeting.admit(chair),
  ]);
  await press(chair.page, 'Thêm');
  await chair.page.getByRole('menuitem', { name: 'Cài đặt cuộc họp' }).click();
  const dialog = chair.page.getByRole('dialog', { name: 'Cài đặt cuộc họp' });
  await dialog.getByText('Qua từng cấp').click();
  await pressIn(dialog, 'Lưu thay đổi');
  await dialog.waitFor({ state: 'detached' });

  await press(delegate.page, 'Đăng ký phát biểu');
  const asked = (page: Page) => line(page, 'Đăng ký phát biểu', delegateName);
  await asked(districtal).waitFor();
  // Above, it is told that something is on its way, and nothing more.
  const below = (page: Page) => page.getByRole('button', { name: district, expanded: false });
  await below(provincial).waitFor();
  await below(chair.page).waitFor();
  for (const page of [provincial, chair.page]) expect(await asked(page).count()).toBe(0);

  await pressIn(asked(districtal), 'Chuyển lên');
  await asked(provincial).waitFor();
  expect(await asked(chair.page).count()).toBe(0);
  await pressIn(asked(provincial), 'Chuyển lên');
  await pressIn(asked(chair.page), 'Mời phát biểu');
  await hears(chair.page);
  await seesMoving(chair.page, delegateName);
});

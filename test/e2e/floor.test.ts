import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { chairName, delegateName, site } from '../support/demo-people.ts';
import { hears, hearsNothing, packetsSent, seesMoving, sendsNothing } from '../support/media-probe.ts';
import { disobeyMuting, press } from '../support/meeting-page.ts';

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
});
afterEach(() => meeting.dispose());

it('FLOOR-6, FLOOR-7: admitted, asked, invited, heard and seen; stopped, and not heard any more though it keeps sending', async () => {
  const chair = await meeting.open();
  const delegate = await meeting.admit(chair);
  const room = await meeting.comeSite(site.unit);
  await seesMoving(delegate.page, chairName);
  await seesMoving(room.page, chairName);

  await press(delegate.page, 'Đăng ký phát biểu');
  await press(chair.page, 'Mời phát biểu');
  await hears(chair.page);
  await hears(room.page);
  await seesMoving(chair.page, delegateName);
  await seesMoving(room.page, delegateName);

  await disobeyMuting(delegate.page);
  await press(chair.page, 'Dừng phát biểu');
  await hearsNothing(room.page);
  await hearsNothing(chair.page);
  const sent = await packetsSent(delegate.page, 'audio');
  await expect.poll(() => packetsSent(delegate.page, 'audio'), { timeout: 5_000 }).toBeGreaterThan(sent);
});

it('SCOPE-4: mute all closes every open microphone but the chair’s own, and a speaker may open it again', async () => {
  const chair = await meeting.open();
  const delegate = await meeting.admit(chair);
  const room = await meeting.comeSite(site.unit);
  await press(delegate.page, 'Đăng ký phát biểu');
  await press(chair.page, 'Mời phát biểu');
  await hears(room.page);
  await press(chair.page, 'Tắt tất cả mic');
  await hearsNothing(room.page);
  await press(delegate.page, 'Bật mic');
  await hears(room.page);
});

it('FLOOR-6: a site that did not ask is invited, and its microphone opens by itself', async () => {
  const chair = await meeting.open();
  const room = await meeting.comeSite(site.unit);
  await seesMoving(room.page, chairName);
  await chair.page.getByRole('tab', { name: 'Điểm cầu' }).click();
  await chair.page.getByLabel('Tìm điểm cầu, đại biểu').fill('pa tan');
  await chair.page.getByRole('button', { name: 'Mời phát biểu' }).first().click();
  await hears(chair.page);
  await seesMoving(chair.page, site.name);
  await room.page.getByText('Đang phát biểu').first().waitFor();
});

it('CONTENT-1: the chair presents, everyone sees it, and stopping ends it', async () => {
  const chair = await meeting.open();
  const delegate = await meeting.admit(chair);
  await press(chair.page, 'Trình chiếu');
  const shown = `Nội dung trình chiếu của ${chairName}`;
  await seesMoving(delegate.page, shown);
  await press(chair.page, 'Dừng trình chiếu');
  await expect.poll(() => delegate.page.getByLabel(shown).count(), { timeout: 10_000 }).toBe(0);
});

it('LIFE-3: closing ends it for everyone, and nobody sends any more', async () => {
  const chair = await meeting.open();
  const delegate = await meeting.admit(chair);
  await press(chair.page, 'Kết thúc cuộc họp');
  await press(chair.page, 'Xác nhận');
  await delegate.page.getByText('Đã kết thúc').first().waitFor();
  await chair.page.getByText('Đã kết thúc').first().waitFor();
  await sendsNothing(chair.page);
  await sendsNothing(delegate.page);
});

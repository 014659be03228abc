import { afterEach, beforeEach, expect, it } from 'vitest';
import { tv } from '../support/browser.ts';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { chairName, site } from '../support/demo-people.ts';
import { seesMoving } from '../support/media-probe.ts';
import { press } from '../support/meeting-page.ts';

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
});
afterEach(() => meeting.dispose());

it('gives a room a second screen: the content there, the people on the first, over one seat', async () => {
  const chair = await meeting.open();
  const room = await meeting.comeSite(site.unit, tv);
  await seesMoving(room.page, chairName);

  await press(room.page, 'Trợ giúp');
  const coming = room.context.waitForEvent('page');
  await press(room.page, 'Màn hình 2');
  const second = await coming;
  await second.getByText('Chưa có nội dung trình chiếu').waitFor();

  await press(chair.page, 'Trình chiếu');
  const content = `Nội dung trình chiếu của ${chairName}`;
  await seesMoving(second, content);
  await seesMoving(room.page, chairName);
  expect(await room.page.getByLabel(content).count()).toBe(0);
  expect(second.url()).toContain('screen=content');

  await second.close();
  await seesMoving(room.page, content);
});

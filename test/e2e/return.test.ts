import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { chairName, delegateName } from '../support/demo-people.ts';
import { hears, seesMoving } from '../support/media-probe.ts';
import { press, rememberPage, seeButton } from '../support/meeting-page.ts';

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
});
afterEach(() => meeting.dispose());

/** The chair has opened, and the delegate speaks. */
async function speech() {
  const chair = await meeting.open();
  const delegate = await meeting.admit(chair);
  await press(delegate.page, 'Đăng ký phát biểu');
  await press(chair.page, 'Mời phát biểu');
  await hears(chair.page);
  return { chair, delegate };
}

it('LINE-1: a reload in the middle of a speech comes back by itself, still speaking', async () => {
  const { chair, delegate } = await speech();
  await delegate.page.reload();
  await seeButton(delegate.page, 'Kết thúc phát biểu');
  await hears(chair.page);
  await seesMoving(chair.page, delegateName);
});

it('HUB-10: the hub is killed during a speech and started again: state as before, everyone back without a click', async () => {
  const { chair, delegate } = await speech();
  const gone = await meeting.restart('kill');
  await gone.whileGone(() =>
    chair.page
      .getByText(/Mất kết nối|Đang kết nối lại/)
      .first()
      .waitFor(),
  );
  await seeButton(delegate.page, 'Kết thúc phát biểu');
  await seeButton(chair.page, 'Dừng phát biểu');
  await hears(chair.page);
  await seesMoving(chair.page, delegateName);
  await seesMoving(delegate.page, chairName);
});

it('HUB-11: every media worker dies, twice in a row: sound and picture come back without a click', async () => {
  const { chair, delegate } = await speech();
  for (const time of ['first', 'second']) {
    const pids = await workerPids(meeting.hub().origin);
    expect(pids.length, `${time} time`).toBeGreaterThan(0);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await hears(chair.page, 30_000);
    await seesMoving(chair.page, delegateName);
    await seesMoving(delegate.page, chairName);
  }
});

/** The media workers' own processes, as /metrics names them. */
async function workerPids(origin: string): Promise<readonly number[]> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return [...text.matchAll(/diemcau_media_worker_load\{pid="(\d+)"\}/g)].map(([, pid]) => Number(pid));
}

it('HUB-7: a second tab of one account is told, takes over, and the first says so and does not fight', async () => {
  const { chair, delegate } = await speech();
  const second = await delegate.context.newPage();
  await rememberPage(second);
  await second.goto(delegate.page.url());
  await second.getByText('Đang họp trên thiết bị khác').waitFor();
  await press(second, 'Dùng thiết bị này');
  await seeButton(second, 'Kết thúc phát biểu');
  await delegate.page.getByText('Đang họp trên thiết bị khác').waitFor();
  await hears(chair.page);
  await seesMoving(chair.page, delegateName);
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chooseFor } from '../support/console-page.ts';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { chairName, delegateName, site } from '../support/demo-people.ts';
import { hears, hearsBeeps, hearsNothing, seesMoving } from '../support/media-probe.ts';
import { type Attendant, closeMeeting, press } from '../support/meeting-page.ts';
import { loudness } from '../support/recording-file.ts';

const province = 'Tỉnh Điện Biên';
const provincialChair = 'Lò Thị Phương';
/** A commune of another province, which stays in the main hall. */
const elsewhere = '54.561.22210';
const meetingTitle = 'Hội nghị giao ban trực tuyến bốn cấp';

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
});
afterEach(() => meeting.dispose());

const alone = (page: Page) => page.getByRole('status').filter({ hasText: `${province} đang họp tiếp` });
const inHall = ({ page }: Attendant, chair: string) =>
  page.getByRole('region', { name: 'Khung hình chính' }).getByText(chair, { exact: true }).waitFor();

/** The chair has opened, the province's chair and a room of it are there, and a room of another province. */
async function hall() {
  const chair = await meeting.open();
  const [provincial, room, other] = await Promise.all([
    meeting.come('chutri.dienbien'),
    meeting.comeSite(site.unit),
    meeting.comeSite(elsewhere),
  ]);
  await Promise.all([room, other].map(({ page }) => seesMoving(page, chairName)));
  return { chair, provincial, room, other };
}

/** The province's chair turns its subtree into a hall of its own. */
async function goAlone({ page }: Attendant): Promise<void> {
  await press(page, 'Họp tiếp');
  await alone(page).waitFor();
}

async function bringBack({ page }: Attendant): Promise<void> {
  await press(page, 'Quay lại');
  await press(page, 'Xác nhận');
  await alone(page).waitFor({ state: 'detached' });
}

it('HALL-1, HALL-2, MEDIA-3: a province goes on alone, each hall hears its own chair only, and comes back to the main stage', async () => {
  const { chair, provincial, room, other } = await hall();
  await goAlone(provincial);
  await seesMoving(room.page, provincialChair);
  await press(provincial.page, 'Bật mic');
  await hears(room.page);
  await Promise.all([hearsNothing(chair.page), hearsNothing(other.page)]);

  await press(provincial.page, 'Tắt mic');
  await press(chair.page, 'Bật mic');
  await hears(other.page);
  await seesMoving(other.page, chairName);
  await Promise.all([hearsNothing(room.page), hearsNothing(provincial.page)]);

  await bringBack(provincial);
  await hears(room.page);
  await seesMoving(room.page, chairName);
  await seesMoving(provincial.page, chairName);
});

it('HALL-4, HALL-2: somebody is called back and let go again, and the main chair ends it', async () => {
  const { chair, provincial, room, other } = await hall();
  const delegate = await meeting.admit(chair);
  await goAlone(provincial);
  await press(provincial.page, 'Bật mic');
  await Promise.all([hears(room.page), hears(delegate.page)]);
  const called = { typed: 'giang a de', name: delegateName };

  await chooseFor(chair.page, called, 'Gọi lại hội trường chung');
  await seesMoving(delegate.page, chairName);
  await hearsNothing(delegate.page);
  await hears(room.page);
  await press(delegate.page, 'Đăng ký phát biểu');
  await press(chair.page, 'Mời phát biểu');
  await hears(chair.page);
  await hears(other.page);

  await chooseFor(chair.page, called, 'Cho về họp tiếp');
  await hears(delegate.page);
  await hearsNothing(other.page);

  await bringBack(chair);
  await inHall(room, chairName);
  await seesMoving(room.page, chairName);
  await hearsNothing(room.page);
  await seesMoving(delegate.page, chairName);
});

it('REC-2, HALL-5: the province records itself, in its own name, and the main hall is told nothing of it', async () => {
  const { chair, provincial, room, other } = await hall();
  await goAlone(provincial);
  const recording = (page: Page) => page.getByText('Đang ghi hình', { exact: true });
  await press(provincial.page, 'Bắt đầu ghi hình');
  await Promise.all([provincial, room].map(({ page }) => recording(page).first().waitFor()));
  await press(provincial.page, 'Bật mic');
  await hearsBeeps(room.page, 2);
  for (const { page } of [chair, other]) expect(await recording(page).count()).toBe(0);
  await press(provincial.page, 'Dừng ghi hình');
  await press(provincial.page, 'Xác nhận');
  await provincial.page.getByRole('button', { name: 'Bắt đầu ghi hình', exact: true }).waitFor();

  await bringBack(provincial);
  await closeMeeting(chair);
  await provincial.page.goto('/archive');
  const row = provincial.page.getByRole('row').filter({ hasText: province });
  await row.getByText('Sẵn sàng').waitFor({ timeout: 90_000 });
  const root = join(meeting.hub().dataFolder, 'archive');
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  expect(folders).toHaveLength(1);
  const folder = join(root, folders[0]?.name ?? '');
  const { title } = JSON.parse(await readFile(join(folder, 'meeting.json'), 'utf8'));
  expect(title).toBe(`${meetingTitle} · ${province}`);
  expect(await loudness(join(folder, 'recording.mp4'), 0, 60)).toBeGreaterThan(-60);
});

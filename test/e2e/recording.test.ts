import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTab, pressIn } from '../support/console-page.ts';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { delegateName } from '../support/demo-people.ts';
import { hears, hearsBeeps, seesMoving } from '../support/media-probe.ts';
import { type Attendant, closeMeeting, press } from '../support/meeting-page.ts';
import { childRunning, decodeComplaints, loudness, probe } from '../support/recording-file.ts';

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
});
afterEach(() => meeting.dispose());

const recordingShown = (page: Page) => page.getByText('Đang ghi hình', { exact: true }).first().waitFor();

async function startRecording(chair: Attendant): Promise<void> {
  await press(chair.page, 'Bắt đầu ghi hình');
  await recordingShown(chair.page);
}

async function stopRecording(chair: Attendant): Promise<void> {
  await press(chair.page, 'Dừng ghi hình');
  await press(chair.page, 'Xác nhận');
  await chair.page.getByRole('button', { name: 'Bắt đầu ghi hình', exact: true }).waitFor();
}

/** As somebody types it who does not set diacritics. */
const plain = (name: string) =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('Đ', 'D').replaceAll('đ', 'd').toLowerCase();

/** The delegate speaks until it was heard and seen, and the chair takes the floor back. */
async function speech(chair: Attendant, delegate: Attendant): Promise<void> {
  await press(delegate.page, 'Đăng ký phát biểu');
  await press(chair.page, 'Mời phát biểu');
  await seesMoving(chair.page, delegateName);
  await hearsBeeps(chair.page, 4);
  await press(chair.page, 'Dừng phát biểu');
}

const question = 'Thông qua dự toán năm 2027';
const paper = { name: 'Tờ trình dự toán.txt', mimeType: 'text/plain', buffer: Buffer.from('Kính trình.\n') };

/** The chair brings a document, and puts a question to the vote, to which the delegate says yes. */
async function decision({ page }: Attendant, delegate: Attendant): Promise<void> {
  await openTab(page, 'Tài liệu');
  await press(page, 'Thêm tài liệu');
  await page.locator('input[type=file]').setInputFiles(paper);
  await press(page, 'Tải lên');
  await page.getByText('Đã thêm 1/1 tệp').waitFor();
  await press(page, 'Đóng');
  await openTab(page, 'Biểu quyết');
  const panel = page.getByRole('region', { name: 'Biểu quyết', exact: true });
  await pressIn(panel, 'Lấy biểu quyết');
  const dialog = page.getByRole('dialog', { name: 'Lấy biểu quyết' });
  await dialog.getByLabel('Nội dung biểu quyết').fill(question);
  await pressIn(dialog, 'Bắt đầu biểu quyết');
  await pressIn(delegate.page.getByRole('region', { name: question, exact: true }), 'Tán thành');
  await page.getByText(/^Đã biểu quyết 1\//).waitFor();
  await pressIn(panel, 'Kết thúc biểu quyết');
  await pressIn(page.getByRole('dialog', { name: 'Kết thúc biểu quyết?' }), 'Xác nhận');
}

/** What was decided, and what lay before the delegates, stand beside the film. */
async function readBeside(page: Page): Promise<void> {
  const beside = page.getByRole('complementary', { name: 'Nội dung theo bản ghi' });
  await beside.getByRole('tab', { name: 'Biểu quyết' }).click();
  await beside.getByRole('button', { name: question }).waitFor();
  await pressIn(beside, 'Danh sách biểu quyết');
  await beside.getByRole('region', { name: 'Tán thành', exact: true }).getByText(delegateName).waitFor();
  await beside.getByRole('tab', { name: 'Tài liệu' }).click();
  const link = beside.getByRole('link', { name: 'Tờ trình dự toán' });
  const read = (href: string) => fetch(href).then(async (reply) => [reply.status, await reply.text()]);
  expect(await page.evaluate(read, (await link.getAttribute('href')) ?? '')).toEqual([200, 'Kính trình.\n']);
}

/** So many seconds after a time of day, as one types it: `09:42:10`. */
function later(clock: string, seconds: number): string {
  const [h = 0, m = 0, s = 0] = clock.split(':').map(Number);
  const at = (h * 3600 + m * 60 + s + seconds) % 86_400;
  return [at / 3600, (at / 60) % 60, at % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}

/** The film, which plays, is steered with keys, and led to a time of day at which the delegate spoke, from `from` s on. */
async function steer(page: Page, from: number): Promise<void> {
  const deck = page.getByRole('region', { name: /^Bản ghi hình: / });
  const film = deck.locator('video');
  const now = () =>
    film.evaluate((video: HTMLVideoElement) => {
      const { currentTime, duration, playbackRate, muted, paused } = video;
      return { currentTime, duration, playbackRate, muted, paused };
    });
  const key = async (name: string, becomes: Partial<Awaited<ReturnType<typeof now>>>) => {
    await page.keyboard.press(name);
    await expect.poll(now).toMatchObject(becomes);
  };
  await key('k', { paused: true });
  await key('0', { currentTime: 0 });
  await deck.getByText(/^0:00 \/ /).waitFor();
  const began = await deck.getByRole('time').innerText();
  await key('[', { playbackRate: 0.75 });
  await key('[', { playbackRate: 0.5 });
  await deck.getByRole('button', { name: 'Tốc độ phát: 0,5×', exact: true }).waitFor();

  await pressIn(deck, 'Đến lúc…');
  const field = deck.getByLabel('Đến lúc (giờ họp)');
  const seconds = Math.ceil(from) + 1;
  await field.fill(later(began, seconds));
  await pressIn(deck, 'Đến');
  await field.waitFor({ state: 'hidden' });
  await expect.poll(now).toMatchObject({ paused: false });
  await key('k', { paused: true });
  const { currentTime, duration } = await now();
  // The recording began within the second that its clock showed.
  expect(currentTime).toBeGreaterThan(seconds - 1);
  expect(currentTime).toBeLessThan(seconds + 3);

  const told = deck.getByRole('paragraph').filter({ hasText: delegateName });
  const speaking = 'Đang phát biểu: ';
  await told.filter({ hasText: speaking }).waitFor();
  const captions = told.filter({ hasNotText: speaking });
  expect(await captions.count()).toBe(0);
  await page.keyboard.press('c');
  await captions.waitFor();
  await page.keyboard.press('c');
  await captions.waitFor({ state: 'hidden' });
  await key(']', { playbackRate: 0.75 });
  await key('m', { muted: false });
  await key('m', { muted: true });
  await deck.getByRole('button', { name: 'Tắt tiếng', exact: true, pressed: true }).waitFor();
  await page.keyboard.press('5');
  await expect.poll(async () => (await now()).currentTime).toBeCloseTo(duration / 2, 1);
}

/** Waits in the archive until the recording is ready, opens it, and gives back its folder. */
async function openArchive({ page }: Attendant): Promise<string> {
  await page.goto('/archive');
  await page.getByText('Sẵn sàng').first().waitFor({ timeout: 90_000 });
  await page
    .getByRole('link', { name: /^Xem bản ghi/ })
    .first()
    .click();
  await page.locator('video').waitFor();
  const root = join(meeting.hub().dataFolder, 'archive');
  const [folder] = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return join(root, folder?.name ?? '');
}

it('REC-1, REC-5, ARCHIVE-5, ARCHIVE-9, ARCHIVE-10: a recorded meeting is found by a name without diacritics, plays from where that one spoke, and verifies', async () => {
  const chair = await meeting.open();
  const delegate = await meeting.admit(chair);
  await startRecording(chair);
  await recordingShown(delegate.page);
  await press(chair.page, 'Bật mic');
  await hearsBeeps(delegate.page, 2);
  await press(chair.page, 'Tắt mic');
  await speech(chair, delegate);
  await decision(chair, delegate);
  await press(chair.page, 'Tạm dừng ghi hình');
  await delegate.page.getByText('Tạm dừng ghi hình').first().waitFor();
  await press(chair.page, 'Tiếp tục ghi hình');
  await recordingShown(delegate.page);
  await stopRecording(chair);
  await closeMeeting(chair);

  const folder = await openArchive(chair);
  const file = join(folder, 'recording.mp4');
  const found = await probe(file);
  expect(found.codecs).toEqual(['h264', 'aac']);
  expect([found.width, found.height]).toEqual([1280, 720]);
  expect(found.chapters.some((title) => title.includes(delegateName))).toBe(true);
  expect(await decodeComplaints(file)).toBe('');
  expect(JSON.parse(await readFile(join(folder, 'gaps.json'), 'utf8'))).toEqual([]);
  const chapters: { startMs: number; endMs: number; title: string }[] = JSON.parse(
    await readFile(join(folder, 'chapters.json'), 'utf8'),
  );
  const spoken = chapters.find(({ title }) => title.includes(delegateName));
  if (!spoken) throw new Error('no chapter of the delegate');
  // Four beeps were heard live; the last second and a half before the floor was taken back holds one.
  expect(await loudness(file, spoken.endMs / 1000 - 1.5, 1.5)).toBeGreaterThan(-60);

  const { page } = chair;
  const time = () => page.evaluate(() => document.querySelector('video')?.currentTime ?? 0);
  const from = spoken.startMs / 1000;
  await page.goto('/archive');
  await page.getByLabel('Tìm trong kho lưu trữ').fill(plain(delegateName));
  await page
    .getByRole('link', { name: /Xem từ/ })
    .filter({ hasText: delegateName })
    .first()
    .click();
  await expect.poll(time, { timeout: 15_000 }).toBeGreaterThanOrEqual(from - 0.5);
  expect(await time()).toBeLessThan(from + 3);
  await page.evaluate(() => {
    const video = document.querySelector('video');
    if (video) video.muted = true;
    return video?.play();
  });
  await expect.poll(time, { timeout: 15_000 }).toBeGreaterThan(from + 0.5);
  await steer(page, from);
  await readBeside(page);
  await press(page, 'Kiểm tra mã');
  await page.getByText('Nguyên vẹn', { exact: true }).waitFor();
});

/** What the chair's beeping microphone takes in a file: about 3 KB a second. */
const fiveSecondsOfSound = 15_000;

/** Bytes of sound written so far. */
async function soundBytes(): Promise<number> {
  const root = join(meeting.hub().dataFolder, 'archive');
  const files = await readdir(root, { recursive: true });
  const sizes = await Promise.all(
    files.filter((name) => name.endsWith('.mka')).map(async (name) => (await stat(join(root, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

it('REC-4: the recorder is killed: everyone is told, the meeting goes on, it starts again by itself, the gap is in the record', async () => {
  const chair = await meeting.open();
  const delegate = await meeting.admit(chair);
  await startRecording(chair);
  await press(chair.page, 'Bật mic');
  await hears(delegate.page);
  await expect.poll(() => soundBytes(), { timeout: 20_000 }).toBeGreaterThan(fiveSecondsOfSound);
  const before = await childRunning(meeting.hub().pid, 'recorder/main.ts');
  if (before === null) throw new Error('no recorder runs');
  process.kill(before, 'SIGKILL');
  await Promise.all(
    [chair, delegate].map(({ page }) =>
      page.getByText('Ghi hình bị lỗi').first().waitFor({ timeout: 5_000 }),
    ),
  );
  await hears(delegate.page);
  await recordingShown(chair.page);
  await recordingShown(delegate.page);
  await hears(delegate.page);
  const returned = await soundBytes();
  await expect.poll(() => soundBytes(), { timeout: 20_000 }).toBeGreaterThan(returned + fiveSecondsOfSound);
  await stopRecording(chair);
  await closeMeeting(chair);

  const folder = await openArchive(chair);
  await chair.page.getByText('Đoạn bị mất').first().waitFor();
  const file = join(folder, 'recording.mp4');
  expect(await decodeComplaints(file)).toBe('');
  const gaps: { startMs: number; endMs: number; reason: string }[] = JSON.parse(
    await readFile(join(folder, 'gaps.json'), 'utf8'),
  );
  expect(gaps.map(({ reason }) => reason)).toEqual(['recorder-lost']);
  const [gap] = gaps;
  if (!gap) throw new Error('no gap');
  // What was captured up to two seconds before the kill is there (recording.md), and what came after the return too.
  expect(await loudness(file, gap.startMs / 1000 - 4, 2)).toBeGreaterThan(-60);
  expect(await loudness(file, gap.endMs / 1000 + 0.5, 2)).toBeGreaterThan(-60);
});

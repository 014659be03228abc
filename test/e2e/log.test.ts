import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openPerson, signIn } from '../support/browser.ts';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { site } from '../support/demo-people.ts';
import { type Attendant, press } from '../support/meeting-page.ts';

const operatorName = 'Vũ Hải Long';
const demoTitle = 'Hội nghị giao ban trực tuyến bốn cấp';

let demo: DemoMeeting;
let chair: Attendant;
const opened: BrowserContext[] = [];

beforeAll(async () => {
  demo = await startDemoMeeting();
  chair = await demo.open();
  await demo.come('kythuat');
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((context) => context.close()));
});
afterAll(() => demo.dispose());

/** Somebody at the list of meetings, who has not come into any. */
async function atTheList(username: string): Promise<Page> {
  const { page, context } = await openPerson(demo.browser(), demo.hub().origin);
  opened.push(context);
  await signIn(page, username);
  return page;
}

it('LOG-5, LOG-6, LOG-7: the secretary reads what the chair does while it happens, verifies it and takes it home', async () => {
  const page = await atTheList('thuky');
  await page.getByRole('link', { name: `Nhật ký: ${demoTitle}` }).click();
  await page.getByText('Chủ trì Hoàng Minh Khôi khai mạc cuộc họp').waitFor();
  await press(chair.page, 'Tắt camera');
  await page.getByText('Hoàng Minh Khôi tắt camera').waitFor();

  await page.getByLabel('Tìm trong nhật ký').fill('khai mac cuoc hop');
  await expect.poll(() => page.getByRole('listitem').count()).toBe(1);
  await page.getByLabel('Tìm trong nhật ký').fill('không có việc này');
  await page.getByText('Không có việc nào khớp với').waitFor();
  await page.getByLabel('Tìm trong nhật ký').fill('');

  await press(page, 'Kiểm tra nhật ký');
  await page.getByText('Nhật ký nguyên vẹn').waitFor();
  await page.getByText('Khớp với chữ ký số lập lúc').waitFor();

  await press(page, 'Tải về');
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Bảng tính (CSV)' }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toContain(`Nhật ký - ${demoTitle}`);
  expect(await readFile(await file.path(), 'utf8')).toContain('"Khai mạc"');
});

it('REPORT-3: the reports stand beside the log', async () => {
  const page = await atTheList('thuky');
  await page.getByRole('link', { name: `Báo cáo: ${demoTitle}` }).click();
  await page.getByRole('heading', { name: 'Báo cáo phát biểu' }).waitFor();
  await page.getByRole('table', { name: 'Chưa phát biểu' }).getByText(operatorName).waitFor();
  await page.getByRole('link', { name: 'Báo cáo có mặt' }).click();
  // Both reports have a field of this name: the one to be typed into is this one's.
  await page.getByRole('heading', { name: 'Báo cáo có mặt' }).waitFor();
  await page.getByLabel('Tìm điểm cầu, đại biểu, đơn vị').fill('vu hai long');
  const row = page.getByRole('table', { name: 'Đại biểu' }).getByRole('row', { name: operatorName });
  await row.getByText('Chưa điểm danh').waitFor();
  await expect.poll(() => page.getByRole('table', { name: 'Điểm cầu' }).count()).toBe(0);
  await page.getByLabel('Tìm điểm cầu, đại biểu, đơn vị').fill('xa pa tan');
  await page.getByRole('table', { name: 'Điểm cầu' }).getByRole('row', { name: site.name }).waitFor();
});

it('LOG-5: a delegate finds no way to the log, and none behind the address either', async () => {
  const secretary = await atTheList('thuky');
  await secretary.getByRole('link', { name: `Nhật ký: ${demoTitle}` }).click();
  await secretary.getByRole('heading', { name: 'Nhật ký' }).waitFor();
  const delegate = await atTheList('daibieu1');
  await delegate.getByRole('article', { name: demoTitle }).waitFor();
  expect(await delegate.getByRole('link', { name: `Nhật ký: ${demoTitle}` }).count()).toBe(0);
  await delegate.goto(new URL(secretary.url()).pathname);
  await delegate
    .getByText('Nhật ký dành cho chủ trì, thư ký, cán bộ kỹ thuật của cuộc họp và quản trị hệ thống.')
    .waitFor();
});

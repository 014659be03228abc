import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { arrangeSettings } from '../support/arranged-settings.ts';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { press } from '../support/meeting-page.ts';
import { pdfFile } from '../support/pdf-file.ts';

const sentence = 'Đề nghị các đồng chí cho ý kiến về phương án phòng, chống lũ quét.';
const title = 'Báo cáo phòng chống thiên tai';

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
});
afterEach(() => meeting.dispose());

/** A real PDF of two pages, as an office's printer makes it: its fonts are in it. */
async function printed(): Promise<Buffer> {
  const context = await meeting.browser().newContext();
  const page = await context.newPage();
  await page.setContent(`<h1>BÁO CÁO</h1><p>${sentence}</p><p style="break-before: page">Trang thứ hai</p>`);
  const pdf = await page.pdf({ format: 'A4' });
  await context.close();
  return pdf;
}

/** How many different colours there are among pixels of the first page's picture. */
const coloursOf = (page: Page) =>
  page.evaluate(() => {
    const picture = document.querySelector<HTMLCanvasElement>('[data-page="1"] canvas');
    if (picture === null) return 0;
    const { data } = picture.getContext('2d')!.getImageData(0, 0, picture.width, picture.height / 3);
    const colours = new Set<number>();
    for (let at = 0; at < data.length; at += 4)
      colours.add(data[at]! * 65_536 + data[at + 1]! * 256 + data[at + 2]!);
    return colours.size;
  });

async function readIt(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Tài liệu' }).click();
  await press(page, `Mở ${title}`);
  const viewer = page.getByRole('region', { name: `Đọc tài liệu: ${title}` });
  await viewer.getByText(sentence).waitFor();
  await expect.poll(() => coloursOf(page)).toBeGreaterThan(4);
  await viewer.focus();
  await page.keyboard.press('PageDown');
  await expect.poll(() => viewer.getByRole('textbox', { name: 'Trang' }).inputValue()).toBe('2');
}

it('DOCUMENT-1, DOCUMENT-5, DOCUMENT-6, DOCUMENT-10: the chair brings a report while the meeting runs, a delegate reads it, and it goes when it is taken away', async () => {
  await arrangeSettings(meeting.hub().origin, () => ({ admission: 'invited' }));
  const [pdf, { page: chair }, { page: delegate }] = await Promise.all([
    printed(),
    meeting.open(),
    meeting.come('daibieu1'),
  ]);
  await chair.getByRole('tab', { name: 'Tài liệu' }).click();
  await press(chair, 'Thêm tài liệu');
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });
  await chair
    .locator('input[type=file]')
    .setInputFiles([
      file(`${title}.pdf`, pdf),
      file('không phải.pdf', Buffer.from('<!doctype html><p>Xin chào</p>')),
      file('mật.pdf', pdfFile({ password: 'x' })),
    ]);
  await press(chair, 'Tải lên');
  await chair.getByText('Đã thêm 1/3 tệp').waitFor();
  await chair.getByText('Không nhận tệp này').waitFor();
  await chair.getByText('Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.').waitFor();
  await press(chair, 'Đóng');

  await readIt(delegate);
  const refusals: string[] = [];
  delegate.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refusals.push(message.text());
  });
  await delegate.reload();
  await readIt(delegate);
  expect(refusals).toEqual([]);

  await press(chair, `Thao tác với ${title}`);
  await chair.getByRole('menuitem', { name: 'Gỡ tài liệu' }).click();
  await press(chair, 'Xác nhận');
  await delegate.getByText('Chưa có tài liệu nào.').waitFor();
  expect(await delegate.getByRole('region', { name: /^Đọc tài liệu/ }).count()).toBe(0);
});

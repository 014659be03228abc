import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { arrangeSettings } from '../support/arranged-settings.ts';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { delegateName, site } from '../support/demo-people.ts';
import { hearsNothing, hearsVoices, seesMoving } from '../support/media-probe.ts';
import { press, seeButton } from '../support/meeting-page.ts';

const thirdName = "Nay H'Lim";

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
  await arrangeSettings(meeting.hub().origin, ({ limitMsByKind }) => ({
    admission: 'invited',
    limitMsByKind: { ...limitMsByKind, questioningDebate: 10_000 },
  }));
});
afterEach(() => meeting.dispose());

/** The chair sets how the floor is come by. */
async function setQuestioning(chair: Page): Promise<void> {
  await press(chair, 'Thêm');
  await chair.getByRole('menuitem', { name: 'Cài đặt cuộc họp' }).click();
  const dialog = chair.getByRole('dialog', { name: 'Cài đặt cuộc họp' });
  await dialog.getByRole('radiogroup', { name: 'Cách thảo luận' }).getByText('Chất vấn').click();
  await dialog.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Who asks and who answers: whoever asked first to put a question stands there already. */
async function callQuestion(chair: Page): Promise<void> {
  await press(chair, 'Mời chất vấn');
  const dialog = chair.getByRole('dialog', { name: 'Mời chất vấn và trả lời' });
  await expect
    .poll(() => dialog.getByRole('combobox', { name: 'Người chất vấn' }).inputValue())
    .toContain(delegateName);
  await dialog.getByRole('combobox', { name: 'Người trả lời' }).fill('pa tan');
  await chair.getByRole('option', { name: site.name }).click();
  await dialog.getByRole('button', { name: 'Mời phát biểu' }).click();
}

it('QUESTION-1, QUESTION-2, QUESTION-3, TIME-2, TIME-5, TIME-6, OPINION-1, OPINION-2: asker and answerer are heard together, the asker debates first, and who was not reached writes', async () => {
  const chair = await meeting.open();
  await setQuestioning(chair.page);
  const asker = await meeting.come('daibieu1');
  const answerer = await meeting.comeSite(site.unit);
  const third = await meeting.come('daibieu2');
  await press(asker.page, 'Chọn hình thức');
  await asker.page
    .getByRole('group', { name: 'Hình thức' })
    .getByText(/^Chất vấn ·/)
    .click();
  await press(asker.page, 'Gửi đăng ký');
  const asked = chair.page.getByRole('region', { name: 'Đăng ký phát biểu' }).getByRole('listitem');
  await asked.filter({ hasText: delegateName }).waitFor();
  await seeButton(answerer.page, 'Đăng ký phát biểu');

  await callQuestion(chair.page);
  await chair.page.getByText(`${delegateName} chất vấn, ${site.name} trả lời`).waitFor();
  await hearsVoices(chair.page, 2);
  await seesMoving(chair.page, delegateName);
  await seesMoving(chair.page, site.name);

  await press(asker.page, 'Kết thúc phát biểu');
  await hearsVoices(chair.page, 1);
  await press(third.page, 'Tranh luận');
  const debates = asked.filter({ hasText: 'Tranh luận khi chất vấn' });
  await debates.filter({ hasText: thirdName }).waitFor();
  await press(asker.page, 'Tranh luận');
  const first = debates.filter({ hasText: 'Ưu tiên: người chất vấn' });
  await first.waitFor();
  // Rows keep their places under the pointer; once it is elsewhere they stand in their order.
  await chair.page.mouse.move(0, 0);
  const stands = async (name: string) =>
    (await debates.allInnerTexts()).findIndex((text) => text.includes(name));
  await expect.poll(() => stands(delegateName), { timeout: 10_000 }).toBe(0);
  expect(await stands(thirdName)).toBe(1);

  await press(chair.page, 'Kết thúc chất vấn');
  await hearsNothing(chair.page);
  await first.getByRole('button', { name: 'Mời phát biểu' }).click();
  await hearsVoices(chair.page, 1);
  const timer = chair.page.getByRole('timer', { name: `Thời gian phát biểu của ${delegateName}` });
  const askersTimer = asker.page.getByRole('timer', { name: `Thời gian phát biểu của ${delegateName}` });
  for (const shown of [timer, askersTimer]) await shown.getByText('Hết thời gian').waitFor();
  await press(chair.page, '+1 phút');
  for (const shown of [timer, askersTimer])
    await shown.getByText('Hết thời gian').waitFor({ state: 'detached' });
  await press(chair.page, 'Tạm dừng tính giờ');
  await askersTimer.getByText('Tạm dừng tính giờ').waitFor();
  const stopped = await askersTimer.innerText();
  await hearsVoices(chair.page, 1);
  expect(await askersTimer.innerText()).toBe(stopped);
  await press(chair.page, 'Tiếp tục tính giờ');
  await askersTimer.getByText('Tạm dừng tính giờ').waitFor({ state: 'detached' });
  await expect.poll(() => askersTimer.innerText()).not.toBe(stopped);
  await press(chair.page, 'Dừng phát biểu');
  await hearsNothing(chair.page);

  await press(answerer.page, 'Đăng ký phát biểu');
  await asked.filter({ hasText: site.name }).waitFor();
  await press(chair.page, 'Kết thúc đăng ký, nhận ý kiến bằng văn bản');
  await press(chair.page, 'Xác nhận');
  await chair.page.getByText('Chưa có ai đăng ký').waitFor();
  await seeButton(answerer.page, 'Đăng ký phát biểu');
  const opinion = 'Đề nghị nói rõ tiến độ từng tuyến đường.';
  await third.page.getByRole('textbox', { name: 'Ý kiến bằng văn bản của bạn' }).fill(opinion);
  await press(third.page, 'Gửi ý kiến');
  await press(chair.page, '2 ý kiến');
  const opinions = chair.page.getByRole('dialog', { name: 'Ý kiến bằng văn bản' }).getByRole('listitem');
  await opinions.filter({ hasText: thirdName }).getByText(opinion).waitFor();
  await opinions.filter({ hasText: site.name }).getByText('Chưa gửi văn bản').waitFor();
});

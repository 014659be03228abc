import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPerson, signIn } from '../support/browser.ts';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { chairName, site } from '../support/demo-people.ts';
import { seesMoving } from '../support/media-probe.ts';
import { press, rememberPage } from '../support/meeting-page.ts';

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
});
afterEach(() => meeting.dispose());

it('AUTH-1: a room pairs with a code that an operator confirms, comes by itself, stays paired over a restart, and is shut out when revoked', async () => {
  const room = await openPerson(meeting.browser(), meeting.hub().origin);
  await rememberPage(room.page);
  await room.page.goto('/site');
  const code = room.page.getByLabel('Mã ghép');
  await code.waitFor();
  const digits = ((await code.textContent()) ?? '').replaceAll(/\D/g, '');
  expect(digits).toMatch(/^\d{6}$/);

  const operator = await openPerson(meeting.browser(), meeting.hub().origin);
  await signIn(operator.page, 'kythuat');
  await operator.page.getByRole('link', { name: 'Thiết bị điểm cầu' }).click();
  await press(operator.page, 'Ghép thiết bị');
  const dialog = operator.page.getByRole('dialog');
  for (const [index, digit] of [...digits].entries())
    await dialog.getByLabel(`Chữ số ${index + 1}`, { exact: false }).fill(digit);
  await dialog.getByRole('combobox').or(dialog.getByLabel('Điểm cầu')).first().fill('pa tan');
  await operator.page.getByRole('option', { name: site.name }).click();
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();

  await room.page.getByText(site.name).first().waitFor();
  const chair = await meeting.open();
  await seesMoving(room.page, chairName);
  await room.page.reload();
  await seesMoving(room.page, chairName);

  await operator.page.getByRole('button', { name: `Thu hồi thiết bị của ${site.name}` }).click();
  await press(operator.page, 'Xác nhận');
  await room.page.getByLabel('Mã ghép').waitFor();
  await chair.page.getByRole('tab', { name: 'Điểm cầu' }).click();
  await chair.page.getByText('Mất kết nối').first().waitFor();
});

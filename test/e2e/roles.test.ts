import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPerson, signIn, tv } from '../support/browser.ts';
import { findCard, line, openTab, pressIn } from '../support/console-page.ts';
import { type DemoMeeting, startDemoMeeting } from '../support/demo-meeting.ts';
import { chairName, site } from '../support/demo-people.ts';
import { hears, seesMoving, sendsNothing } from '../support/media-probe.ts';
import { press, seeButton } from '../support/meeting-page.ts';

let meeting: DemoMeeting;
beforeEach(async () => {
  meeting = await startDemoMeeting();
});
afterEach(() => meeting.dispose());

it('SCOPE-2, VIEW-2, FLOOR-14: a province’s chair sees its own subtree, may not open or record, and gives the floor only once its unit was given it', async () => {
  const chair = await meeting.open();
  const province = await meeting.come('chutri.dienbien');
  const room = await meeting.comeSite(site.unit);
  await seesMoving(room.page, chairName);
  await openTab(province.page, 'Điểm cầu');
  await province.page.getByText('Tỉnh Điện Biên').first().waitFor();
  await province.page.getByLabel('Tìm điểm cầu, đại biểu').fill('ea lam');
  await province.page.getByText('Không có điểm cầu nào khớp').waitFor();
  for (const name of ['Khai mạc', 'Kết thúc cuộc họp', 'Bắt đầu ghi hình'])
    expect(await province.page.getByRole('button', { name, exact: true, disabled: false }).count()).toBe(0);
  const found = await findCard(province.page, 'pa tan', site.name);
  const give = (disabled: boolean) =>
    found.getByRole('button', { name: 'Mời phát biểu', exact: true, disabled });
  await give(true).waitFor();

  // Who was called to speak may do so, and no more.
  await openTab(chair.page, 'Điểm cầu');
  await pressIn(await findCard(chair.page, 'lo thi phuong', 'Lò Thị Phương'), 'Mời phát biểu');
  await seeButton(province.page, 'Kết thúc phát biểu');
  await give(true).waitFor();
  await press(province.page, 'Kết thúc phát biểu');

  await pressIn(await findCard(chair.page, 'dien bien', 'Tỉnh Điện Biên'), 'Mời đơn vị');
  await give(false).click();
  await hears(chair.page);
  await room.page.getByText('Đang phát biểu').first().waitFor();

  await openTab(chair.page, 'Điều hành');
  await pressIn(line(chair.page, 'Đang phát biểu', 'Tỉnh Điện Biên'), 'Dừng phát biểu');
  await room.page.getByText('Đang phát biểu').waitFor({ state: 'detached' });
});

it('a room with nothing but a remote control asks for the floor with arrows and Enter', async () => {
  const chair = await meeting.open();
  const room = await meeting.comeSite(site.unit, tv);
  await seesMoving(room.page, chairName);
  await room.page.getByRole('button', { name: 'Đăng ký phát biểu', exact: true }).waitFor();
  await room.page.keyboard.press('ArrowRight');
  await room.page.keyboard.press('ArrowLeft');
  await room.page.keyboard.press('Enter');
  await room.page.getByRole('button', { name: 'Hủy đăng ký', exact: true }).waitFor();
  await room.page.getByText('Chờ phát biểu').first().waitFor();
  await press(chair.page, 'Mời phát biểu');
  await hears(chair.page);
  await seesMoving(chair.page, site.name);
});

it('MEDIA-2: whoever conducts sees on the wall the sites that nobody else watches; once it is closed they send nothing', async () => {
  const chair = await meeting.open();
  const room = await meeting.comeSite(site.unit);
  await seesMoving(room.page, chairName);
  await press(chair.page, 'Xem các điểm cầu');
  await seesMoving(chair.page, site.name);
  await press(chair.page, 'Xem các điểm cầu');
  await sendsNothing(room.page);
});

it('the check of the devices is passed once: coming again is one click, and the sound and picture are there', async () => {
  const chair = await meeting.open();
  const delegate = await meeting.admit(chair);
  await press(delegate.page, 'Rời cuộc họp');
  await press(delegate.page, 'Xác nhận');
  await delegate.page.getByRole('link', { name: 'Vào họp' }).first().click();
  await seeButton(delegate.page, 'Đăng ký phát biểu');
  await seesMoving(delegate.page, chairName);
});

it('the words change to English and back by a switch, and stay so over a reload', async () => {
  const delegate = await openPerson(meeting.browser(), meeting.hub().origin);
  await signIn(delegate.page, 'daibieu1');
  await delegate.page.getByRole('link', { name: 'Kho lưu trữ' }).waitFor();
  await press(delegate.page, 'English (EN)');
  await delegate.page.getByRole('link', { name: 'Archive' }).waitFor();
  await delegate.page.reload();
  await delegate.page.getByRole('link', { name: 'Archive' }).waitFor();
  await press(delegate.page, 'Tiếng Việt (VI)');
  await delegate.page.getByRole('link', { name: 'Kho lưu trữ' }).waitFor();
});

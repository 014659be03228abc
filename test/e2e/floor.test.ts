import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { hears, hearsNothing, packetsSent, seesMoving } from '../support/media-probe.ts';
import { type Attendant, attend, openSite, press, seeButton } from '../support/meeting-page.ts';

const chairName = 'Hoàng Minh Khôi';
const delegateName = 'Giàng A Dế';
const siteUnit = '11.103.03165';
const siteName = 'Xã Pa Tần';

let browser: Browser;
let hub: HubProcess;
let open: Attendant[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  hub = await startHub();
});
afterEach(async () => {
  await Promise.all(open.map(({ context }) => context.close()));
  open = [];
  await hub.dispose();
});

async function come(username: string): Promise<Attendant> {
  const attendant = await attend(browser, hub.origin, username);
  open.push(attendant);
  return attendant;
}

async function openMeeting(): Promise<Attendant> {
  const chair = await come('chutri');
  await press(chair.page, 'Khai mạc');
  await chair.page.getByText('Đang họp', { exact: true }).waitFor();
  return chair;
}

/** The delegate waits, and the chair admits it. */
async function admitDelegate(chair: Attendant): Promise<Attendant> {
  const delegate = await come('daibieu1');
  await delegate.page.getByText('Đang chờ duyệt').first().waitFor();
  await press(chair.page, 'Duyệt vào');
  await delegate.page.getByRole('button', { name: 'Đăng ký phát biểu', exact: true }).waitFor();
  return delegate;
}

it('FLOOR-6, FLOOR-7: admitted, asked, invited, heard and seen; stopped, and not heard any more though it keeps sending', async () => {
  const chair = await openMeeting();
  const delegate = await admitDelegate(chair);
  const site = await openSite(browser, hub.origin, siteUnit);
  open.push(site);
  await seesMoving(delegate.page, chairName);
  await seesMoving(site.page, chairName);

  await press(delegate.page, 'Đăng ký phát biểu');
  await press(chair.page, 'Mời phát biểu');
  await hears(chair.page);
  await hears(site.page);
  await seesMoving(chair.page, delegateName);
  await seesMoving(site.page, delegateName);

  await delegate.page.evaluate(() => {
    // A client that does not obey: its track stays enabled and its senders keep their track whatever the page does.
    for (const connection of window.peerConnections)
      for (const sender of connection.getSenders()) {
        if (sender.track?.kind !== 'audio') continue;
        const { track } = sender;
        Object.defineProperty(track, 'enabled', { get: () => true, set: () => undefined });
        sender.replaceTrack = async () => undefined;
        sender.setParameters = async () => undefined;
      }
  });
  await press(chair.page, 'Dừng phát biểu');
  await hearsNothing(site.page);
  await hearsNothing(chair.page);
  const sent = await packetsSent(delegate.page, 'audio');
  await expect.poll(() => packetsSent(delegate.page, 'audio')).toBeGreaterThan(sent);
});

it('MIC-3: mute all closes every open microphone but the chair’s own', async () => {
  const chair = await openMeeting();
  const delegate = await admitDelegate(chair);
  const site = await openSite(browser, hub.origin, siteUnit);
  open.push(site);
  await press(delegate.page, 'Đăng ký phát biểu');
  await press(chair.page, 'Mời phát biểu');
  await hears(site.page);
  await press(chair.page, 'Tắt tất cả mic');
  await hearsNothing(site.page);
  await delegate.page.getByRole('button', { name: 'Bật mic', exact: true }).waitFor();
  await press(delegate.page, 'Bật mic');
  await hears(site.page);
});

it('a site that did not ask is invited, and its microphone opens by itself', async () => {
  const chair = await openMeeting();
  const site = await openSite(browser, hub.origin, siteUnit);
  open.push(site);
  await seesMoving(site.page, chairName);
  await chair.page.getByRole('tab', { name: 'Điểm cầu' }).click();
  await chair.page.getByLabel('Tìm điểm cầu, đại biểu').fill('pa tan');
  await chair.page.getByRole('button', { name: 'Mời phát biểu' }).first().click();
  await hears(chair.page);
  await seesMoving(chair.page, siteName);
  await site.page.getByText('Đang phát biểu').first().waitFor();
});

it('LINE-1: a reload in the middle of a speech comes back by itself, still speaking', async () => {
  const chair = await openMeeting();
  const delegate = await admitDelegate(chair);
  await press(delegate.page, 'Đăng ký phát biểu');
  await press(chair.page, 'Mời phát biểu');
  await hears(chair.page);
  await delegate.page.reload();
  await delegate.page.getByRole('button', { name: 'Kết thúc phát biểu' }).waitFor();
  await hears(chair.page);
  await seesMoving(chair.page, delegateName);
});

it('CONTENT-1: the chair presents, everyone sees it, and stopping ends it', async () => {
  const chair = await openMeeting();
  const delegate = await admitDelegate(chair);
  await press(chair.page, 'Trình chiếu');
  const shown = `Nội dung trình chiếu của ${chairName}`;
  await seesMoving(delegate.page, shown);
  await press(chair.page, 'Dừng trình chiếu');
  await expect.poll(() => delegate.page.getByLabel(shown).count()).toBe(0);
});

it('LIFE-3: closing ends it for everyone, and whoever comes later sees it in the list as closed', async () => {
  const chair = await openMeeting();
  const delegate = await admitDelegate(chair);
  await press(chair.page, 'Kết thúc cuộc họp');
  await press(chair.page, 'Xác nhận');
  await delegate.page.getByText('Đã kết thúc').first().waitFor();
  await chair.page.getByText('Đã kết thúc').first().waitFor();
  expect(await packetsSentSettles(delegate)).toBe(true);
});

/** Whether the page stops sending: two readings apart that agree. */
async function packetsSentSettles({ page }: Attendant): Promise<boolean> {
  let last = -1;
  await expect
    .poll(
      async () => {
        const before = last;
        last = (await packetsSent(page, 'video')) + (await packetsSent(page, 'audio'));
        return last - before;
      },
      { timeout: 10_000, interval: 1_000 },
    )
    .toBe(0);
  return true;
}

it('the hub is killed during a speech and started again: state as before, everyone back without a click', async () => {
  const chair = await openMeeting();
  const delegate = await admitDelegate(chair);
  await press(delegate.page, 'Đăng ký phát biểu');
  await press(chair.page, 'Mời phát biểu');
  await hears(chair.page);
  await hub.kill();
  await chair.page.getByText('Đang kết nối lại').or(chair.page.getByText('Mất kết nối')).first().waitFor();
  hub = await hub.restart();
  await delegate.page.getByRole('button', { name: 'Kết thúc phát biểu' }).waitFor();
  await seeButton(chair.page, 'Dừng phát biểu');
  await hears(chair.page);
  await seesMoving(chair.page, delegateName);
  await seesMoving(delegate.page, chairName);
});

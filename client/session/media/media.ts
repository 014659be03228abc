import type { ParticipantCommand } from '../../../core/command.ts';
import { receives } from '../../../core/stage.ts';
import type { MediaNews } from '../../../protocol/media.ts';
import { retryDelay } from '../backoff.ts';
import { meetingStore, receptionStore, silentReception } from '../session-store.ts';
import type { Ask } from './ask.ts';
import { rememberChoice, rememberedChoice } from './choice.ts';
import { type Link, openLink } from './link.ts';
import { localTrack, reopenDevices, startDevice, stopDevice, watchDevices } from './local-devices.ts';
import { idlePlan, type Plan, planOf } from './plan.ts';
import { createSending, type Sending } from './sending.ts';
import { chooseOutput, setOutputVolume } from './speaker.ts';
import { forgetView, pictureOpened, showOver, watchVisibility } from './view.ts';

/** What media needs of the seat: to ask the hub, and to say that a device is not there after all. */
export type Seat = {
  readonly ask: Ask;
  readonly send: (command: ParticipantCommand) => void;
};

type Running = {
  readonly seat: Seat;
  link: Link | null;
  sending: Sending | null;
  /** Failed attempts in a row, by whoever's fault: each waits longer. */
  failures: number;
  /** Links in a row that the network did not carry: from the second on, TCP alone is tried every other time. */
  broken: number;
  /** Whether one is in the meeting: whoever waits outside is refused all media, and asks for none. */
  inside: boolean;
  /** Counts builds; what an older build still does is thrown away. */
  build: number;
  timer: ReturnType<typeof setTimeout> | null;
  readonly stopWatching: () => void;
};

let running: Running | null = null;
/** News that came while the link was being built. */
const early: MediaNews[] = [];
let plan: Plan = idlePlan;
/** The camera is being opened by its owner's click, before the meeting says that it is on. */
let cameraPending = false;

function send(): void {
  const sending = running?.sending;
  if (!sending) return;
  sending.set('microphone', { track: localTrack('microphone'), open: plan.microphone === 'open' });
  sending.set('camera', { track: plan.camera ? localTrack('camera') : null, open: true });
  sending.set('screen', { track: plan.screen ? localTrack('screen') : null, open: true });
}

async function openCamera(): Promise<void> {
  const device = await startDevice('camera');
  // Everyone would be waiting for a picture that cannot come.
  if (device.kind === 'failed' && plan.camera) running?.seat.send({ type: 'camera.stop' });
}

function follow(): void {
  if (!running) return;
  const { meeting, you, screen } = meetingStore.getState();
  const before = plan;
  plan = planOf(meeting, you);
  if (plan.microphone !== 'none' && before.microphone === 'none') void startDevice('microphone');
  if (plan.microphone === 'none' && before.microphone !== 'none') stopDevice('microphone');
  if (plan.camera && !before.camera) void openCamera();
  if (!plan.camera && before.camera && !cameraPending) stopDevice('camera');
  if (!plan.screen && before.screen && screen.kind !== 'off') stopDevice('screen');
  const wasInside = running.inside;
  running.inside = meeting !== null && you !== null && receives(meeting, you);
  if (running.inside && !wasInside) void build(running);
  else send();
}

function close(mine: Running): void {
  mine.build += 1;
  early.length = 0;
  if (mine.timer !== null) clearTimeout(mine.timer);
  mine.timer = null;
  mine.sending?.close();
  mine.link?.close();
  mine.sending = null;
  mine.link = null;
  showOver(null);
}

function rebuildLater(mine: Running): void {
  if (running !== mine) return;
  close(mine);
  mine.timer = setTimeout(() => void build(mine), retryDelay(mine.failures, Math.random()));
  mine.failures += 1;
}

async function build(mine: Running): Promise<void> {
  close(mine);
  if (!mine.inside) return;
  const number = mine.build;
  const current = () => running === mine && mine.build === number;
  const { ask } = mine.seat;
  const opened = await openLink({
    ask,
    forceTcp: mine.broken > 1 && mine.broken % 2 === 0,
    broken: () => {
      if (!current()) return;
      mine.broken += 1;
      rebuildLater(mine);
    },
    connected: () => {
      if (!current()) return;
      mine.failures = 0;
      mine.broken = 0;
    },
    pictureOpened,
  }).catch(() => null);
  if (!current()) {
    if (opened?.ok) opened.reply.close();
    return;
  }
  if (!opened?.ok) {
    rebuildLater(mine);
    return;
  }
  mine.link = opened.reply;
  mine.sending = createSending(opened.reply, ask, (source, code) => {
    console.warn('media not sent', { source, code });
  });
  showOver({ ask, receiver: opened.reply.receiver });
  for (const news of early.splice(0)) receive(news);
  send();
}

function receive(news: MediaNews): void {
  const { link, sending } = running ?? { link: null, sending: null };
  switch (news.type) {
    case 'consumer.opened':
      if (!link) early.push(news);
      else
        link.receiver
          .accept(news.consumer)
          .catch((error: unknown) => console.warn('media not received', error));
      return;
    case 'consumer.closed':
      if (!link) early.push(news);
      else link.receiver.drop(news.consumer);
      return;
    case 'producer.wanted':
      sending?.setWanted(news.producer, news.wanted);
      return;
    case 'media.rebuild':
      if (running) rebuildLater(running);
      return;
  }
}

/** Media news from the hub. */
export function mediaNews(news: MediaNews): void {
  if (running) receive(news);
}

/** Seated (again): everything is built anew, since the hub binds media to the connection. */
export function startMedia(seat: Seat): void {
  if (running) close(running);
  else plan = idlePlan;
  running?.stopWatching();
  const unfollow = meetingStore.subscribe(follow);
  const unwatch = watchVisibility();
  running = {
    seat,
    link: null,
    sending: null,
    failures: 0,
    broken: 0,
    inside: false,
    build: 0,
    timer: null,
    stopWatching: () => {
      unfollow();
      unwatch();
    },
  };
  watchDevices();
  const { speaker, volume } = rememberedChoice();
  chooseOutput(speaker ?? '');
  playAt(volume);
  follow();
}

/** Left, or ended: every device is closed and nothing is heard any more. */
export function stopMedia(): void {
  if (running) {
    running.stopWatching();
    close(running);
  }
  running = null;
  plan = idlePlan;
  for (const source of ['microphone', 'camera', 'screen'] as const) stopDevice(source);
  forgetView();
  receptionStore.setState(silentReception);
}

/** Opens the camera ahead of the command, so that a camera that is not there never shows as on. */
export async function prepareCamera(): Promise<boolean> {
  cameraPending = true;
  const device = await startDevice('camera');
  return device.kind === 'on';
}

/** The command was answered: from now on the camera follows the meeting again. */
export function settleCamera(): void {
  cameraPending = false;
  if (!plan.camera) stopDevice('camera');
}

function playAt(percent: number): void {
  setOutputVolume(percent);
  meetingStore.setState({ volume: percent });
}

/** How loud the others are played from now on, 0 to 100. */
export function setVolume(percent: number): void {
  playAt(rememberChoice({ volume: Math.round(Math.min(100, Math.max(0, percent))) }).volume);
}

/** Takes up a choice of devices that was changed in the middle of a meeting. */
export function applyDeviceChoice(): void {
  chooseOutput(rememberedChoice().speaker ?? '');
  reopenDevices();
}

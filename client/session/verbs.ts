import type { ParticipantCommand } from '../../core/command.ts';
import { decide } from '../../core/decide.ts';
import type { FloorGrant } from '../../core/meeting.ts';
import { grantHeldBy, requestOf } from '../../core/queue.ts';
import type { Refusal } from '../../core/refusal.ts';
import { serverNow } from './clock.ts';
import type { MeetingSession, MeetingVerbs } from './contract.ts';
import { onSignedOut } from './identity.ts';
import { runLineTest } from './line-test.ts';
import { startDevice, stopDevice } from './media/local-devices.ts';
import { prepareCamera, settleCamera, setVolume } from './media/media.ts';
import { setSize, setView } from './media/view.ts';
import { command, dropSeat, giveUpSeat, takeSeat } from './seat.ts';
import { meetingStore } from './session-store.ts';
import { runSoundTest } from './sound-test.ts';

/** How long to wait for a command's own events to arrive, in ms. */
const followMs = 3_000;

async function send(wish: ParticipantCommand): Promise<Refusal | null> {
  const result = await command(wish);
  return result.ok ? null : result.refusal;
}

function refusalOf(wish: ParticipantCommand): Refusal | null {
  const { meeting, you, line } = meetingStore.getState();
  if (meeting === null || you === null || line.kind !== 'connected') return { code: 'unavailable' };
  const decision = decide(meeting, { kind: 'participant', id: you }, wish, serverNow());
  return decision.ok ? null : decision.refusal;
}

/** Resolves when the meeting satisfies the condition, or false after `followMs`. */
function until(condition: (session: MeetingSession) => boolean): Promise<boolean> {
  if (condition(meetingStore.getState())) return Promise.resolve(true);
  return new Promise((resolve) => {
    const finish = (met: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(met);
    };
    const timer = setTimeout(() => finish(false), followMs);
    const stop = meetingStore.subscribe((session) => {
      if (condition(session)) finish(true);
    });
  });
}

async function setCamera(on: boolean): Promise<Refusal | null> {
  if (!on) return send({ type: 'camera.stop' });
  // Why it failed stands in `session.camera`; nothing is told to the others.
  const opened = await prepareCamera();
  const refusal = opened ? await send({ type: 'camera.start' }) : null;
  if (opened && refusal === null)
    await until(({ meeting, you }) => you !== null && meeting?.participantById[you]?.camera === 'on');
  settleCamera();
  return refusal;
}

async function setMicrophone(on: boolean): Promise<Refusal | null> {
  if (!on) return send({ type: 'microphone.close' });
  const device = await startDevice('microphone');
  return device.kind === 'on' ? send({ type: 'microphone.open' }) : null;
}

function contentGrant({ meeting, you }: MeetingSession): FloorGrant | null {
  return meeting && you !== null ? grantHeldBy(meeting, you, 'content') : null;
}

async function startPresenting(): Promise<Refusal | null> {
  if (contentGrant(meetingStore.getState()) === null) {
    const asked = await command({ type: 'floor.request', floor: 'content', kind: 'presentation', topic: '' });
    if (!asked.ok) return asked.refusal;
    const { seq } = asked.reply;
    await until((session) => (session.meeting?.seq ?? 0) >= seq || contentGrant(session) !== null);
    // In the queue: whoever conducts decides, and the screen is chosen with another click then.
    if (contentGrant(meetingStore.getState()) === null) return null;
  }
  const device = await startDevice('screen');
  if (device.kind !== 'on') await releaseContent();
  else device.track.addEventListener('ended', () => void releaseContent());
  return null;
}

async function releaseContent(): Promise<void> {
  const grant = contentGrant(meetingStore.getState());
  if (grant) await command({ type: 'floor.release', grant: grant.id });
}

async function stopPresenting(): Promise<void> {
  stopDevice('screen');
  const { meeting, you } = meetingStore.getState();
  const pending = meeting && you !== null ? requestOf(meeting, you, 'content') : null;
  if (pending) await command({ type: 'floor.cancel', request: pending.id });
  await releaseContent();
}

onSignedOut((how) => {
  // A session that merely ran out keeps its seat: whoever signs in again finds floor and place as they were.
  if (how === 'refused') dropSeat();
  else void giveUpSeat();
});

// A page that is put away says so at once instead of leaving the hub to find out; the seat is kept for its return.
if (typeof window !== 'undefined') {
  addEventListener('pagehide', (event) => {
    if (!event.persisted) dropSeat();
  });
}

/** Everything a screen may do in a meeting. */
export const verbs: MeetingVerbs = {
  join: takeSeat,
  leave: giveUpSeat,
  send,
  refusalOf,
  setCamera,
  setMicrophone,
  startPresenting,
  stopPresenting,
  setView,
  setSize,
  setVolume,
  runLineTest,
  runSoundTest,
};

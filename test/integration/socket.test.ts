import { afterEach, beforeEach, expect, it } from 'vitest';
import { apply } from '../../core/apply.ts';
import { redact } from '../../core/redact.ts';
import { grant, request, strangers, who } from '../doubles/meeting.ts';
import { type Client, startSocketHub } from '../support/socket-hub.ts';
import { until } from '../support/until.ts';

let hub: Awaited<ReturnType<typeof startSocketHub>>;
beforeEach(async () => {
  hub = await startSocketHub();
});
afterEach(() => hub.close());

const command = (client: Client, wish: object) => client.raw('command', { command: wish });

/** What the client makes of everything it was sent. */
function folded({ snapshots, batches }: Client) {
  const [first] = snapshots;
  if (!first) throw new Error('no snapshot');
  return batches
    .flatMap(({ entries }) => entries)
    .filter(({ seq }) => seq > first.meeting.seq)
    .reduce(apply, first.meeting);
}

it('VIEW-4: a newcomer sees the same state as those who were there', async () => {
  const chair = await hub.seat(who.chair);
  const guest = await hub.seat(who.guest);
  await command(chair, { type: 'meeting.open' });
  await command(chair, grant(who.guest));
  const late = await hub.seat(who.observer);
  await until('the guest knows of its floor', () => folded(guest).grants.length === 1);
  const seen = (client: Client) => {
    const { phase, grants, agenda, recordings } = folded(client);
    return { phase, grants, agenda, recordings };
  };
  expect(seen(late)).toEqual(seen(guest));
  await until('the chair has everything', () => folded(chair).seq === hub.state().seq);
  expect(folded(chair)).toEqual(redact(hub.state(), who.chair));
});

it('LINE-1: a lost line keeps seat, place in the queue and microphone; coming back needs no more than joining', async () => {
  const chair = await hub.seat(who.chair);
  const delegate = await hub.seat(who.delegate);
  await command(chair, { type: 'meeting.open' });
  await command(delegate, request({ topic: 'roads' }));
  await command(chair, grant(who.guest));
  const before = hub.state().queue;
  delegate.close();
  await until(
    'the drop is noted',
    () => hub.state().participantById[who.delegate]?.presence.kind === 'dropped',
  );
  expect(hub.state().queue).toEqual(before);
  const back = await hub.seat(who.delegate);
  expect(hub.state().participantById[who.delegate]?.presence.kind).toBe('present');
  expect(back.snapshots[0]?.meeting.queue.map(({ topic }) => topic)).toEqual(['roads']);
});

it('HUB-7: a second device of one identity is refused, unless it takes over; then the first is told', async () => {
  const first = await hub.seat(who.delegate);
  const second = await hub.connect(who.delegate);
  const join = { meeting: hub.meeting, camera: 'off', takeOver: false } as const;
  expect(await second.ask('meeting.join', join)).toEqual({ ok: false, refusal: { code: 'replaced' } });
  const taken = await second.ask('meeting.join', { ...join, takeOver: true });
  expect(taken.ok).toBe(true);
  await until('the first is told', () => first.ended.length === 1);
  expect(first.ended).toEqual([{ code: 'replaced' }]);
  expect(hub.state().participantById[who.delegate]?.presence.kind).toBe('present');
});

it('HUB-9: malformed, oversized, unknown and out-of-order messages get a code; the line and the meeting go on', async () => {
  const chair = await hub.seat(who.chair);
  const code = async (answer: Promise<unknown>) => (await answer) as object;
  const refused = (refusal: string) => ({ ok: false, refusal: { code: refusal } });
  expect(await code(chair.raw('command', { command: { type: 'no.such' } }))).toEqual(
    refused('invalid-message'),
  );
  expect(await code(chair.raw('command', null))).toEqual(refused('invalid-message'));
  expect(await code(chair.raw('command', { command: { type: 'meeting.open', extra: 1 } }))).toEqual(
    refused('invalid-message'),
  );
  expect(await code(chair.raw('__proto__', {}))).toEqual(refused('invalid-message'));
  expect(
    await code(chair.raw('meeting.join', { meeting: '../../etc', camera: 'on', takeOver: false })),
  ).toEqual(refused('invalid-message'));
  expect(await code(chair.raw('command', { command: 'x'.repeat(70_000) }))).toEqual(refused('too-large'));
  expect(
    await code(
      chair.raw('media.produce', { transport: 'none', source: 'camera', kind: 'video', rtpParameters: {} }),
    ),
  ).toMatchObject({ ok: false });
  chair.socket.emit('command', { command: { type: 'meeting.close' } });
  expect(await command(chair, { type: 'meeting.open' })).toMatchObject({ ok: true });
  expect(hub.state().phase.kind).toBe('live');
});

it('HUB-9: a connection without a seat can do nothing', async () => {
  const outside = await hub.connect(who.chair);
  expect(await command(outside, { type: 'meeting.open' })).toEqual({
    ok: false,
    refusal: { code: 'not-present' },
  });
  expect(await outside.ask('meeting.snapshot', {})).toEqual({ ok: false, refusal: { code: 'not-present' } });
});

it('HUB-9: a handshake without a valid token, with an old page, or with nonsense is refused with its code', async () => {
  const refusal = (connecting: Promise<unknown>) =>
    connecting.then(
      () => null,
      (error: { data?: unknown }) => error.data,
    );
  expect(await refusal(hub.connect('person:nobody'))).toEqual({ refusal: { code: 'unauthenticated' } });
  expect(await refusal(hub.connect(who.chair, { version: 0 }))).toEqual({
    refusal: { code: 'out-of-order' },
  });
  expect(await refusal(hub.connect(who.chair, { more: true }))).toEqual({
    refusal: { code: 'invalid-message' },
  });
});

it('HUB-9: a flood is slowed with a code and the line stays', async () => {
  await hub.close();
  hub = await startSocketHub({ messagesPerSecond: 5, messageBurst: 10 });
  const chair = await hub.seat(who.chair);
  const answers = await Promise.all(Array.from({ length: 50 }, () => chair.ask('meeting.snapshot', {})));
  const refused = answers.filter((answer) => !answer.ok);
  expect(refused.length).toBeGreaterThan(30);
  expect(refused.every((answer) => !answer.ok && answer.refusal.code === 'too-many')).toBe(true);
  expect(chair.socket.connected).toBe(true);
});

it('HUB-8: whoever loses the account loses the live line', async () => {
  const delegate = await hub.seat(who.delegate);
  hub.revoke(who.delegate);
  await until('the line has ended', () => !delegate.socket.connected);
  expect(delegate.ended).toEqual([{ code: 'unauthenticated' }]);
  await until(
    'the seat is empty',
    () => hub.state().participantById[who.delegate]?.presence.kind === 'dropped',
  );
});

it('HUB-8: whoever loses the account loses the line also without a seat, and does not come in by it', async () => {
  const delegate = await hub.connect(who.delegate);
  hub.revoke(who.delegate);
  await until('the line has ended', () => !delegate.socket.connected);
  expect(delegate.ended).toEqual([{ code: 'unauthenticated' }]);
});

it('HUB-8: an account disabled by another process loses its live line without anybody telling the hub', async () => {
  const delegate = await hub.seat(who.delegate);
  hub.shutOut(who.delegate);
  await until('the line has ended', () => !delegate.socket.connected);
  expect(delegate.ended).toEqual([{ code: 'unauthenticated' }]);
});

it('HUB-8: whoever is turned away is told and loses the line', async () => {
  const chair = await hub.seat(who.chair);
  const delegate = await hub.seat(who.delegate);
  expect(await command(chair, { type: 'participant.deny', participant: who.delegate })).toMatchObject({
    ok: true,
  });
  await until('the line has ended', () => !delegate.socket.connected);
  expect(delegate.ended).toEqual([{ code: 'admission-denied' }]);
});

it('VIEW-6: everyone learns how many are there, and who waits its own place in line', async () => {
  const chair = await hub.seat(who.chair);
  await command(chair, { type: 'meeting.open' });
  const guest = await hub.seat(who.guest);
  const delegate = await hub.seat(who.delegate);
  await command(guest, request());
  await command(delegate, request());
  const place = (client: Client) => client.signals.filter((signal) => signal.type === 'place').at(-1);
  await until('the delegate is second', () => place(delegate)?.speech === 2);
  await command(chair, { type: 'floor.next' });
  await until('the delegate is first', () => place(delegate)?.speech === 1);
  await until('three are present', () => {
    const counts = delegate.signals.filter((signal) => signal.type === 'counts').at(-1);
    return counts?.levels.reduce((sum, level) => sum + level.present, 0) === 3;
  });
});

it('VIEW-5: whoever waits is told neither how many are there nor how many ask to speak, and learns it once admitted', async () => {
  const chair = await hub.seat(who.chair);
  const waiting = await hub.seat(strangers.near.participant);
  // What is pushed to a connection arrives in order: a greeting would stand before this.
  await command(chair, { type: 'settings.change', settings: { maxSpeakers: 2 } });
  await until('the setting is there', () => waiting.batches.length > 0);
  expect(waiting.signals).toEqual([]);
  await command(chair, { type: 'participant.admit', participant: strangers.near.participant });
  await until('both are told', () => new Set(waiting.signals.map(({ type }) => type)).size === 2);
});

it('HUB-12: a recording has its row in the archive before the recorder is told of it', async () => {
  const chair = await hub.seat(who.chair);
  await command(chair, { type: 'meeting.open' });
  await command(chair, { type: 'recording.start' });
  await until('the recorder is told', () =>
    hub.recorder.followed.some(({ meeting }) => meeting.recordings.length === 1),
  );
  const [row] = await hub.store.recordings.all();
  expect(row?.state).toBe('starting');
  const [recording] = hub.state().recordings;
  if (!recording) throw new Error('no recording');
  hub.recorder.report().confirmed(hub.meeting, recording.id);
  await until('everyone is told', () => folded(chair).recordings[0]?.state === 'recording');
});

import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createMediaDouble } from '../test/doubles/media.ts';
import { join, play, scheduledMeeting, seats, system, who } from '../test/doubles/meeting.ts';
import { createRecorderDouble } from '../test/doubles/recorder.ts';
import { createMemoryStore } from '../test/doubles/store.ts';
import { createEffects } from './meeting-effects.ts';
import type { Store } from './ports.ts';

it('REC-5: an order to pause reaches the recorder at once, however long the database takes', async () => {
  const memory = createMemoryStore();
  const recordings: Store['recordings'] = { ...memory.recordings, put: () => new Promise(() => undefined) };
  const media = createMediaDouble();
  onTestFinished(() => media.close());
  const recorder = createRecorderDouble();
  const restricted: number[] = [];
  const effects = createEffects({
    store: { ...memory, recordings },
    media,
    recorder: { ...recorder, restrict: ({ seq }) => void restricted.push(seq) },
    logger: pino({ level: 'silent' }),
  });
  const before = play(
    scheduledMeeting(),
    [system('hub'), join(seats.chair.card, 'on')],
    [who.chair, { type: 'meeting.open' }],
    [who.chair, { type: 'recording.start' }],
  );
  const after = play(before, [who.chair, { type: 'recording.pause' }]);
  const recording = after.recordings[0]?.id;
  if (!recording) throw new Error('nothing was ordered');
  const entry = {
    seq: after.seq,
    at: 1,
    by: { kind: 'system', part: 'hub' },
    event: { type: 'recording.paused', recording },
  } as const;
  effects.follow({ steps: [{ before, entry }], after });
  expect(restricted).toEqual([after.seq]);
  await Promise.resolve();
  expect(recorder.followed).toEqual([]);
});

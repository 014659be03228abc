import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createMediaDouble } from '../test/doubles/media.ts';
import { join as joining, play, scheduledMeeting, seats, system, who } from '../test/doubles/meeting.ts';
import { createRecorderDouble } from '../test/doubles/recorder.ts';
import { createMemoryStore } from '../test/doubles/store.ts';
import { until } from '../test/support/until.ts';
import { createEffects } from './meeting-effects.ts';

it('a line of the archive that the database refused is offered again until it is taken', async () => {
  const meeting = play(
    scheduledMeeting(),
    [system('hub'), joining(seats.chair.card, 'on')],
    [who.chair, { type: 'meeting.open' }],
    [who.chair, { type: 'recording.start' }],
  );
  const id = meeting.recordings[0]!.id;
  const store = createMemoryStore();
  let refused = 0;
  const recordings: typeof store.recordings = {
    ...store.recordings,
    async put(row) {
      refused += 1;
      if (refused <= 2) throw new Error('the database is locked');
      await store.recordings.put(row);
    },
  };
  const effects = createEffects({
    store: { meetings: store.meetings, recordings },
    media: createMediaDouble(),
    recorder: createRecorderDouble(),
    logger: pino({ level: 'silent' }),
  });
  const finished = { durationMs: 1_000, size: 2, sha256: 'a'.repeat(64) };
  effects.finished(meeting, id, finished);
  await until('it is taken', async () => (await store.recordings.byId(id))?.size === 2);
  expect(refused).toBeGreaterThan(2);
  effects.close();
});

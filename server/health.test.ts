import { expect, it, onTestFinished } from 'vitest';
import { createMediaDouble } from '../test/doubles/media.ts';
import { createRecorderDouble } from '../test/doubles/recorder.ts';
import { createHealth } from './health.ts';
import type { RecorderState } from './ports.ts';
import { createSeats } from './seats.ts';

it.each<[readonly RecorderState[], boolean, string]>([
  [['ready'], true, 'ready'],
  [['restarting'], false, 'restarting'],
  [['ready', 'ready'], true, 'first ready, second ready'],
  [['ready', 'absent'], false, 'first ready, second absent'],
])('says which of the recorders is away: %j', async (states, ok, detail) => {
  const media = createMediaDouble();
  const health = createHealth({
    hub: { meetings: () => [] } as never,
    seats: createSeats(),
    media,
    archive: () => ({ ok: true, detail: '' }),
    recorder: { ...createRecorderDouble(), states: () => states },
  });
  onTestFinished(async () => {
    health.close();
    await media.close();
  });
  expect(health.health().parts.recorder).toEqual({ ok, detail });
});

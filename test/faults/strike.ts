import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Gap } from '../../core/meeting.ts';
import { monotonicMs } from '../../recorder/timeline/clock.ts';
import { lastPacketMs } from '../recording/film.ts';
import { eventually } from '../recording/recorded-meeting.ts';
import { type OpenedEpoch, type RecordedHub, readableUntilMs, toldWithinMs } from './recorded-hub.ts';

/** What was seen of one fault; times in milliseconds from the moment at which it struck. */
export type Struck = {
  readonly toldMs: number;
  readonly resumedMs: number;
  /** From the last moment that can be read in the worst of the files. */
  readonly lostMs: number;
};

export type Strike = {
  readonly what: string;
  /** Why the recording was interrupted, as everyone is told. */
  readonly reason: string;
  /** Breaks something, and gives the files that it breaks, if not all. */
  readonly strike: (open: readonly OpenedEpoch[]) => Promise<readonly OpenedEpoch[] | undefined>;
  /** Makes it possible to go on, where that does not happen by itself. */
  readonly mend?: () => Promise<void>;
  /** The hub itself is away: its lines being lost is what tells everyone. */
  readonly hubGoes?: boolean;
};

/** So much of each file is written before anything is broken: more than may be lost. */
const capturedMs = 2_300;
const written = { camera: 25_000, microphone: 6_000, screen: 0 } as const;

/** The files being written, once each holds enough that a loss would show. */
export async function grown(place: RecordedHub, id: string): Promise<readonly OpenedEpoch[]> {
  let open: readonly OpenedEpoch[] = [];
  await eventually('enough is captured', async () => {
    // Anew each time: a file that was begun may have been ended, and another begun.
    open = await place.open(id);
    const sizes = await Promise.all(
      open.map(async ({ file }) => (await stat(join(place.root, id, file)).catch(() => null))?.size ?? 0),
    );
    const isGrown = ({ firstMono, source }: OpenedEpoch, index: number) =>
      monotonicMs() - firstMono > capturedMs && (sizes[index] ?? 0) > written[source];
    return open.length === 2 && open.every(isGrown);
  });
  return open;
}

/** Media goes on to arrive at whoever listens, and a command is answered. */
export async function goesOn({ secretary, chair }: RecordedHub): Promise<void> {
  const before = secretary.packets();
  await eventually('media arrives', () => secretary.packets() > before + 20, toldWithinMs);
  await chair.command({ type: 'microphone.close' });
  await chair.command({ type: 'microphone.open' });
}

/** Breaks something during a recording, and checks what everyone is told, what is left, and that it goes on. */
export async function suffer(place: RecordedHub, id: string, fault: Strike): Promise<Struck> {
  const open = await grown(place, id);
  const before: readonly Gap[] = (await place.recording()).gaps;
  const people = [place.chair, place.secretary];
  const known = people.map(({ heard }) => heard.length);
  const [at, mono] = [performance.now(), monotonicMs()];
  const broken = (await fault.strike(open)) ?? open;

  const newsOf = (type: string) =>
    people.map(
      ({ heard }, index) => heard.slice(known[index]).find(({ entry }) => entry.event.type === type)?.at,
    );
  const latest = (times: readonly (number | null | undefined)[]) =>
    Math.max(...times.map((time) => (time ?? Number.POSITIVE_INFINITY) - at));
  const told = () =>
    latest(fault.hubGoes ? people.map((each) => each.lostAt()) : newsOf('recording.interrupted'));
  await eventually('everyone is told', () => Number.isFinite(told()), 2 * toldWithinMs);
  const toldMs = told();
  expect(toldMs).toBeGreaterThan(0);
  expect(toldMs).toBeLessThan(toldWithinMs);
  await goesOn(place);
  await fault.mend?.();

  const gaps = async () => (await place.recording()).gaps;
  await eventually('it goes on by itself', async () => (await gaps()).at(-1)?.to !== null, 20_000);
  const resumedMs = Math.min(latest(newsOf('recording.resumed')), performance.now() - at);
  expect((await place.recording()).state).toBe('recording');
  expect((await gaps()).slice(before.length)).toEqual([
    { from: expect.any(Number), to: expect.any(Number), reason: fault.reason },
  ]);
  await eventually('the archive shows it', () => place.row(id).gaps.length === before.length + 1);

  const ends = await Promise.all(
    broken.map(async ({ file, firstMono }) => firstMono + (await lastPacketMs(join(place.root, id, file)))),
  );
  const lostMs = Math.max(...ends.map((end) => mono - end));
  expect(lostMs).toBeLessThan(readableUntilMs);
  const struck = { toldMs, resumedMs, lostMs };
  // What docs/recording-faults.md holds comes from here.
  if (process.env.FAULT_FIGURES) console.log(fault.what, JSON.stringify(struck));
  return struck;
}

/** Begins to listen; the result waits until everyone has heard of it, and says after how long. */
export function told(place: RecordedHub, type: string): () => Promise<number> {
  const people = [place.chair, place.secretary];
  const known = people.map(({ heard }) => heard.length);
  const at = performance.now();
  const times = () =>
    people.map(
      ({ heard }, index) => heard.slice(known[index]).find(({ entry }) => entry.event.type === type)?.at,
    );
  return async () => {
    await eventually(
      `everyone is told of ${type}`,
      () => times().every((time) => time !== undefined),
      2 * toldWithinMs,
    );
    return Math.max(...times().map((time) => (time ?? 0) - at));
  };
}

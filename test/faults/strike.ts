import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Gap } from '../../core/meeting.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
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

/** What a page that does not count to the millisecond takes for the same, and a busy machine for as long. */
const nearlyMs = 1_500;

/** Gaps, by their lengths in milliseconds, are as long as nothing was captured. */
export function asLongAs(struck: readonly Struck[], lengths: readonly number[]): void {
  expect(lengths).toHaveLength(struck.length);
  const off = struck.map(({ resumedMs, lostMs }, index) =>
    Math.abs((lengths[index] ?? 0) - resumedMs - lostMs),
  );
  expect(Math.max(...off)).toBeLessThan(nearlyMs);
}

/** On a machine that has much else to do. */
export const composedWithinMs = 300_000;

/** Once the film is made: its gaps and the archive's are the same, and each is as long as nothing was captured. */
export async function gapsOnFilm(place: RecordedHub, id: string, struck: readonly Struck[]): Promise<void> {
  await place.chair.command({ type: 'meeting.close' });
  await eventually('it is composed', () => place.row(id).state === 'ready', composedWithinMs);
  const { startedAt, gaps } = place.row(id);
  const inFilm: readonly { startMs: number; endMs: number; reason: string }[] = JSON.parse(
    await readFile(join(place.root, id, packageFiles.gaps), 'utf8'),
  );
  expect(
    gaps.map(({ from, to, reason }) => ({ startMs: from - startedAt, endMs: (to ?? 0) - startedAt, reason })),
  ).toEqual(inFilm.map(({ startMs, endMs, reason }) => ({ startMs, endMs, reason })));
  asLongAs(
    struck,
    inFilm.map(({ startMs, endMs }) => endMs - startMs),
  );
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

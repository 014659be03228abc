import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { found } from '../core/apply.ts';
import type { Entry } from '../core/event.ts';
import type { FilmMoment } from '../core/film-time.ts';
import type { RecordingId } from '../core/id.ts';
import { packageFiles } from '../protocol/recording-package.ts';
import {
  act,
  at,
  by,
  founding,
  grant,
  id,
  join as joining,
  type Step,
  seats,
  system,
  who,
} from '../test/doubles/meeting.ts';
import { createMemoryStore } from '../test/doubles/store.ts';
import { createRecordingContents } from './catalogue-content.ts';
import { createCatalogueIndex } from './catalogue-index.ts';
import { createFilmMoments } from './film-moments.ts';
import type { RecordingRow } from './ports.ts';
import { writeFinished, writeRecordingRows } from './recording-rows.ts';

const logger = pino({ level: 'silent' });

describe('where the log stands in a film', () => {
  let root = '';
  const momentsOf = createFilmMoments((recording) => join(root, recording), logger);
  const write = async (recording: string, text: string) => {
    const path = join(root, recording, packageFiles.meeting);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  };
  const film = (moments: readonly FilmMoment[]) =>
    JSON.stringify({ title: 'Giao ban', recording: { startedAt: at(0), durationMs: 1, moments } });
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'diemcau-moments-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it.each([
    ['made before that was kept', JSON.stringify({ recording: { startedAt: at(0), durationMs: 1 } })],
    ['that is damaged', '{"recording":'],
    ['that came with nonsense', film([{ seq: 0.5, at: 0, atMs: 0 }])],
  ])('ARCHIVE-6: nothing is known of a package %s', async (_, text) => {
    await write('r1', text);
    expect(await momentsOf({ id: id('r1'), state: 'ready' })).toEqual([]);
    expect(await momentsOf({ id: id('gone'), state: 'ready' })).toEqual([]);
  });

  it('ARCHIVE-6: what is in a recording stands where its film has it, and anew where a new film has it', async () => {
    const store = createMemoryStore();
    const first = founding();
    await store.log.append([{ meeting: first.event.meeting, entries: [first] }]);
    let meeting = found(first.event, first.seq);
    let last: Entry = first;
    const step = async (...[actor, command, now]: Step) => {
      const outcome = act(meeting, typeof actor === 'string' ? by(actor) : actor, command, now);
      ({ meeting } = outcome);
      last = outcome.entries.at(-1) ?? last;
      await store.log.append([{ meeting: meeting.id, entries: outcome.entries }]);
    };
    for (const { card } of Object.values(seats)) await step(system('hub'), joining(card));
    await step(who.chair, { type: 'meeting.open' });
    await step(who.chair, { type: 'recording.start' }, at(9_000));
    const recording: RecordingId = meeting.recordings[0]!.id;
    await step(system('recorder'), { type: 'recording.confirm', recording }, at(14_000));
    await step(who.chair, grant(who.communeSite), at(20_000));
    const granted = last;
    await step(who.chair, { type: 'recording.stop' }, at(40_000));
    const contents = createRecordingContents({ log: store.log, clock: { now: () => at(50_000) }, momentsOf });
    const index = createCatalogueIndex({ store, contents, minutesOf: async () => null, logger });
    const foundAt = async () => {
      const passages = await store.catalogue.passages(recording);
      return passages.find(({ participant }) => participant === who.communeSite)?.atMs;
    };
    const spokenAt = async () => {
      const row: RecordingRow = (await store.recordings.byId(recording))!;
      const { recorded } = await contents.of(row);
      return recorded?.turns.find(({ card }) => card.participant === who.communeSite)?.startMs;
    };
    const finish = async (sha256: string, moments: readonly FilmMoment[]) => {
      await write(recording, film(moments));
      await writeFinished(store.recordings, recording, { durationMs: 35_000, size: 1, sha256 });
      await writeRecordingRows(store.recordings, meeting);
      index.filmed(recording);
    };
    await writeRecordingRows(store.recordings, meeting);
    expect(await spokenAt()).toBe(6_000);

    await step(system('recorder'), { type: 'recording.finish', recording, durationMs: 35_000 });
    // The film began with the order, before anything could be confirmed.
    await finish('a'.repeat(64), [{ seq: granted.seq, at: granted.at, atMs: 11_050 }]);
    expect(await spokenAt()).toBe(11_050);
    await vi.waitFor(async () => expect(await foundAt()).toBe(11_050));
    // As read already: the package is not read again for each look beside the film.
    await rm(join(root, recording), { recursive: true });
    expect(await spokenAt()).toBe(11_050);
    await finish('b'.repeat(64), [{ seq: granted.seq, at: granted.at, atMs: 10_000 }]);
    expect(await spokenAt()).toBe(10_000);
    await vi.waitFor(async () => expect(await foundAt()).toBe(10_000));
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BesideReply } from '../../protocol/archive.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { monotonicMs } from '../../recorder/timeline/clock.ts';
import { readRecord } from '../../recorder/timeline/record.ts';
import { decodeErrors, probeFilm } from '../recording/film.ts';
import { eventually } from '../recording/recorded-meeting.ts';
import { signIn } from './attendee.ts';
import { type CutLine, openCutLine } from './cut-line.ts';
import { openRecordedHub, preload, type RecordedHub, toldWithinMs } from './recorded-hub.ts';
import { composedWithinMs, goesOn, grown, suffer, told } from './strike.ts';

const main = fileURLToPath(new URL('../../recorder/main.ts', import.meta.url));
const token = 'a secret of this test alone';
const hourMs = 3_600_000;
const lineLost = 'the line to the recorder is lost';

describe('a recorder at another address', () => {
  let folder = '';
  let place: RecordedHub;
  let line: CutLine;
  let recorder: ChildProcess | undefined;
  let id = '';
  let stepped = { id: '', durationMs: 0, beginning: 0 };
  const clock = (whose: 'hub' | 'recorder') => join(folder, `clock-${whose}`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diemcau-remote-'));
    const root = join(folder, 'archive');
    await writeFile(join(folder, 'token'), token);
    place = await openRecordedHub({
      DIEMCAU_RECORDER_MODE: 'remote',
      DIEMCAU_RECORDER_ADDRESS: '127.0.0.1:9',
      DIEMCAU_RECORDER_TOKEN_FILE: join(folder, 'token'),
      DIEMCAU_RECORDER_FOLDER: root,
      FAULT_CLOCK_FILE: clock('hub'),
    });
    line = await openCutLine(Number(new URL(place.hub().origin).port));
  });
  const startRecorder = () => {
    recorder = spawn(process.execPath, [main], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_OPTIONS: preload('./stepped-clock.ts'),
        FAULT_CLOCK_FILE: clock('recorder'),
        RECORDER_HUB_URL: `http://127.0.0.1:${line.port}`,
        RECORDER_TOKEN: token,
        RECORDER_FOLDER: place.root,
        RECORDER_PORTS: '27000-27999',
        RECORDER_LOG_LEVEL: 'silent',
      },
    });
  };
  afterAll(async () => {
    line?.close();
    const gone = recorder && once(recorder, 'exit');
    recorder?.kill('SIGTERM');
    await gone;
    await place?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const hubLog = () => readFile(join(place.hub().dataFolder, 'hub.log'), 'utf8');
  const cutOff = async () => {
    const said = (await hubLog()).length;
    line.cut();
    await eventually('the hub knows', async () => (await hubLog()).slice(said).includes(lineLost));
  };

  it.each([
    ['has not been started', async () => undefined, () => startRecorder()],
    ['cannot be reached', cutOff, () => line.mend()],
  ])('REC-10: a recording is ordered while its recorder %s', async (_, before, mend) => {
    await before();
    const atOrder = told(place, 'recording.interrupted');
    await place.chair.command({ type: 'recording.start' });
    expect(await atOrder()).toBeLessThan(toldWithinMs);
    expect((await place.recording()).gaps.map(({ reason, to }) => [reason, to])).toEqual([
      ['recorder-absent', null],
    ]);
    await goesOn(place);
    mend();
    await eventually('it begins by itself', async () => (await place.recording()).state === 'recording');
    const begun = await place.recording();
    expect(begun.gaps.map(({ to }) => to === null)).toEqual([false]);
    await place.captures(begun.id, 2);
    await place.chair.command({ type: 'recording.stop' });
  });

  /** Tells all sites something, and keeps when; the machine's clocks are one for hub and recorder. */
  const notices: { readonly text: string; readonly mono: number }[] = [];
  const sendNotice = async () => {
    const text = `Thông báo số ${notices.length + 1}`;
    const { unit } = await place.chair.meeting();
    notices.push({ text, mono: monotonicMs() });
    await place.chair.command({ type: 'notice.send', unit, text });
  };

  it('two clocks that are set forward and back, twice, move nothing', async () => {
    const said = (await hubLog()).length;
    const began = monotonicMs();
    id = await place.record();
    const reallyBegan = monotonicMs();
    for (const [hub, its] of [
      [hourMs, -hourMs],
      [-hourMs, hourMs],
    ] as const) {
      await grown(place, id);
      await sendNotice();
      await Promise.all([writeFile(clock('hub'), String(hub)), writeFile(clock('recorder'), String(its))]);
      await goesOn(place);
      await sendNotice();
    }
    await grown(place, id);
    await sendNotice();
    expect((await place.recording()).gaps).toEqual([]);
    const stopped = monotonicMs();
    await place.chair.command({ type: 'recording.stop' });
    await eventually('its files are ended', async () => (await place.lines(id)).at(-1)?.kind === 'stop');
    const reallyStopped = monotonicMs();
    // A line that counts its silence by the wall clock takes itself for dead when that is set.
    expect((await hubLog()).slice(said)).not.toContain(lineLost);
    const tape = readRecord(await place.lines(id));
    expect(tape.durationMs).toBeGreaterThan(stopped - reallyBegan - 500);
    expect(tape.durationMs).toBeLessThan(reallyStopped - began + 500);
    expect(tape.gaps).toEqual([]);
    const beginning = (await place.lines(id)).find(({ kind }) => kind === 'begin')?.mono ?? 0;
    stepped = { id, durationMs: tape.durationMs, beginning };
    for (const { startMs, closedMs } of tape.epochs) {
      expect(startMs).toBeGreaterThan(-500);
      expect(closedMs).toBeLessThan(tape.durationMs + 500);
    }
  });

  it.each(['cut', 'cut', 'freeze', 'freeze'] as const)(
    'REC-4: its line fails (%s) and is mended',
    async (how) => {
      if (id === stepped.id) id = await place.record();
      await suffer(place, id, {
        what: `the line to the recorder: ${how}`,
        reason: 'recorder-lost',
        async strike() {
          line[how]();
          return undefined;
        },
        mend: async () => line.mend(),
      });
    },
  );

  it(
    'the film of what was recorded over stepped clocks is as long as that took',
    async () => {
      await place.chair.command({ type: 'meeting.close' });
      await eventually('it is composed', () => place.row(stepped.id).state === 'ready', composedWithinMs);
      const film = join(place.root, stepped.id, packageFiles.video);
      expect(await decodeErrors(film)).toBe('');
      expect(Math.abs((await probeFilm(film)).durationMs - stepped.durationMs)).toBeLessThan(500);
      const gaps = await readFile(join(place.root, stepped.id, packageFiles.gaps), 'utf8');
      expect(JSON.parse(gaps)).toEqual([]);
    },
    composedWithinMs,
  );

  it('ARCHIVE-6: what was said over stepped clocks is found where the film has it', async () => {
    const { origin } = place.hub();
    const { token: session } = await signIn(origin, 'chutri');
    const response = await fetch(new URL(`/api/archive/${stepped.id}/beside`, origin), {
      headers: { authorization: `Bearer ${session}` },
    });
    const { writings }: BesideReply = await response.json();
    const offMs = notices.map(({ text, mono }) => {
      const found = writings.find((each) => each.text === text);
      return Math.abs((found?.atMs ?? Number.NaN) - (mono - stepped.beginning));
    });
    if (process.env.FAULT_FIGURES) console.log('found over stepped clocks, off by (ms)', offMs);
    expect(offMs).toHaveLength(5);
    for (const off of offMs) expect(off).toBeLessThan(1_000);
  });
});

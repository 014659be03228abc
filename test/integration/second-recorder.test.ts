import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Meeting } from '../../core/meeting.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { gatherMaterial } from '../../recorder/composition/merge-folder.ts';
import { findPrograms } from '../../recorder/programs.ts';
import { readTimelineText } from '../../recorder/timeline/chain.ts';
import type { TimelineLine } from '../../recorder/timeline/line.ts';
import { recordingFolder } from '../../server/package/folder.ts';
import { createRecordingFolders } from '../../server/recording-folders.ts';
import { by, join as joining, play, scheduledMeeting, seats, system, who } from '../doubles/meeting.ts';
import { decodeErrors, levelsByTenth, probeFilm } from '../recording/film.ts';
import { createLiveMedia, type LiveMedia } from '../recording/live-media.ts';
import { eventually, openRecordedMeeting, type RecordedMeeting } from '../recording/recorded-meeting.ts';

function openMeeting(): Meeting {
  return play(
    scheduledMeeting(),
    [system('hub'), joining(seats.chair.card, 'on')],
    [who.chair, { type: 'meeting.open' }],
  );
}

async function linesOf(folder: string): Promise<readonly TimelineLine[]> {
  return readTimelineText(await readFile(join(folder, packageFiles.timeline), 'utf8').catch(() => '')).lines;
}
async function openFiles(folder: string): Promise<number> {
  const lines = await linesOf(folder);
  const count = (kind: TimelineLine['kind']) => lines.filter((line) => line.kind === kind).length;
  return count('epoch.opened') - count('epoch.closed');
}
async function recorderOf(folder: string): Promise<number> {
  const session = (await linesOf(folder)).findLast((line) => line.kind === 'session');
  return session?.kind === 'session' ? session.pid : 0;
}
async function lasts(ms: number): Promise<void> {
  const since = performance.now();
  await eventually(`${ms} ms are on tape`, () => performance.now() - since >= ms);
}

const patience = { otherMs: 5_000, composerMs: 1_500 };

describe('two recorders of one meeting', () => {
  let root = '';
  let media: LiveMedia;
  let meeting: RecordedMeeting;
  let [first, second] = ['', ''];

  const start = async (name: string, ports: readonly [string, string]) => {
    const folders = { first: join(root, `${name}-first`), second: join(root, `${name}-second`) };
    meeting = await openRecordedMeeting(openMeeting(), {
      folder: folders.first,
      media,
      ports: ports[0],
      second: { folder: folders.second, ports: ports[1], patience },
    });
    await eventually('both are ready', () => meeting.recorder.states().every((state) => state === 'ready'));
    meeting.send(by(who.chair), { type: 'recording.start' });
    await eventually('it records', () => meeting.recording().state === 'recording');
    const { id } = meeting.recording();
    [first, second] = [recordingFolder(folders.first, id), recordingFolder(folders.second, id)];
    await captured(2);
    return folders;
  };
  const captured = async (files: number) => {
    await eventually(`the first writes ${files} files`, async () => (await openFiles(first)) === files);
    await eventually(`the second writes ${files} files`, async () => (await openFiles(second)) === files);
  };
  const finished = async () => {
    meeting.send(by(who.chair), { type: 'meeting.close' });
    let wasFollowed = false;
    await eventually(
      'it is composed',
      () => {
        wasFollowed ||= meeting.recorder.progressOf(meeting.recording().id) !== null;
        return ['ready', 'failed'].includes(meeting.recording().state);
      },
      170_000,
    );
    expect(wasFollowed).toBe(true);
    expect(meeting.recording().state).toBe('ready');
  };

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'diemcau-second-'));
    media = createLiveMedia(() => meeting?.recorder.sendersChanged(meeting.meeting()));
    await media.send(who.chair, { video: 'testsrc2=s=320x180:r=10', audio: 'sine=1000' });
  }, 60_000);
  afterAll(async () => {
    await meeting?.close();
    await media?.close();
    await rm(root, { recursive: true, force: true });
  }, 60_000);

  it('REC-8: one of them killed costs nothing, and the meeting hears of no gap', async () => {
    await start('one', ['28000-28199', '28200-28399']);
    // Looked for by the real recorder before its first byte.
    expect(meeting.recording().findings).not.toBeNull();
    await lasts(1_500);
    const before = (await linesOf(first)).filter(({ kind }) => kind === 'session').length;
    process.kill(await recorderOf(first), 'SIGKILL');
    await eventually('one is away', () => meeting.recorder.states()[0] === 'restarting');
    expect(meeting.recorder.states()[1]).toBe('ready');
    await eventually('it is back', async () => {
      const sessions = (await linesOf(first)).filter(({ kind }) => kind === 'session').length;
      return sessions > before && (await openFiles(first)) === 2;
    });
    expect(meeting.recording()).toMatchObject({ state: 'recording', gaps: [] });
  }, 60_000);

  it('REC-5: of a closed part nothing is on either disk', async () => {
    await lasts(700);
    meeting.send(by(who.chair), { type: 'recording.pause' });
    const ordered = performance.now();
    await captured(0);
    expect(performance.now() - ordered).toBeLessThan(4_000);
    await lasts(1_000);
    meeting.send(by(who.chair), { type: 'recording.continue' });
    await captured(2);
    await lasts(700);
    expect(meeting.recording().gaps).toEqual([]);
  }, 60_000);

  it('REC-8: become one film: whole, nothing twice, silent only in the closed part', async () => {
    await finished();
    const film = join(first, packageFiles.video);
    expect(await decodeErrors(film)).toBe('');
    expect(JSON.parse(await readFile(join(first, packageFiles.gaps), 'utf8'))).toEqual([]);

    const startedAt = (await linesOf(first)).find(({ kind }) => kind === 'begin')?.wall ?? 0;
    const [pause] = meeting.recording().pauses;
    const tenthOf = (at: number | null | undefined) => ((at ?? 0) - startedAt) / 100;
    const levels = await levelsByTenth(film);
    const usual = levels.toSorted((a, b) => a - b)[levels.length >> 1] ?? 0;
    const isUsual = (level: number) => Math.abs(level - usual) < 1.5;
    // Within a second of the order nothing is heard any more, and after it was lifted all is again.
    const [from, to] = [Math.ceil(tenthOf(pause?.from)) + 3, Math.floor(tenthOf(pause?.to))];
    expect(levels.slice(from, to).filter((level) => level > -60)).toEqual([]);
    expect(to - from).toBeGreaterThan(5);
    const [begins, ends] = [levels.findIndex(isUsual), levels.findLastIndex(isUsual)];
    expect(begins).toBeLessThan(20);
    const again = to + levels.slice(to).findIndex(isUsual);
    expect(again - to).toBeLessThan(40);
    const heard = [
      ...levels.slice(begins, Math.floor(tenthOf(pause?.from)) - 1),
      ...levels.slice(again, ends),
    ];
    expect(heard.filter((level) => !isUsual(level))).toEqual([]);
    expect(heard.length).toBeGreaterThan(25);
    const { durationMs } = await probeFilm(film);
    expect(durationMs / 100 - ends).toBeLessThan(12);
  }, 200_000);

  it('leave a package that holds what it took from the other, and needs it no more', async () => {
    const manifest = await readFile(join(first, packageFiles.manifest), 'utf8');
    expect(manifest).toMatch(/ {2}second\/timeline\.jsonl\n/);
    expect(manifest).toMatch(/ {2}second\/tracks\/.*-microphone\.mka\n/);
    await rename(second, `${second}.gone`);
    const { signal } = new AbortController();
    const material = await gatherMaterial({
      folder: first,
      scratch: first,
      second,
      programs: await findPrograms(process.env),
      problems: [],
      ran: () => undefined,
      signal,
      logger: pino({ level: 'silent' }),
    });
    const taken = material.stretches.filter(({ isFill }) => isFill);
    expect(new Set(taken.map(({ epoch }) => epoch.source))).toEqual(new Set(['camera', 'microphone']));
    expect(taken.every(({ epoch }) => epoch.file.startsWith('second/tracks/'))).toBe(true);
    expect(material.tape.gaps).toEqual([]);
  }, 60_000);

  it('REC-8: and one that is lost for good: the other’s recording is the archive’s', async () => {
    await meeting.close();
    const folders = await start('two', ['28400-28599', '28600-28799']);
    await lasts(500);
    const pid = await recorderOf(first);
    // The disk is gone with everything on it: what is in its place takes no folder.
    await rename(folders.first, `${folders.first}.gone`);
    await writeFile(folders.first, '');
    process.kill(pid, 'SIGKILL');
    await eventually('one is away', () => meeting.recorder.states()[0] === 'restarting');
    await lasts(500);
    await finished();
    const { folderOf } = createRecordingFolders([
      (id) => recordingFolder(folders.first, id),
      (id) => recordingFolder(folders.second, id),
    ]);
    expect(folderOf(meeting.recording().id)).toBe(second);
    expect(await decodeErrors(join(second, packageFiles.video))).toBe('');
    expect(meeting.recording().gaps).toEqual([]);
    await rm(folders.first);
    await mkdir(folders.first);
  }, 200_000);
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Meeting } from '../../core/meeting.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { readTimelineText } from '../../recorder/timeline/chain.ts';
import type { TimelineLine } from '../../recorder/timeline/line.ts';
import { readRecord } from '../../recorder/timeline/record.ts';
import { recordingFolder } from '../../server/package/folder.ts';
import { verifyPackage } from '../../server/package/verify.ts';
import {
  by,
  grant,
  join as joining,
  play,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../doubles/meeting.ts';
import { decodeErrors, edgesOfLight, edgesOfSound, lastPacketMs, probeFilm } from '../recording/film.ts';
import { createLiveMedia, flashAndBeep, type LiveMedia } from '../recording/live-media.ts';
import { eventually, openRecordedMeeting, type RecordedMeeting } from '../recording/recorded-meeting.ts';

/** The chair and a delegate, the meeting open. */
function openMeeting(): Meeting {
  return play(
    scheduledMeeting({ title: 'Hội nghị giao ban trực tuyến bốn cấp' }),
    [system('hub'), joining(seats.chair.card, 'on')],
    [system('hub'), joining(seats.delegate.card, 'on')],
    [who.chair, { type: 'meeting.open' }],
  );
}

async function linesOf(folder: string): Promise<readonly TimelineLine[]> {
  return readTimelineText(await readFile(join(folder, packageFiles.timeline), 'utf8').catch(() => '')).lines;
}
function openEpochs(lines: readonly TimelineLine[]) {
  const closed = new Set(lines.flatMap((line) => (line.kind === 'epoch.closed' ? [line.epoch] : [])));
  return lines.flatMap((line) => (line.kind === 'epoch.opened' && !closed.has(line.epoch) ? [line] : []));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

describe('a recording through every fault', () => {
  let root = '';
  let media: LiveMedia;
  let meeting: RecordedMeeting;
  let folder = '';
  const killed = { file: '', atMs: 0, epochStartMs: 0 };
  const seen: string[] = [];

  const captures = async (count: number) =>
    eventually(`${count} files grow`, async () => openEpochs(await linesOf(folder)).length === count);

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'diemcau-recording-'));
    media = createLiveMedia(() => meeting?.recorder.sendersChanged(meeting.meeting()));
    meeting = await openRecordedMeeting(openMeeting(), { folder: root, media, ports: '20000-20199' });
    await media.send(who.chair, flashAndBeep);
    await media.send(who.delegate, { video: 'testsrc2=s=480x640:r=15', audio: 'sine=300' });
  }, 60_000);

  afterAll(async () => {
    await meeting?.close();
    await media?.close();
    await rm(root, { recursive: true, force: true });
  }, 60_000);

  it('REC-3: is confirmed once the recorder has begun, and captures those on the stage', async () => {
    await eventually('the recorder is ready', () => meeting.recorder.state() === 'ready');
    meeting.send(by(who.chair), { type: 'recording.start' });
    await eventually('it records', () => meeting.recording().state === 'recording');
    folder = recordingFolder(root, meeting.recording().id);
    await captures(2);
    expect(openEpochs(await linesOf(folder)).map(({ participant }) => participant)).toEqual([
      who.chair,
      who.chair,
    ]);
    const since = performance.now();
    // The film's title covers the first three.
    await eventually('nine flashes are on tape', () => performance.now() - since > 9_500);
  }, 60_000);

  it('captures a speaker from the grant on', async () => {
    meeting.send(by(who.chair), grant(who.delegate));
    await captures(4);
  }, 60_000);

  it('begins a new file when ffmpeg is killed, and says so', async () => {
    const camera = openEpochs(await linesOf(folder)).find(
      ({ participant, source }) => participant === who.chair && source === 'camera',
    )!;
    killed.file = camera.file;
    killed.epochStartMs = camera.firstMono;
    killed.atMs = Math.round(Number(process.hrtime.bigint()) / 1e6);
    process.kill(camera.pid, 'SIGKILL');
    await eventually('it is interrupted', () => meeting.recording().gaps.length === 1);
    await eventually('it goes on', () => meeting.recording().gaps[0]!.to !== null);
    seen.push(meeting.recording().gaps[0]!.reason);
    expect(seen).toEqual(['track-lost']);
    await captures(4);
  }, 60_000);

  it.each([
    ['is killed', 'SIGKILL', 1],
    ['hangs', 'SIGSTOP', 2],
  ] as const)(
    'goes on in the same folder when the recorder %s',
    async (_, signal, gap) => {
      const session = (await linesOf(folder)).findLast((line) => line.kind === 'session');
      process.kill(session?.kind === 'session' ? session.pid : 0, signal);
      await eventually('it is interrupted', () => meeting.recording().gaps.length === gap + 1);
      await eventually('it goes on', () => meeting.recording().gaps[gap]!.to !== null, 15_000);
      expect(meeting.recording().gaps[gap]!.reason).toBe('recorder-lost');
      await captures(4);
      expect(meeting.recording().state).toBe('recording');
    },
    60_000,
  );

  it('goes on in the same folder after the hub was started again', async () => {
    const before = meeting;
    const state = before.meeting();
    await before.close();
    meeting = await openRecordedMeeting(state, { folder: root, media, ports: '20200-20399' });
    await eventually('it is interrupted', () => meeting.recording().gaps.length === 4);
    await eventually('it goes on', () => meeting.recording().gaps[3]!.to !== null, 15_000);
    expect(meeting.recording().gaps[3]!.reason).toBe('hub-restarted');
    await captures(4);
  }, 60_000);

  it('composes a film that decodes, is as long as its time line, and has its chapters', async () => {
    meeting.send(by(who.chair), { type: 'floor.revoke', grant: meeting.meeting().grants[0]!.id });
    // Its film is made once no meeting needs the processor: closing ends the recording with it.
    meeting.send(by(who.chair), { type: 'meeting.close' });
    await eventually(
      'it is composed',
      () => ['ready', 'failed'].includes(meeting.recording().state),
      120_000,
    );
    expect(meeting.recording().state).toBe('ready');

    const film = join(folder, packageFiles.video);
    expect(await decodeErrors(film)).toBe('');
    const { durationMs, chapters, codecs } = await probeFilm(film);
    const tape = readRecord(await linesOf(folder));
    expect(Math.abs(durationMs - tape.durationMs)).toBeLessThan(500);
    expect(codecs).toEqual(['h264', 'aac']);
    expect(chapters.some((title) => title.includes(seats.delegate.card.name))).toBe(true);
    const gaps: { reason: string; startMs: number; endMs: number }[] = JSON.parse(
      await readFile(join(folder, packageFiles.gaps), 'utf8'),
    );
    expect(gaps.map(({ reason }) => reason)).toEqual([
      'track-lost',
      'recorder-lost',
      'recorder-lost',
      'hub-restarted',
    ]);
    const lengths = gaps.map(({ startMs, endMs }) => endMs - startMs);
    for (const length of lengths) expect(length).toBeGreaterThan(0);
    // A recorder that hangs is waited for three seconds before anybody is told: they are missing as well.
    expect(lengths[2]).toBeGreaterThan(3_000);
    // The hub is told what stands in the package, and of its beginning what the log's clock then showed.
    const { times } = meeting.film() ?? {};
    expect(times?.gaps).toEqual(gaps.map(({ startMs, endMs, reason }) => ({ startMs, endMs, reason })));
    const begin = (await linesOf(folder)).find(({ kind }) => kind === 'begin');
    expect(Math.abs((times?.startedAt ?? 0) - (begin?.wall ?? 0))).toBeLessThan(500);
  }, 180_000);

  it('keeps what was captured until two seconds before ffmpeg was killed', async () => {
    const readableMs = killed.epochStartMs + (await lastPacketMs(join(folder, killed.file)));
    expect(killed.atMs - readableMs).toBeLessThan(2_000);
  });

  it('keeps flash and beep within 40 ms of each other', async () => {
    const film = join(folder, packageFiles.video);
    const [light, sound] = [await edgesOfLight(film, 9.5), await edgesOfSound(film, 9.5)];
    const offsets = light.map(
      (at) => sound.map((beep) => beep - at).toSorted((a, b) => Math.abs(a) - Math.abs(b))[0]!,
    );

    expect(offsets.length).toBeGreaterThanOrEqual(4);
    expect(Math.abs(median(offsets))).toBeLessThanOrEqual(40);
  }, 60_000);

  it('has a time line whose chain holds, and whose every change shows', async () => {
    const text = await readFile(join(folder, packageFiles.timeline), 'utf8');
    expect(readTimelineText(text).firstBroken).toBeNull();
    expect(readTimelineText(text.replace('"clock"', '"clock" ')).firstBroken).not.toBeNull();
  });

  it('is verified whole, and no longer when a byte has changed', async () => {
    expect(await verifyPackage(folder)).toMatchObject({ ok: true, changed: [], missing: [], added: [] });
    const track = join(folder, killed.file);
    const bytes = await readFile(track);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(track, bytes);
    expect(await verifyPackage(folder)).toMatchObject({ ok: false, changed: [killed.file] });
  });
});

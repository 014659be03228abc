import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { cp, type FileHandle, mkdtemp, open, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParticipantId, RecordingId } from '../../core/id.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { createPortPool } from '../../recorder/capture/port-pool.ts';
import { type CapturedRecording, openRecording } from '../../recorder/capture/recording.ts';
import { composeFolder } from '../../recorder/composition/compose.ts';
import { type FoundPrograms, findPrograms } from '../../recorder/programs.ts';
import { readTimelineText } from '../../recorder/timeline/chain.ts';
import { readRecord } from '../../recorder/timeline/record.ts';
import { emptyStage, meetingRecord } from '../recording/fabricated-folder.ts';
import { decodeErrors, lastPacketMs, probeFilm } from '../recording/film.ts';
import { eventually } from '../recording/recorded-meeting.ts';
import { readableUntilMs } from './recorded-hub.ts';

const id = 'm1.r1' as RecordingId;
const logger = pino({ level: 'silent' });
const spokenMs = 4_600;
/** How much of what was not yet brought to the disk is there all the same: nothing, all, and parts of it. */
const shares = [0, 0.13, 0.29, 0.5, 0.71, 0.97, 1];

/** Sizes at which files were last brought to the disk, by inode: beyond them the kernel promises nothing. */
const settledByInode = new Map<number, number>();
type Prototype = { datasync: FileHandle['datasync'] };

async function watchSettling(file: string): Promise<() => void> {
  const handle = await open(file, 'w');
  const prototype: Prototype = Object.getPrototypeOf(handle);
  await handle.close();
  const { datasync } = prototype;
  prototype.datasync = async function settle(this: FileHandle) {
    const { ino, size } = await this.stat();
    await datasync.call(this);
    settledByInode.set(ino, Math.max(size, settledByInode.get(ino) ?? 0));
  };
  return () => {
    prototype.datasync = datasync;
  };
}

/** A packet of sound: twenty milliseconds of Opus silence. */
function packet(sequence: number): Buffer {
  const bytes = Buffer.alloc(15);
  bytes.writeUInt16BE(0x8064);
  bytes.writeUInt16BE(sequence & 0xffff, 2);
  bytes.writeUInt32BE(sequence * 960, 4);
  bytes.writeUInt32BE(7, 8);
  bytes.set([0xf8, 0xff, 0xfe], 12);
  return bytes;
}

describe('a machine that loses its power during a recording', () => {
  let root = '';
  let programs: FoundPrograms;
  /** The folder as it was seen when the power went, and how much of each file is certain. */
  let seen = '';
  let certain: ReadonlyMap<string, number>;

  const openFolder = (folder: string): Promise<CapturedRecording> =>
    openRecording(id, {
      folder,
      ip: '127.0.0.1',
      ports: createPortPool({ from: 26_000, to: 26_199 }, () => performance.now()),
      ffmpeg: [...programs.guard, ...programs.ffmpeg],
      ffmpegVersion: programs.ffmpegVersion,
      tell: () => undefined,
      logger,
    });
  const filesIn = async (folder: string) => [
    packageFiles.timeline,
    ...(await readdir(join(folder, packageFiles.tracks)))
      .filter((name) => name.endsWith('.mka'))
      .map((name) => join(packageFiles.tracks, name)),
  ];
  const timelineIn = async (folder: string) =>
    readTimelineText(await readFile(join(folder, packageFiles.timeline)));

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'diemcau-power-'));
    programs = await findPrograms(process.env);
    const restore = await watchSettling(join(root, 'any'));
    const folder = join(root, id);
    const recording = await openFolder(folder);
    const sender = createSocket('udp4');
    sender.bind(0, '127.0.0.1');
    await once(sender, 'listening');
    const { port } = sender.address();
    const now = Date.now();
    const at = { recording: id, sentAt: now };
    await recording.begin({ ...at, at: now, meeting: meetingRecord, stage: emptyStage, after: null });
    const { rtpPort } = await recording.openTrack({
      track: 't1',
      participant: 'person:a' as ParticipantId,
      source: 'microphone',
      kind: 'audio',
      rtpParameters: {
        codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }],
        encodings: [{ ssrc: 7 }],
      },
      from: { ip: '127.0.0.1', rtpPort: port, rtcpPort: port },
    });
    const begun = performance.now();
    let sequence = 0;
    const speaking = setInterval(() => {
      for (; sequence * 20 <= performance.now() - begun; sequence += 1)
        sender.send(packet(sequence), rtpPort);
    }, 10);
    await eventually('it is spoken for a while', () => performance.now() - begun > spokenMs);
    const entry = {
      seq: 1,
      at: now,
      event: { type: 'agenda.entered', title: 'Kết luận của chủ trì hội nghị' },
    };
    recording.note({ ...at, entries: [entry], stage: null });
    await eventually(
      'it stands in the time line',
      async () => (await timelineIn(folder)).lines.at(-1)?.kind === 'entry',
    );
    seen = join(root, 'seen');
    const inodes = await Promise.all(
      (await filesIn(folder)).map(async (file) => [file, (await stat(join(folder, file))).ino] as const),
    );
    certain = new Map(inodes.map(([file, inode]) => [file, settledByInode.get(inode) ?? 0]));
    await cp(folder, seen, { recursive: true });
    clearInterval(speaking);
    await recording.leave();
    sender.close();
    restore();
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  /** Takes the power away: of what was not settled this share remains; the time line ends within its last line. */
  const cut = async (folder: string, share: number) => {
    for (const file of await filesIn(folder)) {
      const path = join(folder, file);
      const { size } = await stat(path);
      const sure = file === packageFiles.timeline ? size - 120 : (certain.get(file) ?? 0);
      await truncate(path, Math.min(size, Math.round(sure + share * (size - sure))));
    }
  };

  it('brings tracks and time line to the disk soon enough', async () => {
    const settled = [...certain].filter(([file]) => file !== packageFiles.timeline).map(([, size]) => size);
    expect(Math.min(...settled)).toBeGreaterThan(0);
    expect(certain.get(packageFiles.timeline)).toBe((await stat(join(seen, packageFiles.timeline))).size);
  });

  it.each(shares)(
    'goes on after it, twice, with what was captured two seconds before, %f of the rest left',
    async (share) => {
      const folder = join(root, `cut-${share}`);
      await cp(seen, folder, { recursive: true });
      const tracks = (await filesIn(folder)).slice(1);
      for (const round of [1, 2]) {
        await cut(folder, share);
        const recording = await openFolder(folder);
        expect(recording.continued).toBe(true);
        await recording.begin({
          recording: id,
          sentAt: Date.now(),
          at: Date.now(),
          meeting: meetingRecord,
          stage: emptyStage,
          after: 'hub-restarted',
        });
        if (round === 1) await recording.leave();
        else await recording.stop(meetingRecord);
      }
      const { lines, firstBroken } = await timelineIn(folder);
      expect(firstBroken).toBeNull();
      const tape = readRecord(lines);
      expect(tape.epochs.map(({ reason }) => reason)).toEqual(['abandoned']);
      expect(tape.gaps.length).toBeGreaterThan(0);
      for (const file of tracks)
        expect(spokenMs - (await lastPacketMs(join(folder, file)))).toBeLessThan(readableUntilMs);
    },
  );

  it('makes a whole film of what is left', async () => {
    const folder = join(root, 'cut-0');
    await composeFolder({ folder, programs, signal: new AbortController().signal, logger });
    const film = join(folder, packageFiles.video);
    expect(await decodeErrors(film)).toBe('');
    const { durationMs } = readRecord((await timelineIn(folder)).lines);
    expect(Math.abs((await probeFilm(film)).durationMs - durationMs)).toBeLessThan(500);
  });
});

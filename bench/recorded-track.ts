import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ParticipantId } from '../core/id.ts';
import { packageFiles } from '../protocol/recording-package.ts';
import {
  by,
  grant,
  join as joining,
  play,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../test/doubles/meeting.ts';
import { eventually, openRecordedMeeting, type RecordedMeeting } from '../test/recording/recorded-meeting.ts';
import type { Bench, Figure } from './bench.ts';
import { createPlayedMedia, encodeClip, type PlayedMedia } from './played-media.ts';
import { childrenOf, usageOf } from './process-usage.ts';

/** The chair, and those who are given the floor beside it. */
const speakers = ['delegate', 'farDelegate', 'guest'] as const;

function openMeeting() {
  const cards = [seats.chair, ...speakers.map((name) => seats[name])].map(({ card }) => card);
  return play(
    scheduledMeeting({ settings: { maxSpeakers: speakers.length } }),
    ...cards.map((card) => [system('hub'), joining(card, 'on')] as const),
    [who.chair, { type: 'meeting.open' }],
  );
}

type Reading = {
  readonly at: number;
  readonly recorderMs: number;
  readonly cameraMs: number;
  readonly microphoneMs: number;
  readonly workerMs: number;
  readonly recorderBytes: number;
  readonly cameraBytes: number;
  readonly microphoneBytes: number;
  readonly received: number;
  readonly written: number;
};

async function bytesIn(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => /\.mk[av]$/.test(name));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The recorder is a child of this process, and each track's ffmpeg is a child of the recorder. */
function recorderPid(): number {
  const recorder = childrenOf(process.pid).find(({ command }) => command.includes('recorder/main.ts'));
  if (!recorder) throw new Error('the recorder does not run');
  return recorder.pid;
}

function ffmpegsOf(source: string): readonly { readonly pid: number }[] {
  return childrenOf(recorderPid()).filter(({ command }) => command.includes(`${source}.mk`));
}

async function read(media: PlayedMedia, tracks: string): Promise<Reading> {
  const sumOf = (source: string, of: 'cpuMs' | 'rssBytes') =>
    ffmpegsOf(source).reduce((sum, { pid }) => sum + usageOf(pid)[of], 0);
  const [received, written, usage] = [
    await media.bytesReceived(),
    await bytesIn(tracks),
    await media.worker.getResourceUsage(),
  ];
  return {
    at: performance.now(),
    recorderMs: usageOf(recorderPid()).cpuMs,
    cameraMs: sumOf('camera', 'cpuMs'),
    microphoneMs: sumOf('microphone', 'cpuMs'),
    recorderBytes: usageOf(recorderPid()).rssBytes,
    cameraBytes: sumOf('camera', 'rssBytes'),
    microphoneBytes: sumOf('microphone', 'rssBytes'),
    workerMs: usage.ru_utime + usage.ru_stime,
    received,
    written,
  };
}

type Window = { readonly before: Reading; readonly after: Reading };

function figuresOf(people: number, windows: readonly Window[]): readonly Figure[] {
  const figure = (what: string, unit: Figure['unit'], value: (window: Window) => number): Figure => ({
    what,
    unit,
    samples: windows.map(value),
  });
  const share = (part: 'recorderMs' | 'cameraMs' | 'microphoneMs' | 'workerMs') => (window: Window) =>
    (100 * (window.after[part] - window.before[part])) / (window.after.at - window.before.at);
  /** In RAM, what it shares with others counted for each. */
  const memory =
    (part: 'recorderBytes' | 'cameraBytes' | 'microphoneBytes', of: number) => (window: Window) =>
      window.after[part] / of / 1_048_576;
  const rate = (part: 'received' | 'written') => (window: Window) =>
    (8 * (window.after[part] - window.before[part])) / (window.after.at - window.before.at);
  const parts = ['recorderMs', 'cameraMs', 'microphoneMs'] as const;
  const all = (window: Window) => parts.reduce((sum, part) => sum + share(part)(window), 0);
  return [
    figure(`${people} recorded (camera and microphone each): share of a core`, '%', all),
    figure('  for each track', '%', (window) => all(window) / (2 * people)),
    figure("  ffmpeg of one camera's track", '%', (window) => share('cameraMs')(window) / people),
    figure("  ffmpeg of one microphone's track", '%', (window) => share('microphoneMs')(window) / people),
    figure('  recorder process', '%', share('recorderMs')),
    figure('  media worker, receiving and copying', '%', share('workerMs')),
    figure("  memory of one camera's ffmpeg", 'MiB', memory('cameraBytes', people)),
    figure("  memory of one microphone's ffmpeg", 'MiB', memory('microphoneBytes', people)),
    figure('  memory of the recorder process', 'MiB', memory('recorderBytes', 1)),
    figure('  received', 'kbit/s', rate('received')),
    figure('  written', 'kbit/s', rate('written')),
    figure(
      '  written for each byte received',
      '',
      (window) => rate('written')(window) / rate('received')(window),
    ),
  ];
}

async function give(meeting: RecordedMeeting, media: PlayedMedia, to: ParticipantId): Promise<void> {
  meeting.send(by(who.chair), grant(to));
  await media.play(to);
}

export const recordedTrack: Bench = {
  name: 'recorded-track',
  title: 'What it costs to record a track',
  limitMs: 500_000,
  async run({ quick, cleanup, folder, say }) {
    const root = await folder();
    let meeting: RecordedMeeting | null = null;
    const media = await createPlayedMedia(await encodeClip(root), () =>
      meeting?.recorder.sendersChanged(meeting.meeting()),
    );
    cleanup.defer(() => media.close());
    const opened = await openRecordedMeeting(openMeeting(), { folder: root, media, ports: '28000-28199' });
    meeting = opened;
    cleanup.defer(() => opened.close());
    await media.play(who.chair);
    await eventually('the recorder is ready', () => opened.recorder.state() === 'ready');
    opened.send(by(who.chair), { type: 'recording.start' });
    await eventually('it records', () => opened.recording().state === 'recording');
    const tracks = join(root, opened.recording().id, packageFiles.tracks);

    const windowMs = quick ? 3_000 : 20_000;
    const figures: Figure[] = [];
    for (const people of [1, 1 + speakers.length]) {
      if (people > 1) for (const name of speakers) await give(opened, media, who[name]);
      await eventually(
        `${people} cameras and microphones are recorded`,
        () => ffmpegsOf('camera').length === people && ffmpegsOf('microphone').length === people,
      );
      await delay(5_000);
      const windows: Window[] = [];
      for (let window = 1; window <= (quick ? 1 : 5); window += 1) {
        say(`${people} recorded, window ${window}`);
        const before = await read(media, tracks);
        await delay(windowMs);
        windows.push({ before, after: await read(media, tracks) });
      }
      figures.push(...figuresOf(people, windows));
    }
    return {
      figures,
      conditions: {
        window: `${windowMs / 1000} s`,
        source:
          'VP8 1280×720 at 25 frames/s, about 900 kbit/s, and Opus 32 kbit/s, encoded before and sent by ffmpeg (not counted)',
        path: "the hub's captures (mediasoup, plain RTP), the real recorder process, one ffmpeg for each track, Matroska flushed at each packet, fdatasync each second",
        received: 'RTP with headers; written: growth of the files',
      },
    };
  },
};

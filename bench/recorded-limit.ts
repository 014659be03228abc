import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageFiles } from '../protocol/recording-package.ts';
import {
  by,
  cardOf,
  grant,
  join as joining,
  places,
  play,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../test/doubles/meeting.ts';
import { eventually, openRecordedMeeting, type RecordedMeeting } from '../test/recording/recorded-meeting.ts';
import type { Bench, Figure } from './bench.ts';
import { createPlayedMedia, encodeClip } from './played-media.ts';

/** Whoever speaks, as many at a time as no real meeting lets: what is looked for is the machine's end. */
const most = 120;
const people = Array.from({ length: most }, (_, index) =>
  cardOf('person', `speaker-${index + 1}`, places.central),
);
/** From here on packets are being lost on the way into the files: headers alone take 1 to 2 % of what is received. */
const wholeShare = 0.97;

function openMeeting() {
  return play(
    scheduledMeeting({ settings: { maxSpeakers: most } }),
    [system('hub'), joining(seats.chair.card, 'on')],
    [who.chair, { type: 'meeting.open' }],
    ...people.flatMap((card) => [
      [system('hub'), joining(card, 'on')] as const,
      [who.chair, { type: 'participant.admit', participant: card.participant }] as const,
    ]),
  );
}

async function bytesIn(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => /\.mk[av]$/.test(name));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** More and more cameras and microphones are recorded, all sent on the same machine, until some of it is lost. */
export const recordedLimit: Bench = {
  name: 'recorded-limit',
  title: 'How many tracks one machine records while the meeting goes on',
  limitMs: 900_000,
  async run({ quick, cleanup, folder, say }) {
    const root = await folder();
    let meeting: RecordedMeeting | null = null;
    const media = await createPlayedMedia(await encodeClip(root), () =>
      meeting?.recorder.sendersChanged(meeting.meeting()),
    );
    cleanup.defer(() => media.close());
    const opened = await openRecordedMeeting(openMeeting(), { folder: root, media, ports: '28200-28799' });
    meeting = opened;
    cleanup.defer(() => opened.close());
    await media.play(who.chair);
    await eventually('the recorder is ready', () => opened.recorder.state() === 'ready');
    opened.send(by(who.chair), { type: 'recording.start' });
    await eventually('it records', () => opened.recording().state === 'recording');
    const tracks = join(root, opened.recording().id, packageFiles.tracks);
    const windowMs = quick ? 3_000 : 15_000;
    const figures: Figure[] = [];
    let speaking = 0;
    for (const wanted of quick ? [2] : [4, 8, 16, 32, 40, 56, 72, 96, 120]) {
      for (; speaking < wanted; speaking += 1) {
        const { participant } = people[speaking] ?? seats.chair.card;
        opened.send(by(who.chair), grant(participant));
        await media.play(participant);
      }
      await delay(8_000);
      const [at, cpu] = [performance.now(), process.cpuUsage()];
      const [received, written] = [await media.bytesReceived(), await bytesIn(tracks)];
      say(`${2 * (wanted + 1)} tracks`);
      await delay(windowMs);
      const got = (await media.bytesReceived()) - received;
      const kept = (await bytesIn(tracks)) - written;
      const used = process.cpuUsage(cpu);
      const share = kept / got;
      figures.push(
        { what: `${2 * (wanted + 1)} tracks: written for each byte received`, unit: '', samples: [share] },
        { what: '  received', unit: 'kbit/s', samples: [(8 * got) / (performance.now() - at)] },
        {
          what: '  hub: share of a core',
          unit: '%',
          samples: [(used.user + used.system) / 10 / (performance.now() - at)],
        },
      );
      if (share < wholeShare || opened.recording().gaps.length > 0) break;
    }
    return {
      figures,
      conditions: {
        window: `${windowMs / 1000} s, after 8 s`,
        source:
          'VP8 1280×720 at 25 frames/s, about 900 kbit/s, and Opus 32 kbit/s, encoded before; their senders (an ffmpeg each) run on the same two cores',
        gaps:
          opened
            .recording()
            .gaps.map(({ reason }) => reason)
            .join(' ') || 'none',
      },
    };
  },
};

import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ParticipantId, RecordingId } from '../../core/id.ts';
import type { Source } from '../../protocol/media.ts';
import type { MeetingRecord } from '../../protocol/meeting-record.ts';
import type { Plate, ShownStage } from '../../protocol/recorder.ts';
import { genesis, hashLine } from '../../recorder/timeline/chain.ts';
import type { TimelineFact } from '../../recorder/timeline/line.ts';
import { words } from '../../recorder/words.ts';

const run = promisify(execFile);

/** 2026-11-23, 08:00 in Hà Nội. */
export const startOfDay = 1_795_395_600_000;

export const meetingRecord: MeetingRecord = {
  id: 'meeting-1',
  title: 'Hội nghị giao ban trực tuyến bốn cấp',
  unit: { id: 'trung-uong', name: 'Trung ương' },
  scheduledAt: startOfDay,
  openedAt: startOfDay,
  closedAt: null,
  agenda: [],
  attendance: [],
};

export function plateOf(id: string, plate: Partial<Plate> = {}): Plate {
  return {
    participant: `person:${id}` as ParticipantId,
    kind: 'person',
    name: id,
    position: '',
    unitName: '',
    connected: true,
    microphone: 'on',
    camera: 'on',
    ...plate,
  };
}

export const emptyStage: ShownStage = { chair: null, speakers: [], content: null, agenda: null };

/** Lines of a time line, each with its moment in milliseconds from the beginning. */
export function timelineText(facts: readonly (readonly [number, TimelineFact])[]): string {
  let prev = genesis;
  return facts
    .map(([at, fact], index) => {
      const line = JSON.stringify({
        seq: index + 1,
        wall: startOfDay + at,
        mono: 1_000_000 + at,
        prev,
        ...fact,
      });
      prev = hashLine(line);
      return `${line}\n`;
    })
    .join('');
}

export const session = {
  kind: 'session',
  pid: 1,
  boot: 'boot-1',
  ffmpeg: 'ffmpeg',
  tornBytes: 0,
} as const satisfies TimelineFact;
export function beginFact(meeting: MeetingRecord = meetingRecord): TimelineFact {
  return { kind: 'begin', recording: 'recording-1' as RecordingId, sentAt: startOfDay, meeting, after: null };
}
export function stageFact(at: number, stage: Partial<ShownStage>): readonly [number, TimelineFact] {
  const sentAt = startOfDay + at;
  return [at, { kind: 'stage', sentAt, at: sentAt, stage: { ...emptyStage, ...stage } }];
}

export type FabricatedTrack = {
  readonly participant: ParticipantId;
  readonly source: Source;
  readonly fromMs: number;
  readonly toMs: number;
  /** When the track was closed, if it sent nothing for a while before. */
  readonly closedMs?: number;
  /** ffmpeg's lavfi source, e.g. `testsrc2=s=640x360:r=25`. */
  readonly input: string;
};

function epochFacts(
  track: FabricatedTrack,
  epoch: number,
  file: string,
): readonly (readonly [number, TimelineFact])[] {
  const media = track.source === 'microphone' ? 'audio' : 'video';
  const clockRate = media === 'audio' ? 48_000 : 90_000;
  const id = `track-${epoch}`;
  // The RTP clock stands 5 s in when the track begins, and the sender's clock goes as ours.
  const rtpAt = (ms: number) => Math.round(((ms - track.fromMs + 5_000) * clockRate) / 1000);
  const reports = [200, 1_200, 2_200].map((after): readonly [number, TimelineFact] => [
    track.fromMs + after,
    { kind: 'report', track: id, rtp: rtpAt(track.fromMs + after), ntp: startOfDay + track.fromMs + after },
  ]);
  return [
    [
      track.fromMs + 80,
      {
        kind: 'epoch.opened',
        epoch,
        track: id,
        participant: track.participant,
        source: track.source,
        media,
        codec: media === 'audio' ? 'audio/opus' : 'video/VP8',
        clockRate,
        file,
        pid: 1,
        firstRtp: rtpAt(track.fromMs),
        firstMono: 1_000_000 + track.fromMs + 30,
      },
    ],
    ...reports,
    [
      track.closedMs ?? track.toMs,
      { kind: 'epoch.closed', epoch, reason: 'closed', bytes: 1, packets: 1, lost: 0 },
    ],
  ];
}

/** Makes a recording's folder as capture would have left it: tracks by ffmpeg, and their time line. */
export async function fabricateFolder(
  folder: string,
  recording: {
    readonly tracks: readonly FabricatedTrack[];
    readonly stages: readonly (readonly [number, Partial<ShownStage>])[];
    readonly durationMs: number;
    readonly meeting?: MeetingRecord;
    /** What else stands on the time line. */
    readonly facts?: readonly (readonly [number, TimelineFact])[];
  },
): Promise<void> {
  await mkdir(join(folder, 'tracks'), { recursive: true });
  const meeting = recording.meeting ?? meetingRecord;
  const facts: (readonly [number, TimelineFact])[] = [
    [0, session],
    [0, beginFact(meeting)],
  ];
  facts.push(...(recording.facts ?? []));
  for (const [at, stage] of recording.stages) facts.push(stageFact(at, stage));
  for (const [index, track] of recording.tracks.entries()) {
    const file = `tracks/${String(index + 1).padStart(4, '0')}-${track.source}.mkv`;
    const seconds = String((track.toMs - track.fromMs) / 1000);
    const codec =
      track.source === 'microphone'
        ? words('-c:a libopus -b:a 32k')
        : words('-c:v libvpx -deadline realtime -cpu-used 8 -b:v 1M -g 250 -auto-alt-ref 0');
    await run(process.env.FFMPEG_BIN ?? 'ffmpeg', [
      ...words('-v error -y -f lavfi -i'),
      track.input,
      '-t',
      seconds,
      ...codec,
      join(folder, file),
    ]);
    facts.push(...epochFacts(track, index + 1, file));
  }
  facts.push([recording.durationMs, { kind: 'stop', meeting }]);
  const inOrder = facts.toSorted(([a], [b]) => a - b);
  await writeFile(join(folder, 'timeline.jsonl'), timelineText(inOrder));
}

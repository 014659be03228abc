import pino from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MeetingId, ParticipantId, RecordingId } from '../../core/id.ts';
import type { Capture, Media, Sender } from '../ports.ts';
import { type Captures, createCaptures } from './captures.ts';
import type { RecorderLink } from './recorder-link.ts';

const rtpParameters = {
  codecs: [{ mimeType: 'video/VP8', payloadType: 101, clockRate: 90_000 }],
  encodings: [{ ssrc: 1 }],
};
const target = { ip: '127.0.0.1', rtpPort: 20_000, rtcpPort: 20_001 };

function senderOf(producer: string, kind: 'audio' | 'video' = 'video'): Sender {
  return { producer, participant: 'person:a' as ParticipantId, source: 'camera', kind };
}

describe('captures', () => {
  let log: string[] = [];
  let sent = 0;
  let again: number[] = [];
  let refuse: { media?: boolean; recorder?: boolean } = {};
  let ends: ((lost?: boolean) => void)[] = [];
  let lost: string[] = [];
  let captures: Captures;
  let tracks: string[] = [];
  /** What the recorder waits for before it opens a track. */
  let opensWhen: Promise<void> = Promise.resolve();

  beforeEach(() => {
    [log, again, ends, lost, tracks, refuse, sent] = [[], [], [], [], [], {}, 0];
    opensWhen = Promise.resolve();
    const capture = (producer: string): Capture => ({
      rtpParameters,
      local: { ip: '127.0.0.1', rtpPort: 1_000, rtcpPort: 1_001 },
      connect: async (to) => void log.push(`connect ${producer} ${to.rtpPort}`),
      resume: async () => void log.push(`resume ${producer}`),
      requestKeyFrame: async () => void log.push(`key frame ${producer}`),
      packetsSent: async () => sent,
      close: () => log.push(`close ${producer}`),
      onEnd: (listener) => ends.push((broke = false) => listener(broke)),
    });
    const media: Pick<Media, 'capture'> = {
      capture: async (_meeting, producer) =>
        refuse.media ? { ok: false, refusal: { code: 'not-found' } } : { ok: true, value: capture(producer) },
    };
    const link = {
      ask: async (type: string, request: { track: string }) => {
        log.push(type);
        if (type === 'track.open') {
          tracks.push(request.track);
          await opensWhen;
          if (refuse.recorder) throw new Error('no ports');
          return target;
        }
        return {};
      },
      drop() {},
    };
    captures = createCaptures({
      meeting: 'm1' as MeetingId,
      recording: 'm1.r5' as RecordingId,
      media: media as Media,
      link: link as RecorderLink,
      again: (afterMs) => again.push(afterMs),
      lost: ({ producer }) => lost.push(producer),
      logger: pino({ level: 'silent' }),
    });
  });

  it('connect to where the recorder listens before anything flows', async () => {
    await captures.settle([senderOf('p1')]);
    expect(log).toEqual(['track.open', 'connect p1 20000', 'resume p1']);
    await captures.settle([senderOf('p1')]);
    expect(log).toHaveLength(3);
  });

  it('end when they are no longer wanted', async () => {
    await captures.settle([senderOf('p1'), senderOf('p2')]);
    log = [];
    await captures.settle([senderOf('p2')]);
    expect(log).toEqual(['close p1', 'track.close']);
  });

  it('end with their sender, and ask to be settled again', async () => {
    await captures.settle([senderOf('p1')]);
    log = [];
    ends[0]?.();
    expect([log, again]).toEqual([['track.close'], [0]]);
    await captures.settle([senderOf('p1')]);
    expect(log.at(-1)).toBe('resume p1');
  });

  it('say which sender they lost through the hub itself, and of one that left nothing', async () => {
    await captures.settle([senderOf('p1'), senderOf('p2')]);
    ends[0]?.();
    ends[1]?.(true);
    expect(lost).toEqual(['p2']);
  });

  it.each([['media'], ['recorder']] as const)('are tried again later when the %s refuses', async (part) => {
    refuse = { [part]: true };
    await captures.settle([senderOf('p1')]);
    expect(again).toEqual([500]);
    if (part === 'recorder') expect(log).toEqual(['track.open', 'close p1']);
    // Not before its time.
    refuse = {};
    await captures.settle([senderOf('p1')]);
    expect(log).not.toContain('resume p1');
  });

  it('ask for key frames of pictures only', async () => {
    await captures.settle([senderOf('p1'), senderOf('p2', 'audio')]);
    log = [];
    captures.requestKeyFrames();
    captures.requestKeyFrame(tracks[0] ?? '');
    captures.requestKeyFrame('unknown');
    expect(log).toEqual(['key frame p1', 'key frame p1']);
  });

  it('are opened anew when what is sent does not arrive, twice in a row', async () => {
    await captures.settle([senderOf('p1')]);
    const [track = ''] = tracks;
    for (const [packets, arrived] of [
      [100, 90],
      [200, 90],
      [210, 90],
      [300, 90],
    ] as const) {
      sent = packets;
      await captures.check({ [track]: arrived });
    }
    expect(again).toEqual([]);
    sent = 400;
    await captures.check({ [track]: 90 });
    expect(again).toEqual([0]);
    expect(log.at(-1)).toBe('track.close');
  });

  it('take silence for no fault', async () => {
    await captures.settle([senderOf('p1')]);
    for (let check = 0; check < 5; check += 1) await captures.check({});
    expect(again).toEqual([]);
  });

  it('REC-5: send not one packet of what is no longer wanted by the time that the recorder is ready', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    opensWhen = promise;
    const settling = captures.settle([senderOf('p1')]);
    await vi.waitFor(() => expect(log).toEqual(['track.open']));
    captures.keepOnly([]);
    resolve();
    await settling;
    expect(log).toEqual(['track.open', 'connect p1 20000', 'close p1', 'track.close']);
  });

  it('leave nothing open when closed, not even what is still being opened', async () => {
    const settling = captures.settle([senderOf('p1')]);
    captures.close();
    await settling;
    expect(log.filter((line) => line === 'close p1')).toHaveLength(1);
    expect(log).not.toContain('resume p1');
  });
});

import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../../core/actor.ts';
import { apply } from '../../core/apply.ts';
import type { SystemCommand } from '../../core/command.ts';
import { decide } from '../../core/decide.ts';
import type { Entry } from '../../core/event.ts';
import type { Meeting, Recording } from '../../core/meeting.ts';
import {
  by,
  join as joining,
  play,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { Capture, Media, RecordingListener, Sender } from '../ports.ts';
import type { RecorderLink } from './recorder-link.ts';
import { createUnitedRecording, type UnitedRecording } from './united-recording.ts';

const sender: Sender = {
  producer: 'p1',
  participant: who.chair,
  source: 'microphone',
  kind: 'audio',
};
const bySystem: Actor = { kind: 'system', part: 'recorder' };

/** A recorder at the other end of a line: keeps what it is asked, and refuses what the test says. */
function createRecorderAt(log: string[], name: string) {
  const refused = new Set<string>();
  const link: RecorderLink = {
    ask: async (type, request) => {
      const compose = 'compose' in request ? ` ${String(request.compose)}` : '';
      log.push(`${name} ${type}${compose}`);
      if (refused.has(type)) throw new Error('refused');
      const replies: Record<string, unknown> = {
        'recording.check': { findings: [{ kind: 'clock', offsetMs: name === 'first' ? 1 : 2 }] },
        'recording.begin': { continued: false },
        'track.open': { ip: '127.0.0.1', rtpPort: 20_000, rtcpPort: 20_001 },
      };
      return (replies[type] ?? {}) as never;
    },
    drop() {},
  };
  return { link, refused };
}

describe('a recording with two recorders', () => {
  let log: string[] = [];
  let told: string[] = [];
  let meeting: Meeting;
  let united: UnitedRecording;
  let first: ReturnType<typeof createRecorderAt>;
  let second: ReturnType<typeof createRecorderAt>;

  const recording = (): Recording => {
    const last = meeting.recordings.at(-1);
    if (!last) throw new Error('nothing was ordered');
    return last;
  };
  const send = (actor: Actor, command: Parameters<typeof decide>[2]) => {
    const now = Date.now();
    const decision = decide(meeting, actor, command, now);
    if (!decision.ok) throw new Error(decision.refusal.code);
    const entries = decision.events.map(
      (event, index): Entry => ({ seq: meeting.seq + 1 + index, at: now, by: actor, event }),
    );
    meeting = entries.reduce(apply, meeting);
    united.restrict(meeting, recording());
    united.follow(meeting, recording(), entries);
  };
  const report = (command: SystemCommand, text: string) => {
    told.push(text);
    send(bySystem, command);
  };
  const listener: RecordingListener = {
    checked: (_, id, findings) =>
      report({ type: 'recording.check', recording: id, findings }, `checked ${JSON.stringify(findings)}`),
    stored: (_, id, storage) =>
      report({ type: 'recording.store', recording: id, storage }, `stored ${storage}`),
    confirmed: (_, id) => report({ type: 'recording.confirm', recording: id }, 'confirmed'),
    interrupted: (_, id, reason) =>
      report({ type: 'recording.interrupt', recording: id, reason }, `interrupted ${reason}`),
    resumed: (_, id) => report({ type: 'recording.resume', recording: id }, 'resumed'),
    composing: (_, id) => report({ type: 'recording.compose', recording: id }, 'composing'),
    finished: (_, id, { durationMs }) =>
      report({ type: 'recording.finish', recording: id, durationMs }, 'finished'),
    failed: (_, id, reason) => report({ type: 'recording.fail', recording: id, reason }, `failed ${reason}`),
  };
  /** What is asked of recorders and what follows from it takes a few turns of the loop. */
  const settled = () => vi.advanceTimersByTimeAsync(5);
  const wait = async (ms: number) => {
    for (let at = 0; at < ms; at += 1_000) {
      await vi.advanceTimersByTimeAsync(1_000);
      united.tick();
    }
    await settled();
  };
  const stop = async () => {
    send(by(who.chair), { type: 'recording.stop' });
    await settled();
  };
  const stops = () => log.filter((line) => line.includes('recording.stop'));

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
    [log, told] = [[], []];
    [first, second] = [createRecorderAt(log, 'first'), createRecorderAt(log, 'second')];
    meeting = play(
      scheduledMeeting(),
      [system('hub'), joining(seats.chair.card, 'on')],
      [who.chair, { type: 'meeting.open' }],
      [who.chair, { type: 'recording.start' }],
    );
    const capture: Capture = {
      rtpParameters: {
        codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000 }],
        encodings: [{ ssrc: 1 }],
      },
      local: { ip: '127.0.0.1', rtpPort: 1_000, rtcpPort: 1_001 },
      connect: async () => undefined,
      resume: async () => void log.push('flows'),
      requestKeyFrame: async () => undefined,
      packetsSent: async () => 0,
      close: () => void log.push('flows no more'),
      onEnd: () => undefined,
    };
    const media: Pick<Media, 'capture' | 'sendersOf'> = {
      sendersOf: () => [sender],
      capture: async () => ({ ok: true, value: capture }),
    };
    united = createUnitedRecording(
      { meeting, recording: recording() },
      {
        lanes: 2,
        media: media as Media,
        clock: { now: Date.now },
        listener: () => listener,
        logger: pino({ level: 'silent' }),
      },
    );
  });
  afterEach(() => {
    united.close();
    vi.useRealTimers();
  });

  const bothRecord = async () => {
    united.linked(0, first.link);
    united.linked(1, second.link);
    await settled();
  };

  it('REC-7: is confirmed once, with the findings of the first', async () => {
    await bothRecord();
    expect(told).toEqual(['checked [{"kind":"clock","offsetMs":1}]', 'confirmed']);
    expect(log.filter((line) => line === 'flows')).toHaveLength(2);
  });

  it('REC-3: no recorder has made a film of what is still captured, and it is watched over as before', async () => {
    await bothRecord();
    told = [];
    united.sessions[1]?.finished({ durationMs: 1, size: 1, sha256: 'a'.repeat(64) });
    await settled();
    expect(told).toEqual([]);
    united.lost(0);
    united.lost(1);
    await wait(1_000);
    expect(told).toEqual(['interrupted recorder-lost']);
  });

  it('REC-7: begins with the second while the first is away, and with its findings', async () => {
    united.linked(1, second.link);
    await settled();
    expect(told).toEqual(['checked [{"kind":"clock","offsetMs":2}]', 'confirmed']);
  });

  it('REC-4: what kept it from beginning is a gap that ends with its beginning', async () => {
    united.linked(1, second.link);
    united.sessions[1]?.interrupted('disk-broken');
    await settled();
    expect(told.filter((text) => !text.startsWith('checked'))).toEqual([
      'interrupted disk-broken',
      'confirmed',
      'resumed',
    ]);
    expect(recording().gaps.map(({ to }) => to === null)).toEqual([false]);
  });

  it('REC-10: everyone knows within five seconds that no recorder has come; it is begun by the one that comes', async () => {
    await wait(4_000);
    expect(told).toEqual(['interrupted recorder-absent']);
    expect(recording()).toMatchObject({ state: 'starting', gaps: [{ to: null }] });
    await wait(60_000);
    united.linked(1, second.link);
    await settled();
    expect(told.filter((text) => !text.startsWith('checked'))).toEqual([
      'interrupted recorder-absent',
      'confirmed',
      'resumed',
    ]);
    expect(recording()).toMatchObject({ state: 'recording', gaps: [{ to: expect.any(Number) }] });
  });

  it('REC-10: one that is there and still looks at its disk is no absence', async () => {
    united.linked(0, { ask: () => new Promise(() => {}), drop() {} });
    await wait(5_000);
    expect(told).toEqual([]);
  });

  it('REC-10: has failed when it is stopped before any recorder has come', async () => {
    await wait(30_000);
    told = [];
    await stop();
    expect(told).toEqual(['failed recorder-absent']);
  });

  it('REC-10: has failed for what kept it from beginning when it is stopped before', async () => {
    first.refused.add('recording.begin');
    united.linked(0, first.link);
    united.sessions[0]?.interrupted('disk-broken');
    await wait(60_000);
    expect(told).not.toContain('failed disk-broken');
    await stop();
    united.sessions[0]?.failed('nothing-recorded');
    united.sessions[1]?.failed('nothing-recorded');
    await settled();
    expect(told.at(-1)).toBe('failed disk-broken');
  });

  it('REC-8: is interrupted only while neither captures', async () => {
    await bothRecord();
    told = [];
    united.sessions[0]?.interrupted('track-lost');
    united.lost(1);
    await settled();
    expect(told).toEqual(['interrupted recorder-lost']);
    united.sessions[0]?.resumed();
    await settled();
    expect(told).toEqual(['interrupted recorder-lost', 'resumed']);
    united.linked(1, second.link);
    await settled();
    united.sessions[0]?.interrupted('disk-broken');
    await settled();
    expect(told).toHaveLength(2);
    expect(recording().gaps).toHaveLength(1);
  });

  it('REC-8: has room as long as one of them has; each keeps to its own', async () => {
    await bothRecord();
    told = [];
    united.sessions[0]?.stored('full');
    united.sessions[1]?.stored('enough');
    await settled();
    // The full disk of one would have ended the recording.
    expect(told).toEqual(['stored enough']);
    expect(log.at(-1)).toBe('first track.close');
    united.sessions[1]?.stored('sound-only');
    await settled();
    expect(told.at(-1)).toBe('stored sound-only');
    expect(recording().state).toBe('recording');
    united.sessions[1]?.stored('full');
    await settled();
    expect(told).toContain('stored full');
    expect(recording().state).toBe('stopping');
  });

  it('REC-8: forgets what a recorder that is gone said of its disk', async () => {
    await bothRecord();
    united.sessions[0]?.stored('low');
    united.sessions[1]?.stored('enough');
    await settled();
    united.lost(1);
    await wait(5_000);
    expect(told.at(-1)).not.toBe('stored low');
    await wait(6_000);
    expect(told.at(-1)).toBe('stored low');
  });

  it('REC-5: of a closed part nothing flows from the order on', async () => {
    await bothRecord();
    log.length = 0;
    const paused = decide(meeting, by(who.chair), { type: 'recording.pause' }, Date.now());
    if (!paused.ok) throw new Error('refused');
    const entries = paused.events.map(
      (event, index): Entry => ({ seq: meeting.seq + 1 + index, at: Date.now(), by: bySystem, event }),
    );
    meeting = entries.reduce(apply, meeting);
    united.restrict(meeting, recording());
    // In the same breath: nothing was waited for.
    expect(log.filter((line) => line === 'flows no more')).toHaveLength(2);
    united.follow(meeting, recording(), entries);
    await settled();
    expect(log.filter((line) => line === 'flows')).toHaveLength(0);
    send(by(who.chair), { type: 'recording.continue' });
    await settled();
    expect(log.filter((line) => line === 'flows')).toHaveLength(2);
  });

  it('REC-8: is composed by the first once both have stopped', async () => {
    await bothRecord();
    second.refused.add('recording.stop');
    await stop();
    expect(stops()).toEqual(['first recording.stop false', 'second recording.stop false']);
    second.refused.clear();
    await wait(2_000);
    expect(stops().slice(2)).toEqual(['second recording.stop false', 'first recording.stop true']);
    united.sessions[0]?.composing();
    united.sessions[0]?.finished({ durationMs: 5, size: 1, sha256: 'a'.repeat(64) });
    expect(told.slice(-2)).toEqual(['composing', 'finished']);
  });

  it('REC-8: is composed without waiting for ever for the second', async () => {
    await bothRecord();
    united.lost(1);
    await stop();
    await wait(5_000);
    expect(stops()).toEqual(['first recording.stop false']);
    await wait(6_000);
    expect(stops()).toEqual(['first recording.stop false', 'first recording.stop true']);
  });

  it.each([
    [
      'says it cannot',
      async () => {
        united.sessions[0]?.failed('nothing-recorded');
        await settled();
      },
    ],
    [
      'is away for good',
      async () => {
        united.lost(0);
        await wait(31_000);
      },
    ],
  ])('REC-8: is composed by the second when the first %s', async (_, happens) => {
    await bothRecord();
    united.lost(0);
    await stop();
    await happens();
    expect(stops()).toEqual(['second recording.stop false', 'second recording.stop true']);
    // Back again, the first only ends what it has.
    united.linked(0, first.link);
    await settled();
    expect(stops().at(-1)).toBe('first recording.stop false');
  });

  it('REC-8: is composed by the second when the first can end nothing', async () => {
    await bothRecord();
    first.refused.add('recording.stop');
    await stop();
    await wait(13_000);
    expect(stops()).toContain('second recording.stop true');
    // It is asked once a second all the while, and in the end no more to make a film.
    expect(stops().length).toBeLessThan(20);
    expect(stops().at(-1)).toBe('first recording.stop false');
  });

  it('has failed when both have, for the reason that says more', async () => {
    await bothRecord();
    await stop();
    united.sessions[0]?.failed('composition');
    await settled();
    expect(stops().at(-1)).toBe('second recording.stop true');
    expect(told).not.toContain('failed composition');
    united.sessions[1]?.failed('nothing-recorded');
    await settled();
    expect(told.at(-1)).toBe('failed composition');
  });
});

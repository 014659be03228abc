import { describe, expect, it } from 'vitest';
import { act, at, by, id, liveMeeting, play, type Step, system, who } from '../../test/doubles/meeting.ts';
import type { SystemCommand } from '../command.ts';
import type { RecordingId } from '../id.ts';
import type { Meeting, Recording, RecordingStorage } from '../meeting.ts';

type Report = Extract<SystemCommand, { type: `recording.${string}` }>['type'];

const live = liveMeeting();
const recorder = system('recorder');
const ordered = play(live, [who.chair, { type: 'recording.start' }, at(1_000)]);
const recording = ordered.recordings[0]!.id;

function report(type: Report): SystemCommand {
  switch (type) {
    case 'recording.interrupt':
    case 'recording.fail':
      return { type, recording, reason: 'disk' };
    case 'recording.finish':
      return { type, recording, durationMs: 60_000 };
    case 'recording.check':
      return { type, recording, findings: [{ kind: 'clock', offsetMs: 3_000 }] };
    case 'recording.store':
      return { type, recording, storage: 'low' };
    default:
      return { type, recording };
  }
}

function told(meeting: Meeting, ...reports: readonly (readonly [Report, number])[]): Meeting {
  return play(meeting, ...reports.map(([type, ms]): Step => [recorder, report(type), at(ms)]));
}

const capturing = told(ordered, ['recording.confirm', 2_000]);
const stopped = play(capturing, [who.chair, { type: 'recording.stop' }, at(62_000)]);
const composing = told(stopped, ['recording.compose', 63_000]);
const ready = told(composing, ['recording.finish', 90_000]);
const failed = told(composing, ['recording.fail', 90_000]);

function only(meeting: Meeting): Recording {
  return meeting.recordings[0]!;
}

describe('a recording', () => {
  it('REC-1: is ordered by the chair, and named for the meeting and its entry', () => {
    expect(only(ordered)).toEqual({
      id: `m1.r${ordered.seq}`,
      hall: ordered.unit,
      state: 'starting',
      orderedAt: at(1_000),
      gaps: [],
      pauses: [],
      storage: 'enough',
      findings: null,
    });
    for (const each of [who.secretary, who.operator, who.deputy, who.provinceChair, who.recorder]) {
      expect(act(live, by(each), { type: 'recording.start' }).refusal).toBe('not-permitted');
    }
  });

  it('REC-2: there is one at a time, and the next may begin while the last is composed', () => {
    for (const meeting of [ordered, capturing]) {
      expect(act(meeting, by(who.chair), { type: 'recording.start' }).refusal).toBe('already-recording');
    }
    for (const meeting of [live, stopped, ready, failed]) {
      expect(act(meeting, by(who.chair), { type: 'recording.stop' }).refusal).toBe('not-recording');
      expect(act(meeting, by(who.chair), { type: 'recording.start' }).refusal).toBeNull();
    }
  });

  it('REC-3: goes from the order to the file', () => {
    expect(only(capturing)).toMatchObject({ state: 'recording', startedAt: at(2_000) });
    expect(only(stopped)).toMatchObject({ state: 'stopping', startedAt: at(2_000) });
    expect(only(composing)).toMatchObject({
      state: 'composing',
      startedAt: at(2_000),
      stoppedAt: at(63_000),
    });
    expect(only(ready)).toMatchObject({ state: 'ready', startedAt: at(2_000), durationMs: 60_000 });
    expect(only(failed)).toMatchObject({ state: 'failed', reason: 'disk' });
  });

  it('REC-3: is ready also without word that it was being composed', () => {
    expect(only(told(stopped, ['recording.finish', 90_000])).state).toBe('ready');
  });

  it.each<[string, Meeting, readonly Report[]]>([
    ['starting', ordered, ['recording.resume', 'recording.compose', 'recording.finish']],
    [
      'recording',
      capturing,
      ['recording.confirm', 'recording.resume', 'recording.compose', 'recording.finish'],
    ],
    ['stopping', stopped, ['recording.confirm', 'recording.interrupt', 'recording.resume']],
    [
      'composing',
      composing,
      ['recording.confirm', 'recording.interrupt', 'recording.resume', 'recording.compose'],
    ],
    [
      'ready',
      ready,
      ['recording.confirm', 'recording.interrupt', 'recording.compose', 'recording.finish', 'recording.fail'],
    ],
    [
      'failed',
      failed,
      ['recording.confirm', 'recording.interrupt', 'recording.compose', 'recording.finish', 'recording.fail'],
    ],
  ])('REC-3: while %s, what came late or twice changes nothing', (_, meeting, reports) => {
    for (const type of reports) {
      expect(act(meeting, recorder, report(type), at(99_000))).toMatchObject({ refusal: null, events: [] });
    }
  });

  it('REC-3: may fail from any state that is not the last', () => {
    for (const meeting of [ordered, capturing, stopped, composing]) {
      expect(only(told(meeting, ['recording.fail', 95_000])).state).toBe('failed');
    }
  });

  it('REC-3: one whose film alone is missing is composed again, and stays what it was', () => {
    for (const reason of ['composition', 'disk-full']) {
      const filmless = play(composing, [recorder, { type: 'recording.fail', recording, reason }, at(90_000)]);
      const again = told(filmless, ['recording.compose', 95_000]);
      expect(only(again)).toMatchObject({ state: 'composing', startedAt: at(2_000), stoppedAt: at(95_000) });
      expect(only(told(again, ['recording.finish', 99_000]))).toMatchObject({
        state: 'ready',
        startedAt: at(2_000),
      });
    }
    const absent = play(ordered, [
      recorder,
      { type: 'recording.fail', recording, reason: 'recorder-absent' },
      at(20_000),
    ]);
    expect(act(absent, recorder, report('recording.compose'), at(95_000)).events).toEqual([]);
  });

  it('REC-3: what nobody ordered is not found', () => {
    const unknown = id<RecordingId>('m1.r0');
    expect(act(ordered, recorder, { type: 'recording.confirm', recording: unknown }).refusal).toBe(
      'not-found',
    );
  });

  it('REC-4: a stretch without capture is a gap, with its reason, until capture goes on', () => {
    const broken = told(capturing, ['recording.interrupt', 10_000]);
    expect(only(broken).gaps).toEqual([{ from: at(10_000), to: null, reason: 'disk' }]);
    expect(act(broken, recorder, report('recording.interrupt'), at(11_000)).events).toEqual([]);
    const again = told(broken, ['recording.resume', 14_000], ['recording.interrupt', 20_000]);
    expect(only(again).gaps).toEqual([
      { from: at(10_000), to: at(14_000), reason: 'disk' },
      { from: at(20_000), to: null, reason: 'disk' },
    ]);
  });

  it('REC-4: an open gap ends with the capture, however that ends, and when it begins at last', () => {
    const broken = told(capturing, ['recording.interrupt', 10_000]);
    const end = [{ from: at(10_000), to: at(30_000), reason: 'disk' }];
    expect(only(play(broken, [who.chair, { type: 'recording.stop' }, at(30_000)])).gaps).toEqual(end);
    expect(only(play(broken, [who.chair, { type: 'meeting.close' }, at(30_000)])).gaps).toEqual(end);
    expect(only(told(broken, ['recording.fail', 30_000])).gaps).toEqual(end);
    const late = told(ordered, ['recording.interrupt', 10_000], ['recording.confirm', 30_000]);
    expect(only(late)).toMatchObject({ state: 'recording', gaps: end });
  });

  it('REC-3: is finished after the meeting as well', () => {
    const closed = play(capturing, [who.chair, { type: 'meeting.close' }, at(62_000)]);
    expect(only(closed).state).toBe('stopping');
    const done = told(closed, ['recording.compose', 63_000], ['recording.finish', 90_000]);
    expect(only(done).state).toBe('ready');
  });

  it('REC-5: is paused and goes on by who may order it, and the pause ends with it at the latest', () => {
    const pause = { type: 'recording.pause' } as const;
    const goOn = { type: 'recording.continue' } as const;
    expect(act(live, by(who.chair), pause).refusal).toBe('not-recording');
    expect(act(live, by(who.chair), goOn).refusal).toBe('not-recording');
    expect(act(capturing, by(who.chair), goOn).refusal).toBe('recording-not-paused');
    for (const each of [who.secretary, who.operator, who.delegate])
      expect(act(capturing, by(each), pause).refusal).toBe('not-permitted');
    const paused = play(capturing, [who.chair, pause, at(10_000)]);
    expect(only(paused).pauses).toEqual([{ from: at(10_000), to: null }]);
    expect(only(paused).gaps).toEqual([]);
    expect(act(paused, by(who.chair), pause).refusal).toBe('recording-paused');
    const going = play(paused, [who.chair, goOn, at(20_000)]);
    expect(only(going).pauses).toEqual([{ from: at(10_000), to: at(20_000) }]);
    const twice = play(
      going,
      [who.chair, pause, at(30_000)],
      [who.chair, { type: 'recording.stop' }, at(40_000)],
    );
    expect(only(twice).pauses.at(-1)).toEqual({ from: at(30_000), to: at(40_000) });
    const lost = told(paused, ['recording.fail', 50_000]);
    expect(only(lost).pauses).toEqual([{ from: at(10_000), to: at(50_000) }]);
  });

  it('REC-6: what room is left is told once for each change, and without any the recording is ended', () => {
    const stored = (storage: RecordingStorage): SystemCommand => ({
      type: 'recording.store',
      recording,
      storage,
    });
    expect(act(capturing, recorder, stored('enough')).events).toEqual([]);
    const low = play(capturing, [recorder, stored('low'), at(5_000)]);
    expect(only(low)).toMatchObject({ state: 'recording', storage: 'low' });
    expect(act(low, recorder, stored('low')).events).toEqual([]);
    const full = play(low, [recorder, stored('full'), at(6_000)]);
    expect(only(full)).toMatchObject({ state: 'stopping', storage: 'full' });
    expect(act(full, recorder, stored('enough')).events).toEqual([]);
  });

  it('REC-7: what is found before it begins is kept, and does not keep it from beginning', () => {
    const findings = [{ kind: 'space', freeBytes: 1, neededBytes: 2 }] as const;
    const check: SystemCommand = { type: 'recording.check', recording, findings };
    const checked = play(ordered, [recorder, check, at(1_500)]);
    expect(only(checked)).toMatchObject({ state: 'starting', findings });
    expect(only(told(checked, ['recording.confirm', 2_000]))).toMatchObject({ state: 'recording', findings });
    expect(act(checked, recorder, check).events).toEqual([]);
    expect(act(capturing, recorder, check).events).toEqual([]);
  });
});

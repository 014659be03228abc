import { describe, expect, it } from 'vitest';
import type { Meeting } from '../core/meeting.ts';
import { at, liveMeeting, places, play, system, who } from '../test/doubles/meeting.ts';
import { createMemoryStore } from '../test/doubles/store.ts';
import { writeFinished, writeRecordingRows } from './recording-rows.ts';

it('HALL-5: the recording of a sidebar is kept by the unit that went on alone', async () => {
  const meeting = play(
    liveMeeting(),
    [who.provinceChair, { type: 'sidebar.open', unit: places.province }],
    [who.chair, { type: 'recording.start' }],
    [who.provinceChair, { type: 'recording.start' }],
  );
  const { recordings } = createMemoryStore();
  await writeRecordingRows(recordings, meeting);
  const kept = await Promise.all(meeting.recordings.map(({ id }) => recordings.byId(id)));
  expect(kept.map((row) => [row?.unit, row?.unitName])).toEqual([
    [places.central, 'unit TW'],
    [places.province, 'unit 11'],
  ]);
});

describe('when something was, by the film', () => {
  const film = { durationMs: 60_000, size: 2, sha256: 'a'.repeat(64) };
  /** Ordered at 9 s, confirmed at 10 s; told at 31 s of an interruption that began ten seconds earlier. */
  const recorded = () => {
    const ordered = play(liveMeeting(), [who.chair, { type: 'recording.start' }, at(9_000)]);
    const { id: recording } = ordered.recordings[0]!;
    const recorder = system('recorder');
    return play(
      ordered,
      [recorder, { type: 'recording.confirm', recording }, at(10_000)],
      [recorder, { type: 'recording.interrupt', recording, reason: 'hub-restarted' }, at(31_000)],
      [recorder, { type: 'recording.resume', recording }, at(32_000)],
      [who.chair, { type: 'recording.stop' }, at(65_000)],
    );
  };
  const finish = (meeting: Meeting) => {
    const { id: recording } = meeting.recordings[0]!;
    const recorder = system('recorder');
    return play(meeting, [recorder, { type: 'recording.finish', recording, durationMs: 60_000 }, at(70_000)]);
  };

  it('REC-4: the archive tells of gaps, pauses and beginning what the film shows, then and after a start', async () => {
    const { recordings } = createMemoryStore();
    const meeting = recorded();
    const { id } = meeting.recordings[0]!;
    await writeRecordingRows(recordings, meeting);
    expect(await recordings.byId(id)).toMatchObject({
      startedAt: at(10_000),
      gaps: [{ from: at(31_000), to: at(32_000), reason: 'hub-restarted' }],
    });
    const times = {
      startedAt: at(5_000) + 0.4,
      gaps: [
        { startMs: -3, endMs: 2, reason: 'recorder-absent' },
        { startMs: 16_000.2, endMs: 27_000, reason: 'hub-restarted' },
      ],
      pauses: [{ startMs: 40_000, endMs: 50_000 }],
    };
    await writeFinished(recordings, id, { ...film, times });
    const told = {
      ...film,
      startedAt: at(5_000),
      gaps: [
        { from: at(5_000), to: at(5_002), reason: 'recorder-absent' },
        { from: at(21_000), to: at(32_000), reason: 'hub-restarted' },
      ],
      pauses: [{ from: at(45_000), to: at(55_000) }],
    };
    expect(await recordings.byId(id)).toMatchObject(told);
    // The meeting's log says of it what it said before; so it does when the hub starts again.
    await writeRecordingRows(recordings, finish(meeting));
    expect(await recordings.byId(id)).toMatchObject({ ...told, state: 'ready' });
  });

  it('REC-4: of a film that does not say, made before that was kept, the log tells', async () => {
    const { recordings } = createMemoryStore();
    const meeting = recorded();
    const { id } = meeting.recordings[0]!;
    await writeRecordingRows(recordings, meeting);
    await writeFinished(recordings, id, film);
    await writeRecordingRows(recordings, finish(meeting));
    expect(await recordings.byId(id)).toMatchObject({
      ...film,
      state: 'ready',
      startedAt: at(10_000),
      gaps: [{ from: at(31_000), to: at(32_000), reason: 'hub-restarted' }],
      pauses: [],
    });
  });
});

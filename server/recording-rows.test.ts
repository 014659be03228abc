import { expect, it } from 'vitest';
import { liveMeeting, places, play, who } from '../test/doubles/meeting.ts';
import { createMemoryStore } from '../test/doubles/store.ts';
import { writeRecordingRows } from './recording-rows.ts';

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

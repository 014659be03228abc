import pino from 'pino';
import { expect, it, vi } from 'vitest';
import type { RecorderRequest } from '../../protocol/recorder.ts';
import { join, play, scheduledMeeting, seats, start, system, who } from '../../test/doubles/meeting.ts';
import type { Media } from '../ports.ts';
import type { LaneReport } from './lane-report.ts';
import type { RecorderLink } from './recorder-link.ts';
import { createRecordingSession } from './recording-session.ts';

const report: Pick<LaneReport, 'checked' | 'capturing'> = {
  checked: () => undefined,
  capturing: () => undefined,
};
const minute = 60_000;

/** For how long room is asked for when a recording is ordered so long after the meeting was opened. */
async function askedFor(plannedMs: number | null, sinceOpening: number): Promise<number | null> {
  const meeting = play(
    scheduledMeeting({ plannedMs }),
    [system('hub'), join(seats.chair.card, 'on')],
    [who.chair, { type: 'meeting.open' }],
    [who.chair, { type: 'recording.start' }],
  );
  const asked: (number | null)[] = [];
  const link: RecorderLink = {
    ask: async (type, request) => {
      if (type === 'recording.check') asked.push((request as RecorderRequest<'recording.check'>).plannedMs);
      return (type === 'recording.check' ? { findings: [] } : { continued: false }) as never;
    },
    drop: () => undefined,
  };
  const media: Pick<Media, 'sendersOf'> = { sendersOf: () => [] };
  const session = createRecordingSession(
    { meeting, recording: meeting.recordings[0]! },
    {
      media: media as Media,
      clock: { now: () => start + sinceOpening },
      report: report as LaneReport,
      logger: pino({ level: 'silent' }),
    },
  );
  session.linked(link);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  session.close();
  return asked[0] ?? null;
}

it('REC-7: room is asked for as long as the meeting is still to last, counted from its opening', async () => {
  expect(await askedFor(120 * minute, 0)).toBe(120 * minute);
  expect(await askedFor(120 * minute, 50 * minute)).toBe(70 * minute);
  // Past its planned end nobody knows: the recorder has a least length of its own.
  expect(await askedFor(120 * minute, 150 * minute)).toBe(0);
  expect(await askedFor(null, 50 * minute)).toBeNull();
});

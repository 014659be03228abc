import pino from 'pino';
import { expect, it, vi } from 'vitest';
import type { Meeting } from '../../core/meeting.ts';
import type { RecorderRequest } from '../../protocol/recorder.ts';
import { act, by, join, play, scheduledMeeting, seats, system, who } from '../../test/doubles/meeting.ts';
import type { Media } from '../ports.ts';
import type { LaneReport } from './lane-report.ts';
import type { RecorderLink } from './recorder-link.ts';
import { createRecordingSession } from './recording-session.ts';

const report: LaneReport = {
  checked: () => undefined,
  stored: () => undefined,
  capturing: () => undefined,
  interrupted: () => undefined,
  stopped: () => undefined,
  stuck: () => undefined,
  composing: () => undefined,
  finished: () => undefined,
  failed: () => undefined,
};

it('REC-5: what is written together with its end stays out of the record of a closed part', async () => {
  const ordered = play(
    scheduledMeeting(),
    [system('hub'), join(seats.chair.card, 'on')],
    [who.chair, { type: 'meeting.open' }],
    [who.chair, { type: 'recording.start' }],
  );
  const recordingOf = ({ recordings: [recording] }: Meeting) => {
    if (recording === undefined) throw new Error('nothing was ordered');
    return recording;
  };
  const noted: string[] = [];
  const link: RecorderLink = {
    ask: async (type, request) => {
      if (type === 'recording.note')
        for (const { event } of (request as RecorderRequest<'recording.note'>).entries)
          noted.push(event.type);
      return (type === 'recording.check' ? { findings: [] } : { continued: false }) as never;
    },
    drop: () => undefined,
  };
  const media: Pick<Media, 'sendersOf'> = { sendersOf: () => [] };
  const session = createRecordingSession(
    { meeting: ordered, recording: recordingOf(ordered) },
    { media: media as Media, clock: { now: Date.now }, report, logger: pino({ level: 'silent' }) },
  );
  session.linked(link);

  // All of it is decided in one turn of the hub's queue and comes in one batch.
  const [item] = ordered.agenda;
  const paused = act(ordered, by(who.chair), { type: 'recording.pause' });
  const closedPart = act(paused.meeting, by(who.chair), { type: 'agenda.select', item: item!.id });
  const open = act(closedPart.meeting, by(who.chair), { type: 'recording.continue' });
  const after = act(open.meeting, by(who.chair), { type: 'agenda.select', item: null });
  session.follow(after.meeting, recordingOf(after.meeting), [
    ...paused.entries,
    ...closedPart.entries,
    ...open.entries,
    ...after.entries,
  ]);
  await vi.waitFor(() => expect(noted).toContain('recording.continued'));
  session.close();
  expect(noted).toEqual(['recording.paused', 'recording.continued', 'agenda.selected']);
});

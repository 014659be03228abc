import { by, join as joining, play, scheduledMeeting, seats, system, who } from '../doubles/meeting.ts';
import { createLiveMedia, flashAndBeep } from './live-media.ts';
import { eventually, openRecordedMeeting, type RecordedMeeting } from './recorded-meeting.ts';

/** A hub in a process of its own that records until somebody kills it. Says `recording <id>` when it does. */
const [folder = '', ports = ''] = process.argv.slice(2);
let meeting: RecordedMeeting | null = null;
const media = createLiveMedia(() => {
  if (meeting) meeting.recorder.sendersChanged(meeting.meeting());
});
const opened = play(
  scheduledMeeting(),
  [system('hub'), joining(seats.chair.card, 'on')],
  [who.chair, { type: 'meeting.open' }],
);
meeting = await openRecordedMeeting(opened, { folder, media, ports });
const { recorder, send, recording } = meeting;
await media.send(who.chair, flashAndBeep);
await eventually('the recorder is ready', () => recorder.state() === 'ready');
send(by(who.chair), { type: 'recording.start' });
await eventually('it records', () => recording().state === 'recording');
process.stdout.write(`recording ${recording().id}\n`);

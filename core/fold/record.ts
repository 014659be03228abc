import type { MeetingEvent } from '../event.ts';
import type { Meeting, Notice, Opinion } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { withParticipant } from './participant.ts';

type RecordEvent = Extract<
  MeetingEvent,
  {
    type:
      | 'trial.reported'
      | `attendance.${string}`
      | `rollCall.${string}`
      | `notice.${string}`
      | `channel.${string}`
      | `opinion.${string}`;
  }
>;

/** Messages of the text channel that a meeting keeps at hand; the log keeps all. */
const channelKept = 200;

/** Notices of each unit that stand at a time; the log keeps all. */
const noticesKept = 20;

/** By unit, since whoever is told one notice of a unit is told all of them: every part of the meeting drops the same. */
function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  const ofUnit = notices.filter(({ unit }) => unit === notice.unit);
  const [oldest] = ofUnit.length < noticesKept ? [] : ofUnit;
  return [...notices.filter((each) => each !== oldest), notice];
}

function withOpinion(opinions: readonly Opinion[], opinion: Opinion): readonly Opinion[] {
  const known = opinions.some(({ id }) => id === opinion.id);
  return known ? opinions.map((each) => (each.id === opinion.id ? opinion : each)) : [...opinions, opinion];
}

/** What is noted beside the floor: trials, who is there, notices, messages, opinions. */
export function foldRecord(meeting: Meeting, event: RecordEvent, at: number): Meeting {
  switch (event.type) {
    case 'trial.reported': {
      const { participant, check, result } = event;
      const known = participantOf(meeting, participant);
      if (!known) return meeting;
      return withParticipant(meeting, participant, { trial: { ...known.trial, [check]: result } });
    }
    case 'attendance.recorded':
      return withParticipant(meeting, event.participant, { attendance: event.attendance });
    case 'rollCall.called': {
      const { unit, current } = event;
      const others = meeting.rollCalls.filter((call) => call.unit !== unit);
      return { ...meeting, rollCalls: [...others, { unit, current, since: at }] };
    }
    case 'rollCall.ended':
      return { ...meeting, rollCalls: meeting.rollCalls.filter(({ unit }) => unit !== event.unit) };
    case 'notice.sent':
      return { ...meeting, notices: withNotice(meeting.notices, event.notice) };
    case 'notice.withdrawn':
      return { ...meeting, notices: meeting.notices.filter(({ id }) => id !== event.notice) };
    case 'channel.posted':
      return { ...meeting, channel: [...meeting.channel, event.message].slice(-channelKept) };
    case 'opinion.awaited': {
      const queue = meeting.queue.filter(({ id }) => id !== event.opinion.id);
      return { ...meeting, queue, opinions: withOpinion(meeting.opinions, event.opinion) };
    }
    case 'opinion.written':
      return { ...meeting, opinions: withOpinion(meeting.opinions, event.opinion) };
  }
}

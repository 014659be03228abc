import type { EventOf } from '../event.ts';
import type { RecordingStorage } from '../meeting.ts';
import type { LogBook } from './book.ts';
import { type Fact, type TypesOf, whom } from './fact.ts';

export type OtherCode =
  | 'sidebarOpened'
  | 'sidebarClosed'
  | 'sidebarRecalled'
  | 'sidebarRejoined'
  | 'stageSpotlit'
  | 'stageCleared'
  | 'noticeSent'
  | 'noticeWithdrawn'
  | 'channelPosted'
  | 'assistRestarted'
  | 'assistDevice'
  | 'assistVolume'
  | 'assistTalkStarted'
  | 'assistTalkEnded'
  | 'recordingOrdered'
  | 'recordingChecked'
  | 'recordingCheckedWell'
  | 'recordingStarted'
  | 'recordingPaused'
  | 'recordingContinued'
  | 'recordingRoomEnough'
  | 'recordingRoomLow'
  | 'recordingRoomSoundOnly'
  | 'recordingRoomFull'
  | 'recordingInterrupted'
  | 'recordingResumed'
  | 'recordingStopped'
  | 'recordingComposing'
  | 'recordingReady'
  | 'recordingFailed';

export type OtherEvent = EventOf<
  TypesOf<'sidebar' | 'stage' | 'notice' | 'channel' | 'assist' | 'recording'>
>;

function orderFact(book: LogBook, event: EventOf<'assist.ordered'>): Fact<OtherCode> {
  const about = whom(book, event.participant);
  switch (event.order.kind) {
    case 'restart':
      return { code: 'assistRestarted', ...about };
    case 'device':
      return { code: 'assistDevice', ...about, values: { device: event.order.device } };
    case 'volume':
      return { code: 'assistVolume', ...about, values: { percent: event.order.percent } };
  }
}

function talkFact(book: LogBook, event: EventOf<'assist.talkStarted' | 'assist.talkEnded'>): Fact<OtherCode> {
  return {
    code: event.type === 'assist.talkStarted' ? 'assistTalkStarted' : 'assistTalkEnded',
    names: { whom: book.person(event.participant), other: book.person(event.helper) },
    about: [event.participant, event.helper],
  };
}

const roomCode = {
  enough: 'recordingRoomEnough',
  low: 'recordingRoomLow',
  'sound-only': 'recordingRoomSoundOnly',
  full: 'recordingRoomFull',
} as const satisfies Record<RecordingStorage, OtherCode>;

function recordingFact(book: LogBook, event: EventOf<TypesOf<'recording'>>): Fact<OtherCode> {
  const unit = book.recordingHall(event.recording);
  const names = unit === undefined ? {} : { unit };
  switch (event.type) {
    case 'recording.ordered':
      return { code: 'recordingOrdered', names: { unit: book.unit(event.hall) } };
    case 'recording.checked':
      if (event.findings.length === 0) return { code: 'recordingCheckedWell', names };
      return {
        code: 'recordingChecked',
        names,
        values: { count: event.findings.length },
      };
    case 'recording.paused':
      return { code: 'recordingPaused', names };
    case 'recording.continued':
      return { code: 'recordingContinued', names };
    case 'recording.stored':
      return { code: roomCode[event.storage], names };
    case 'recording.started':
      return { code: 'recordingStarted', names };
    case 'recording.interrupted':
      return { code: 'recordingInterrupted', names, values: { fault: event.reason } };
    case 'recording.resumed':
      return { code: 'recordingResumed', names };
    case 'recording.stopped':
      return { code: 'recordingStopped', names };
    case 'recording.composing':
      return { code: 'recordingComposing', names };
    case 'recording.ready':
      return { code: 'recordingReady', names, values: { durationMs: event.durationMs } };
    case 'recording.failed':
      return { code: 'recordingFailed', names, values: { fault: event.reason } };
  }
}

export function otherFact(book: LogBook, event: OtherEvent): Fact<OtherCode> {
  switch (event.type) {
    case 'sidebar.opened':
      return { code: 'sidebarOpened', names: { unit: event.unitName } };
    case 'sidebar.closed':
      return { code: 'sidebarClosed', names: { unit: book.unit(event.unit) } };
    case 'sidebar.recalled':
    case 'sidebar.rejoined': {
      const { participant, unit } = event;
      const code = event.type === 'sidebar.recalled' ? 'sidebarRecalled' : 'sidebarRejoined';
      return { code, names: { whom: book.person(participant), unit: book.unit(unit) }, about: [participant] };
    }
    case 'stage.spotlit': {
      if (event.holder === null) return { code: 'stageCleared' };
      return { code: 'stageSpotlit', names: { whom: event.holder.name }, about: [event.holder.participant] };
    }
    case 'notice.sent':
      return { code: 'noticeSent', names: { unit: event.notice.unitName }, text: event.notice.text };
    case 'notice.withdrawn':
      return {
        code: 'noticeWithdrawn',
        names: { unit: book.unit(event.unit) },
        text: book.notice(event.notice),
      };
    case 'channel.posted':
      return { code: 'channelPosted', text: event.message.text };
    case 'assist.ordered':
      return orderFact(book, event);
    case 'assist.talkStarted':
    case 'assist.talkEnded':
      return talkFact(book, event);
    default:
      return recordingFact(book, event);
  }
}

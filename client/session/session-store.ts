import { createStore } from 'zustand/vanilla';
import type { ParticipantId } from '../../core/id.ts';
import type { Source } from '../../protocol/media.ts';
import type { Identity, MeetingSession } from './contract.ts';

export const outsideMeeting: MeetingSession = {
  line: { kind: 'idle' },
  you: null,
  meeting: null,
  clockOffset: 0,
  counts: [],
  place: null,
  lineQualityById: {},
  microphone: { kind: 'off' },
  camera: { kind: 'off' },
  screen: { kind: 'off' },
  volume: 100,
  equipmentById: {},
  assisted: null,
};

/** Who is signed in. */
export const identityStore = createStore<{ readonly identity: Identity }>(() => ({
  identity: { kind: 'unknown' },
}));

/** The one meeting that this page is in, or outside of. */
export const meetingStore = createStore<MeetingSession>(() => outsideMeeting);

/** Key of a remote track: a participant sends at most one of each source. */
export type TrackKey = `${ParticipantId}/${Source}`;
export function trackKey(participant: ParticipantId, source: Source): TrackKey {
  return `${participant}/${source}`;
}

/** What is received: kept apart from the meeting, since it changes with another rhythm. */
export type Reception = {
  readonly trackByKey: Readonly<Record<TrackKey, MediaStreamTrack>>;
  /** dBov by participant as last heard; absent is silence. */
  readonly levelById: Readonly<Record<ParticipantId, number>>;
  /** The browser refuses to play sound until somebody touches the page. */
  readonly audioBlocked: boolean;
};
export const silentReception: Reception = { trackByKey: {}, levelById: {}, audioBlocked: false };
export const receptionStore = createStore<Reception>(() => silentReception);

import { type SpeechKind, usualLimitMs } from './speech.ts';

export const discussionModes = ['chair', 'open', 'questioning'] as const;
/**
 * How the floor is come by: the chair gives it; or, in a small meeting, whoever may hold it takes it, as far as there
 * is room; or the chair calls an asker and an answerer, who hold it together.
 */
export type DiscussionMode = (typeof discussionModes)[number];

export const requestRoutes = ['direct', 'climb'] as const;
/** Whose desk a request reaches first: the chair's of the hall, or the nearest chair's above who asks. */
export type RequestRoute = (typeof requestRoutes)[number];

export type MeetingSettings = {
  /** Who comes in without being admitted: everyone invited, or only sites (persons wait), or nobody (all wait). */
  readonly admission: 'invited' | 'sites' | 'nobody';
  /** Holders of the speech floor at one time; the chair does not count. */
  readonly maxSpeakers: number;
  readonly limitMsByKind: Readonly<Record<SpeechKind, number>>;
  /** How long before the end a speaker is warned; at most a quarter of the limit. */
  readonly warnBeforeMs: number;
  /** What happens when a speaker's time is up: nothing but the words on the screen, or the floor is taken back. */
  readonly whenTimeIsUp: 'nothing' | 'close';
  /** How long the chair's line may be gone before a deputy may act (design: 20 s). */
  readonly chairGraceMs: number;
  readonly discussion: DiscussionMode;
  readonly requestRoute: RequestRoute;
  /** How long a request waits at a desk whose chairs are all away before it passes upward. */
  readonly climbAfterMs: number;
};

export const usualSettings: MeetingSettings = {
  admission: 'invited',
  maxSpeakers: 2,
  limitMsByKind: usualLimitMs,
  warnBeforeMs: 60_000,
  whenTimeIsUp: 'nothing',
  chairGraceMs: 20_000,
  discussion: 'chair',
  requestRoute: 'direct',
  climbAfterMs: 60_000,
};

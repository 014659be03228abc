import { type SpeechKind, usualLimitMs } from './speech.ts';

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
};

export const usualSettings: MeetingSettings = {
  admission: 'invited',
  maxSpeakers: 2,
  limitMsByKind: usualLimitMs,
  warnBeforeMs: 60_000,
  whenTimeIsUp: 'nothing',
  chairGraceMs: 20_000,
};

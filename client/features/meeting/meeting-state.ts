import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting, Phase } from '../../../core/meeting.ts';
import type { Refusal } from '../../../core/refusal.ts';
import type { Line } from '../../session/contract.ts';

/** Which screen somebody in a meeting sees. A lost line is no screen of its own: it is told over any of these. */
export type MeetingState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'waiting'; readonly meeting: Meeting }
  | { readonly kind: 'lobby'; readonly meeting: Meeting }
  | { readonly kind: 'live'; readonly meeting: Meeting; readonly you: ParticipantId }
  | { readonly kind: 'closed'; readonly phase: Extract<Phase, { kind: 'closed' }> | null }
  | { readonly kind: 'replaced' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'failed'; readonly refusal: Refusal };

type Known = {
  readonly line: Line;
  readonly meeting: Meeting | null;
  readonly you: ParticipantId | null;
  /** What joining was answered with, null while it is not refused */
  readonly refusal: Refusal | null;
};

function ended(refusal: Refusal, meeting: Meeting | null): MeetingState {
  switch (refusal.code) {
    case 'replaced':
      return { kind: 'replaced' };
    case 'admission-denied':
      return { kind: 'denied' };
    case 'already-closed':
      return { kind: 'closed', phase: meeting?.phase.kind === 'closed' ? meeting.phase : null };
    default:
      return { kind: 'failed', refusal };
  }
}

/** Pure: what the session knows gives the screen. */
export function meetingState({ line, meeting, you, refusal }: Known): MeetingState {
  if (meeting?.phase.kind === 'closed') return { kind: 'closed', phase: meeting.phase };
  if (line.kind === 'ended') return ended(line.refusal, meeting);
  if (refusal !== null) return ended(refusal, meeting);
  if (meeting === null || you === null) return { kind: 'connecting' };
  switch (meeting.participantById[you]?.presence.kind) {
    case 'waiting':
      return { kind: 'waiting', meeting };
    case 'denied':
      return { kind: 'denied' };
    case 'present':
    case 'dropped':
      return meeting.phase.kind === 'live' ? { kind: 'live', meeting, you } : { kind: 'lobby', meeting };
    case 'absent':
    case 'left':
    case undefined:
      return { kind: 'connecting' };
  }
}

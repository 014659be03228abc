import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import type { Line, SignalOf } from '../../session/contract.ts';
import { speechState } from '../meeting/speech-state.ts';

/** The one thing about itself that a room must be able to read from its far end. */
export type SiteState =
  | { readonly kind: 'lost' }
  | { readonly kind: 'speaking' }
  | { readonly kind: 'timeUp' }
  | { readonly kind: 'next' }
  | { readonly kind: 'queued'; readonly place: number | null; readonly of: number }
  | { readonly kind: 'idle' };

type Known = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  readonly line: Line;
  readonly place: SignalOf<'place'> | null;
};

/** Pure: a lost line goes before everything, since nothing else is certain then. */
export function siteState({ meeting, you, line, place }: Known): SiteState {
  if (line.kind !== 'connected') return { kind: 'lost' };
  const speech = speechState(meeting, you, place);
  switch (speech.kind) {
    case 'speaking':
      return { kind: speech.grant.clock === 'up' ? 'timeUp' : 'speaking' };
    case 'next':
      return { kind: 'next' };
    case 'queued':
      return { kind: 'queued', place: speech.place, of: speech.of };
    case 'idle':
      return { kind: 'idle' };
  }
}

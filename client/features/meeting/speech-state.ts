import type { ParticipantId } from '../../../core/id.ts';
import type { FloorGrant, FloorRequest, Meeting } from '../../../core/meeting.ts';
import { grantHeldBy, requestOf } from '../../../core/queue.ts';
import type { SignalOf } from '../../session/contract.ts';

/** Where one stands with the speech floor. `place` is null until the hub has told it. */
export type SpeechState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'queued';
      readonly request: FloorRequest;
      readonly place: number | null;
      readonly of: number;
    }
  | { readonly kind: 'next'; readonly request: FloorRequest }
  | { readonly kind: 'speaking'; readonly grant: FloorGrant };

/** Pure. One's place comes from the hub's signal: a viewer's own part of the queue does not show who is before. */
export function speechState(
  meeting: Meeting,
  you: ParticipantId,
  place: SignalOf<'place'> | null,
): SpeechState {
  const grant = grantHeldBy(meeting, you, 'speech');
  if (grant !== null) return { kind: 'speaking', grant };
  const request = requestOf(meeting, you, 'speech');
  if (request === null) return { kind: 'idle' };
  if (place?.speech === 1) return { kind: 'next', request };
  return { kind: 'queued', request, place: place?.speech ?? null, of: place?.of ?? 0 };
}

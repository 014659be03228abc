import type { ParticipantId } from './id.ts';

/** Who wishes something. `system` parts speak for the hub itself and never for a person. */
export type Actor =
  | { readonly kind: 'participant'; readonly id: ParticipantId }
  | { readonly kind: 'administrator'; readonly id: string }
  /** Somebody who arranges a meeting from outside it; the hub has asked `mayArrange`. */
  | { readonly kind: 'convener'; readonly id: ParticipantId }
  | { readonly kind: 'system'; readonly part: 'clock' | 'media' | 'recorder' | 'hub' };

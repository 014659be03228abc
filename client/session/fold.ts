import { applyAll } from '../../core/apply.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { EntryBatch } from '../../protocol/message.ts';

export type Folded =
  | { readonly kind: 'folded'; readonly meeting: Meeting }
  /** Everything in the batch is already part of the meeting (a snapshot overtook it). */
  | { readonly kind: 'known' }
  /** Something before the batch was missed: ask for a snapshot. */
  | { readonly kind: 'gap' };

/**
 * Adds a batch to the meeting (rule of `EntryBatch.prev`): whoever stands before `prev` has missed something. Entries
 * already in the meeting are passed over, and the meeting then stands at the batch's `seq` even if this viewer was
 * shown none of its entries.
 */
export function foldBatch(meeting: Meeting, batch: EntryBatch): Folded {
  if (batch.seq <= meeting.seq) return { kind: 'known' };
  if (meeting.seq < batch.prev) return { kind: 'gap' };
  const fresh = batch.entries.filter((entry) => entry.seq > meeting.seq);
  return { kind: 'folded', meeting: { ...applyAll(meeting, fresh), seq: batch.seq } };
}

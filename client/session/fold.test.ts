import { describe, expect, it } from 'vitest';
import type { Entry } from '../../core/event.ts';
import type { Meeting } from '../../core/meeting.ts';
import {
  act,
  by,
  join,
  play,
  request,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import { foldBatch } from './fold.ts';

const present = play(
  scheduledMeeting(),
  [system('hub'), join(seats.chair.card)],
  [who.chair, { type: 'meeting.open' }],
);

/** The meeting after the delegate came in and asked for the floor, with the entries that led there. */
function story(): { readonly entries: readonly Entry[]; readonly after: Meeting } {
  const came = act(present, system('hub'), join(seats.delegate.card));
  const admitted =
    came.meeting.participantById[who.delegate]?.presence.kind === 'waiting'
      ? act(came.meeting, by(who.chair), { type: 'participant.admit', participant: who.delegate })
      : { meeting: came.meeting, entries: [] };
  const asked = act(admitted.meeting, by(who.delegate), request());
  return { entries: [...came.entries, ...admitted.entries, ...asked.entries], after: asked.meeting };
}

describe('foldBatch', () => {
  const { entries, after } = story();
  const seq = after.seq;

  it('VIEW-4: adds a batch that follows on', () => {
    const folded = foldBatch(present, { prev: present.seq, seq, entries });
    expect(folded).toEqual({ kind: 'folded', meeting: after });
  });
  it('stands at the batch’s sequence even if none of its entries was for this viewer', () => {
    const folded = foldBatch(present, { prev: present.seq, seq, entries: [] });
    expect(folded.kind === 'folded' && folded.meeting.seq).toBe(seq);
    expect(folded.kind === 'folded' && folded.meeting.queue).toEqual([]);
  });
  it('passes over entries that a snapshot already brought', () => {
    const later = act(after, by(who.chair), { type: 'microphone.open' });
    const both = [...entries, ...later.entries];
    // Folded twice, the request would stand in the queue twice.
    const folded = foldBatch(after, { prev: present.seq, seq: later.meeting.seq, entries: both });
    expect(folded).toEqual({ kind: 'folded', meeting: later.meeting });
  });
  it('knows a batch that lies wholly behind', () => {
    expect(foldBatch(after, { prev: present.seq, seq, entries })).toEqual({ kind: 'known' });
  });
  it('HUB-6: sees that something before the batch was missed', () => {
    expect(foldBatch(present, { prev: present.seq + 1, seq, entries: entries.slice(1) })).toEqual({
      kind: 'gap',
    });
  });
});

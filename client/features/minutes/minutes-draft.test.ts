import { describe, expect, it } from 'vitest';
import { emptyMinutes, type Minutes } from '../../../core/minutes/minutes.ts';
import { draftKey, forgetDrafts } from './draft-key.ts';
import { afterSave, decided, merge, readDraft } from './minutes-draft.ts';

const conclusion = (content: string) => ({ content, leadUnit: '', supportingUnits: [], due: null });
const base: Minutes = { ...emptyMinutes, sequence: 'Khai mạc', conclusions: [conclusion('Một')] };

describe('what was typed and not saved', () => {
  it('MINUTES-8: stays when another saves another part first, and takes that part over', () => {
    const draft = { base, minutes: { ...base, opinions: 'Của tôi' } };
    const latest = { ...base, conclusions: [conclusion('Một'), conclusion('Hai')] };
    expect(merge(draft, latest)).toEqual({
      base: latest,
      minutes: { ...latest, opinions: 'Của tôi' },
      conflicts: [],
      taken: ['conclusions'],
    });
  });

  it('MINUTES-8: stays beside what another made of the same part, until it is decided whose counts', () => {
    const draft = { base, minutes: { ...base, sequence: 'Của tôi', votes: 'Không' } };
    const latest = { ...base, sequence: 'Của họ', opinions: 'Ý kiến' };
    const merged = merge(draft, latest);
    expect([merged.conflicts, merged.taken, merged.minutes.sequence]).toEqual([
      ['sequence'],
      ['opinions'],
      'Của tôi',
    ]);
    // Typing on decides nothing, and a later save of theirs is seen.
    const typed = { base: merged.base, minutes: { ...merged.minutes, sequence: 'Của tôi, tiếp' } };
    expect(merge(typed, { ...latest, sequence: 'Của họ, tiếp' }).conflicts).toEqual(['sequence']);
    const mine = merge(decided(merged, 'sequence', { whose: 'mine', latest }), latest);
    const theirs = merge(decided(merged, 'sequence', { whose: 'theirs', latest }), latest);
    expect([mine.conflicts, mine.minutes.sequence]).toEqual([[], 'Của tôi']);
    expect([theirs.conflicts, theirs.minutes.sequence, theirs.minutes.votes]).toEqual([
      [],
      'Của họ',
      'Không',
    ]);
  });

  it('MINUTES-8: that both wrote the same is no conflict', () => {
    const latest = { ...base, sequence: 'Như nhau' };
    expect(merge({ base, minutes: latest }, latest)).toMatchObject({
      conflicts: [],
      taken: [],
      minutes: latest,
    });
  });

  it('MINUTES-8: is what was typed since, once it was saved, with what another saved meanwhile', () => {
    const sent = { ...base, sequence: 'Của tôi' };
    const saved = { ...sent, votes: 'Của họ' };
    expect(afterSave({ base, minutes: sent }, sent, saved)).toBeNull();
    const typed = { base, minutes: { ...sent, sequence: 'Của tôi, tiếp' } };
    const left = afterSave(typed, sent, saved)!;
    expect(merge(left, saved)).toMatchObject({
      minutes: { ...saved, sequence: 'Của tôi, tiếp' },
      conflicts: [],
    });
  });

  it('MINUTES-8: is read again from the device, and nothing is read from what makes no sense', () => {
    const draft = { base, minutes: { ...base, votes: 'Không' } };
    expect(readDraft(JSON.stringify(draft))).toEqual(draft);
    for (const kept of [
      null,
      '',
      '{}',
      '[1]',
      JSON.stringify({ base, minutes: {} }),
      JSON.stringify({ base, minutes: base }),
    ])
      expect(readDraft(kept)).toBeNull();
  });

  it('MINUTES-8: goes with who signs out, and nothing else does', () => {
    const kept = new Map(
      [draftKey('person:ha', 'm1'), 'diemcau.language', draftKey('person:ha', 'm2')].entries(),
    );
    const at = (index: number) => [...kept.values()][index] ?? null;
    const remove = (key: string) => {
      for (const [index, each] of kept) if (each === key) kept.delete(index);
    };
    forgetDrafts({
      get length() {
        return kept.size;
      },
      key: at,
      removeItem: remove,
    });
    expect([...kept.values()]).toEqual(['diemcau.language']);
  });
});

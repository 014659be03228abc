import { setImmediate as breath } from 'node:timers/promises';
import { type FoundPassage, mostTelling } from '../core/found-passage.ts';
import type { ParticipantId } from '../core/id.ts';
import type { Passage } from '../core/passage.ts';
import { glimpse, matchIn, type SearchWord } from '../core/search.ts';
import type { CatalogueLine, Hit } from '../protocol/archive.ts';

/** Places shown of each recording. */
const hitsOfEach = 20;
/** Longest text of one, in UTF-16. */
const hitLength = 240;
/** Passages looked through between two breaths of the event loop. */
const passagesAtOnce = 500;

function hitOf({ passage: { kind, text, atMs }, marks }: FoundPassage): Hit {
  return { kind, atMs, ...glimpse(text, marks, hitLength) };
}

/** What is looked for in passages; null: whatever it is. */
export type Wanted = {
  readonly words: readonly SearchWord[];
  readonly kind: Passage['kind'] | null;
  readonly speaker: ParticipantId | null;
};

/** Where the words stand, the most telling places first; without words, where the speaker began to speak. */
export async function hitsIn(
  passages: readonly Passage[],
  { words, kind, speaker }: Wanted,
): Promise<Pick<CatalogueLine, 'hits' | 'moreHits'>> {
  if (words.length === 0) {
    const spoken = passages.filter(({ participant }) => participant !== null && participant === speaker);
    const hits = spoken.slice(0, hitsOfEach).map((passage) => hitOf({ passage, marks: [], words: 0 }));
    return { hits, moreHits: spoken.length > hitsOfEach };
  }
  const found: FoundPassage[] = [];
  /** How many of a kind have all of the words: none is better than those. */
  const whole = new Map<Passage['kind'], number>();
  for (const [at, passage] of passages.entries()) {
    if (at > 0 && at % passagesAtOnce === 0) await breath();
    if (kind !== null && passage.kind !== kind) continue;

    const before = whole.get(passage.kind) ?? 0;
    // One more than is shown: that there are more is told.
    if (before > hitsOfEach) continue;
    const match = matchIn(passage.text, words);
    if (match.words === 0) continue;
    found.push({ passage, ...match });
    if (match.words === words.length) whole.set(passage.kind, before + 1);
  }
  return { hits: mostTelling(found, hitsOfEach).map(hitOf), moreHits: found.length > hitsOfEach };
}

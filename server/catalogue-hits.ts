import { setImmediate as breath } from 'node:timers/promises';
import { type FoundPassage, mostTelling } from '../core/found-passage.ts';
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

/** Where in a recording's passages the words were found, the most telling first; none: nothing was looked for. */
export async function hitsIn(
  passages: readonly Passage[],
  words: readonly SearchWord[],
): Promise<Pick<CatalogueLine, 'hits' | 'moreHits'>> {
  const found: FoundPassage[] = [];
  /** How many of a kind have all of the words: none is better than those. */
  const whole = new Map<Passage['kind'], number>();
  for (const [at, passage] of passages.entries()) {
    if (at > 0 && at % passagesAtOnce === 0) await breath();
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

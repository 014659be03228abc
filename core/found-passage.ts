import type { Passage } from './passage.ts';
import type { Match } from './search.ts';

/** A passage, and where the words that were looked for stand in it. */
export type FoundPassage = Match & { readonly passage: Passage };

/**
 * At most `most` of the passages found in a recording. Those with the most of the words come first; among those the
 * kinds take turns, so that twenty turns of a speaker do not hide the one conclusion. Within a kind the order stays.
 */
export function mostTelling(found: readonly FoundPassage[], most: number): readonly FoundPassage[] {
  const likeIt = new Map<string, number>();
  const placed = found.map((each) => {
    const like = `${each.words} ${each.passage.kind}`;
    const turn = likeIt.get(like) ?? 0;
    likeIt.set(like, turn + 1);
    return { each, turn };
  });
  return placed
    .sort((one, other) => other.each.words - one.each.words || one.turn - other.turn)
    .slice(0, most)
    .map(({ each }) => each);
}

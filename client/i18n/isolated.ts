/** Letters that run from right to left, and marks that turn a line round (Unicode's bidirectional algorithm). */
const turning =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const steering = /[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A name as it may stand in a sentence: whatever is in it, it turns round nothing beside it. Where elements follow each
 * other page.css sees to that; a sentence put together from words and names has no elements. Text without anything that
 * turns is the same text, so that it is found, copied and read out as it is written.
 */
export function isolated(text: string): string {
  return turning.test(text) ? `\u2068${text.replace(steering, '')}\u2069` : text;
}

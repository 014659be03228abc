/** What was logged within one minute. */
export type MinuteGroup<Line> = {
  /** The minute's beginning, epoch milliseconds. */
  readonly minute: number;
  readonly lines: readonly Line[];
};

const minuteMs = 60_000;

/** Lines in order, gathered by the minute they fall into. */
export function minuteGroups<Line extends { readonly at: number }>(
  lines: readonly Line[],
): readonly MinuteGroup<Line>[] {
  const groups: { minute: number; lines: Line[] }[] = [];
  for (const line of lines) {
    const minute = Math.floor(line.at / minuteMs) * minuteMs;
    const last = groups.at(-1);
    if (last?.minute === minute) last.lines.push(line);
    else groups.push({ minute, lines: [line] });
  }
  return groups;
}

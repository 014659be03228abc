import type { Signatory } from '../dossier/dossier.ts';

/**
 * The minutes of a meeting (biên bản cuộc họp), in its five parts: chair and those present; sequence; opinions; vote
 * results; conclusions. Every save is a version, kept in the meeting's file; the one that its chair approved counts.
 */

/** Kết luận: what is to be done, by whom, by when. */
export type Conclusion = {
  readonly content: string;
  /** Đơn vị chủ trì; empty: none was named. */
  readonly leadUnit: string;
  /** Đơn vị phối hợp. */
  readonly supportingUnits: readonly string[];
  /** Hạn, a day of the calendar as `YYYY-MM-DD`; null: none was set. */
  readonly due: string | null;
};

/** The parts that are text, in their order; conclusions come last. */
export const minutesTexts = ['presence', 'sequence', 'opinions', 'votes'] as const;
export type MinutesText = (typeof minutesTexts)[number];
export type MinutesPart = MinutesText | 'conclusions';

/** Lines are ended by a line feed. */
export type Minutes = Readonly<Record<MinutesText, string>> & {
  readonly conclusions: readonly Conclusion[];
};

/** Numbered from 1 within the file of the meeting. */
export type MinutesVersion = {
  readonly version: number;
  readonly minutes: Minutes;
  readonly by: Signatory;
  /** Epoch milliseconds. */
  readonly at: number;
};
export type ApprovedMinutes = MinutesVersion & {
  readonly approvedBy: Signatory;
  /** Epoch milliseconds. */
  readonly approvedAt: number;
};
/** What the file of a meeting holds of its minutes: what was written last, and what was approved last. */
export type MinutesBook = {
  readonly latest: MinutesVersion | null;
  readonly approved: ApprovedMinutes | null;
};

export const noMinutes: MinutesBook = { latest: null, approved: null };
export const emptyMinutes: Minutes = {
  presence: '',
  sequence: '',
  opinions: '',
  votes: '',
  conclusions: [],
};

/** As much as one version may hold, all parts together, in UTF-16 units: forty pages, and at most 300 KB. */
export const longestMinutes = 100_000;

function textsOf({ conclusions, ...texts }: Minutes): readonly string[] {
  return [
    ...minutesTexts.map((part) => texts[part]),
    ...conclusions.flatMap(({ content, leadUnit, supportingUnits, due }) => [
      content,
      leadUnit,
      ...supportingUnits,
      due ?? '',
    ]),
  ];
}

/** UTF-16 units of all that is written in them. */
export function minutesLength(minutes: Minutes): number {
  return textsOf(minutes).reduce((sum, { length }) => sum + length, 0);
}

/** Whether nothing is written in any part. */
export function isBlank(minutes: Minutes): boolean {
  return textsOf(minutes).every((text) => text.trim() === '');
}

function sameConclusion(one: Conclusion, other: Conclusion): boolean {
  return (
    one.content === other.content &&
    one.leadUnit === other.leadUnit &&
    one.due === other.due &&
    one.supportingUnits.length === other.supportingUnits.length &&
    one.supportingUnits.every((unit, index) => unit === other.supportingUnits[index])
  );
}

export function samePart(one: Minutes, other: Minutes, part: MinutesPart): boolean {
  if (part !== 'conclusions') return one[part] === other[part];
  return (
    one.conclusions.length === other.conclusions.length &&
    one.conclusions.every((conclusion, index) => {
      const beside = other.conclusions[index];
      return beside !== undefined && sameConclusion(conclusion, beside);
    })
  );
}

export function sameMinutes(one: Minutes, other: Minutes): boolean {
  return [...minutesTexts, 'conclusions' as const].every((part) => samePart(one, other, part));
}

/** What of the minutes words are looked for in: each line that is not empty, then each conclusion. */
export function minutesLines({ conclusions, ...texts }: Minutes): readonly string[] {
  const lines = minutesTexts.flatMap((part) => texts[part].split('\n').map((line) => line.trim()));
  const concluded = conclusions.map(({ content, leadUnit, supportingUnits }) =>
    [content.replaceAll('\n', ' ').trim(), leadUnit, ...supportingUnits]
      .filter((part) => part !== '')
      .join(' · '),
  );
  return [...lines, ...concluded].filter((line) => line !== '');
}

/** The kinds of speech of a government meeting or a council session (practice.md, "A meeting's life"). */
export const speechKinds = [
  'paper',
  'discussion',
  'secondTurn',
  'debate',
  'question',
  'answer',
  'questioningDebate',
  'explanation',
  'presentation',
] as const;
export type SpeechKind = (typeof speechKinds)[number];

/** *Tranh luận*: shown apart from the queue of those who want to speak (practice.md). */
export const debateKinds: readonly SpeechKind[] = ['debate', 'questioningDebate'];

const minute = 60_000;

/** Usual time limits in milliseconds; presets, editable in a meeting's settings (practice.md). */
export const usualLimitMs: Readonly<Record<SpeechKind, number>> = {
  paper: 10 * minute,
  discussion: 7 * minute,
  secondTurn: 3 * minute,
  debate: 3 * minute,
  question: 1 * minute,
  answer: 3 * minute,
  questioningDebate: 2 * minute,
  explanation: 10 * minute,
  presentation: 15 * minute,
};

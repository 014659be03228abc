import type { ParticipantId } from './id.ts';
import { type Minutes, minutesLines } from './minutes/minutes.ts';
import { nameLine, type RecordedMeeting } from './recorded-meeting.ts';
import { votedFromMs } from './recorded-vote.ts';

/** Something in a recording that words are looked for in (ARCHIVE-5). */
export type Passage = {
  readonly kind: 'title' | 'agenda' | 'speaker' | 'opinion' | 'notice' | 'vote' | 'document' | 'minutes';
  readonly text: string;
  /** Who speaks. */
  readonly participant: ParticipantId | null;
  /** Milliseconds from the recording's beginning; null: from nowhere in particular. */
  readonly atMs: number | null;
};

type Item = { readonly title: string; readonly presenter: string };

const titlePassage = (text: string): Passage => ({ kind: 'title', text, participant: null, atMs: null });

function itemPassage({ title, presenter }: Item, atMs: number | null): Passage {
  const text = presenter === '' ? title : `${title} (${presenter})`;
  return { kind: 'agenda', text, participant: null, atMs };
}

/** What can be found of a recording before there is anything in it. */
export function firstPassages(title: string, agenda: readonly Item[]): readonly Passage[] {
  return [titlePassage(title), ...agenda.map((item) => itemPassage(item, null))];
}

/** From where its agenda item was taken up; of one that was not, and of the meeting as a whole, from the beginning. */
function documentPassages({ documents, agenda }: RecordedMeeting): readonly Passage[] {
  const beginningOf = new Map(agenda.map(({ item, runs }) => [item.id, runs[0]?.startMs]));
  return documents.map(({ item, title, fileName }) => ({
    kind: 'document',
    // Most are called as their files are.
    text: fileName.startsWith(title) ? fileName : `${title} (${fileName})`,
    participant: null,
    atMs: (item === null ? undefined : beginningOf.get(item)) ?? 0,
  }));
}

/**
 * All that can be found in a recording: its title, each time an agenda item was taken up, each turn of a speaker, what
 * was written, what was put to the vote, and the documents. Who conducts is found where they began to, not after each
 * speaker again.
 */
export function passagesOf(title: string, recorded: RecordedMeeting): readonly Passage[] {
  let conductor: ParticipantId | null = null;
  const speakers = recorded.turns.flatMap(({ card, conducting, startMs }): readonly Passage[] => {
    if (conducting && card.participant === conductor) return [];
    if (conducting) conductor = card.participant;
    return [{ kind: 'speaker', text: nameLine(card), participant: card.participant, atMs: startMs }];
  });
  return [
    titlePassage(title),
    ...recorded.agenda.flatMap(({ item, runs }) =>
      runs.length === 0 ? [itemPassage(item, null)] : runs.map(({ startMs }) => itemPassage(item, startMs)),
    ),
    ...speakers,
    ...recorded.writings.map(
      ({ kind, author, text, atMs }): Passage => ({
        kind,
        text: author === '' ? text : `${author}: ${text}`,
        participant: null,
        atMs,
      }),
    ),
    ...recorded.votes.map(
      (vote): Passage => ({
        kind: 'vote',
        text: vote.question,
        participant: null,
        atMs: votedFromMs(vote),
      }),
    ),
    ...documentPassages(recorded),
  ];
}

/** What can be found in the minutes: a passage for each line and each conclusion. No moment of the recording shows it. */
export function minutesPassages(minutes: Minutes): readonly Passage[] {
  return minutesLines(minutes).map((text) => ({ kind: 'minutes', text, participant: null, atMs: null }));
}

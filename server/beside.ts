import type { MeetingDocument } from '../core/document.ts';
import type { AgendaItemId } from '../core/id.ts';
import type { Card } from '../core/meeting.ts';
import type { RecordedItem, RecordedMeeting } from '../core/recorded-meeting.ts';
import type { RecordedVote } from '../core/recorded-vote.ts';
import type { BesideDocuments, BesideReply, BesideVote, NamedVoter } from '../protocol/archive.ts';
import type { RecordingContent } from './catalogue-content.ts';

const nothingRecorded: RecordedMeeting = {
  turns: [],
  agenda: [],
  seats: [],
  writings: [],
  votes: [],
  documents: [],
};

/** What the viewer is shown of it. */
export type BesideView = {
  /** Who chose what in a named vote (ARCHIVE-9). */
  readonly names: boolean;
  /** Ids of the documents whose files the viewer may fetch (ARCHIVE-10). */
  readonly readable: ReadonlySet<string>;
};

function nameOf({ name, position, unitName }: Card): NamedVoter {
  return { name, position, unitName };
}

function outcomeOf({ outcome, secrecy }: RecordedVote, names: boolean): BesideVote['outcome'] {
  if (outcome?.state !== 'counted') return outcome;
  const { state, tally, carried, ballots, hands } = outcome;
  const named =
    names && secrecy === 'named'
      ? {
          ballots: ballots.map(({ voter, choice }) => ({ ...nameOf(voter), choice })),
          hands: hands.map(({ site, ...counts }) => ({
            ...nameOf(site),
            for: counts.for,
            against: counts.against,
            abstain: counts.abstain,
          })),
        }
      : null;
  return { state, tally, carried, named };
}

function voteOf(vote: RecordedVote, names: boolean): BesideVote {
  const { id, question, item, secrecy, majority, openedMs, closedMs } = vote;
  const outcome = outcomeOf(vote, names);
  return { vote: id, question, item, secrecy, majority, openedMs, closedMs, outcome };
}

function documentOf(
  { id, title, fileName, mediaType, bytes, from }: MeetingDocument,
  readable: ReadonlySet<string>,
): BesideDocuments['documents'][number] {
  return { document: id, title, fileName, mediaType, bytes, from, readable: readable.has(id) };
}

/** By agenda item, in the order of the agenda; first those of the meeting as a whole. */
function documentsOf(
  agenda: readonly RecordedItem[],
  documents: readonly MeetingDocument[],
  readable: ReadonlySet<string>,
): readonly BesideDocuments[] {
  const known = new Set<AgendaItemId | null>(agenda.map(({ item }) => item.id));
  const byItem = Map.groupBy(documents, ({ item }) => (known.has(item) ? item : null));
  const groups: readonly (Omit<BesideDocuments, 'documents'> & { readonly id: AgendaItemId | null })[] = [
    { id: null, item: null, runs: [] },
    ...agenda.map(({ item, runs }) => ({ id: item.id, item: item.title, runs })),
  ];
  return groups.flatMap(({ id, item, runs }) => {
    const own = (byItem.get(id) ?? []).map((document) => documentOf(document, readable));
    return own.length === 0 ? [] : [{ item, runs, documents: own }];
  });
}

/** What is read beside the film. */
export function besideOf({ agenda, recorded }: RecordingContent, view: BesideView): BesideReply {
  const { turns, seats, writings, votes, documents, ...rest } = recorded ?? nothingRecorded;
  const items = recorded === null ? agenda.map((item) => ({ item, runs: [] })) : rest.agenda;
  return {
    turns: turns.map(({ startMs, endMs, card: { participant, name, position, unitName } }) => ({
      startMs,
      endMs,
      participant,
      name,
      position,
      unitName,
    })),
    agenda: items.flatMap(({ item: { title, presenter }, runs }): BesideReply['agenda'] =>
      runs.length === 0
        ? [{ title, presenter, startMs: null, endMs: null }]
        : runs.map(({ startMs, endMs }) => ({ title, presenter, startMs, endMs })),
    ),
    attendance: seats.map(({ card: { participant, name, position, unitName }, stretches }) => ({
      participant,
      name,
      position,
      unitName,
      stretches,
    })),
    writings,
    votes: votes.map((vote) => voteOf(vote, view.names)),
    documents: documentsOf(items, documents, view.readable),
  };
}

import { may } from '../../../core/authority.ts';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Card, Meeting, Participant, Presence } from '../../../core/meeting.ts';
import { type Ballot, type Vote, type VoteChoice, voteChoices } from '../../../core/vote.ts';
import { hasVote } from '../../../core/voter.ts';
import { matches } from '../../ui/fold-text.ts';

/** Somebody with a vote, and what they cast. `presence` is null for who is no longer seen here. */
export type VoterRow = {
  readonly card: Card;
  readonly presence: Presence['kind'] | null;
  readonly choice: VoteChoice | 'sealed' | null;
};

const vietnamese = new Intl.Collator('vi', { numeric: true });

/** A Vietnamese name is put in order by its last word, then by the whole of it. */
export function byGivenName(a: Pick<Card, 'name'>, b: Pick<Card, 'name'>): number {
  const given = ({ name }: Pick<Card, 'name'>) => name.trim().split(/\s+/u).at(-1) ?? '';
  return vietnamese.compare(given(a), given(b)) || vietnamese.compare(a.name, b.name);
}

function choiceOf({ choice }: Ballot): VoterRow['choice'] {
  return typeof choice === 'string' ? choice : 'sealed';
}

/** Whether this viewer is shown what somebody voted: it oversees their seat. */
function isOverseen(meeting: Meeting, you: ParticipantId, { unit }: Card): boolean {
  return may(meeting, you, 'roster.view', unit);
}

/**
 * Those with a vote whose seats this viewer oversees, and whoever of them cast one, by name. Of a vote that has ended
 * only those who cast one are known: who has a vote now need not have had it then.
 */
export function voterRows(meeting: Meeting, vote: Vote, you: ParticipantId): readonly VoterRow[] {
  const cast = vote.ballots
    .filter(({ voter }) => isOverseen(meeting, you, voter))
    .map(
      (ballot): VoterRow => ({
        card: ballot.voter,
        presence: meeting.participantById[ballot.voter.participant]?.presence.kind ?? null,
        choice: choiceOf(ballot),
      }),
    );
  const done = new Set(cast.map(({ card }) => card.participant));
  const others = vote.state === 'open' ? Object.values(meeting.participantById) : [];
  const open = others
    .filter(
      ({ card }) =>
        !done.has(card.participant) &&
        isOverseen(meeting, you, card) &&
        hasVote(meeting, card.participant, vote.hall),
    )
    .map(({ card, presence }): VoterRow => ({ card, presence: presence.kind, choice: null }));
  return [...cast, ...open].toSorted((a, b) => byGivenName(a.card, b.card));
}

/** How the lists of voters follow each other: who is still waited for comes first. */
export const rowGroups = ['missing', ...voteChoices, 'sealed'] as const;
export type RowGroup = (typeof rowGroups)[number];

/** The rows in their groups, without the empty ones. */
export function groupedRows(
  rows: readonly VoterRow[],
): readonly { readonly group: RowGroup; readonly rows: readonly VoterRow[] }[] {
  const byGroup = Map.groupBy(rows, ({ choice }): RowGroup => choice ?? 'missing');
  return rowGroups.flatMap((group) => {
    const of = byGroup.get(group);
    return of === undefined ? [] : [{ group, rows: of }];
  });
}

/**
 * Rooms of the vote's hall whose hands this viewer may enter (VOTE-4): those there first, then by name; only what
 * matches the query.
 */
export function roomsOf(
  meeting: Meeting,
  { vote, you, query }: { vote: Vote; you: ParticipantId; query: string },
): readonly Participant[] {
  const isThere = ({ presence }: Participant) => (presence.kind === 'present' ? 0 : 1);
  return Object.values(meeting.participantById)
    .filter(
      ({ card }) =>
        card.kind === 'site' &&
        may(meeting, you, 'vote.conduct', card.unit) &&
        hallOf(meeting, card.participant) === vote.hall &&
        matches(card.name, query),
    )
    .toSorted((a, b) => isThere(a) - isThere(b) || vietnamese.compare(a.card.name, b.card.name));
}

import type { EventOf } from '../event.ts';
import { unopened } from '../vote.ts';
import type { LogBook } from './book.ts';
import { type Fact, type TypesOf, whom } from './fact.ts';

export type VoteCode =
  | 'voteOpened'
  | 'voteOpenedSecret'
  | 'voteCastFor'
  | 'voteCastAgainst'
  | 'voteCastAbstain'
  | 'voteCastSecret'
  | 'voteHandsCounted'
  | 'voteClosed'
  | 'voteTimeUp'
  | 'voteCounted'
  | 'voteAnnulled'
  | 'voteUnopened'
  | 'documentAdded'
  | 'documentChanged'
  | 'documentWithdrawn';

export type VoteEventOfLog = EventOf<TypesOf<'vote' | 'document'>>;

function castFact(book: LogBook, event: EventOf<'vote.cast'>): Fact<VoteCode> {
  const about = { ...whom(book, event.participant), text: book.vote(event.vote) };
  const { choice } = event.ballot;
  switch (choice) {
    case 'for':
      return { code: 'voteCastFor', ...about };
    case 'against':
      return { code: 'voteCastAgainst', ...about };
    case 'abstain':
      return { code: 'voteCastAbstain', ...about };
    default:
      return { code: 'voteCastSecret', ...about };
  }
}

function annulledFact(book: LogBook, { vote, reason }: EventOf<'vote.annulled'>): Fact<VoteCode> {
  // By the hub, which could not open what was sealed; a code then, where people write a reason.
  if (reason === unopened) return { code: 'voteUnopened', text: book.vote(vote) };
  return { code: 'voteAnnulled', names: { title: book.vote(vote) }, text: reason };
}

/** Votes and documents. */
export function voteFact(book: LogBook, event: VoteEventOfLog): Fact<VoteCode> {
  switch (event.type) {
    case 'vote.opened': {
      const code = event.vote.secrecy === 'secret' ? 'voteOpenedSecret' : 'voteOpened';
      return { code, text: event.vote.question };
    }
    case 'vote.cast':
      return castFact(book, event);
    case 'vote.handsCounted': {
      const { site: _, ...tally } = event.hands;
      return {
        code: 'voteHandsCounted',
        ...whom(book, event.participant),
        values: { tally },
        text: book.vote(event.vote),
      };
    }
    case 'vote.closed':
      return { code: event.why === 'time' ? 'voteTimeUp' : 'voteClosed', text: book.vote(event.vote) };
    case 'vote.counted': {
      const { voters: count, ...tally } = event.tally;
      return { code: 'voteCounted', values: { count, tally }, text: book.vote(event.vote) };
    }
    case 'vote.annulled':
      return annulledFact(book, event);
    case 'document.added':
      return { code: 'documentAdded', names: { title: event.document.title } };
    case 'document.changed':
      return { code: 'documentChanged', names: { title: event.title } };
    case 'document.withdrawn':
      return { code: 'documentWithdrawn', names: { title: book.document(event.document) } };
  }
}

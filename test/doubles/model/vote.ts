import type { ParticipantId, UnitId, VoteId } from '../../../core/id.ts';
import type { Vote, VoteChoice } from '../../../core/vote.ts';
import { type Rule, standstill } from './rule.ts';
import { hallOf, may } from './standing.ts';
import type { Model, PutVote } from './state.ts';

/* Biểu quyết. What was sealed is never opened here: the hub says what was in it. */

type Counts = Readonly<Record<VoteChoice, number>>;
const sumOf = (counts: Counts): number => counts.for + counts.against + counts.abstain;

/** VOTE-2. */
function hasVote(model: Model, who: ParticipantId, hall: UnitId): boolean {
  const person = model.people.get(who);
  if (person?.kind !== 'person' || person.presence === 'denied') return false;
  return may(model, who, 'vote.cast', person.unit) && hallOf(model, who) === hall;
}

function voteOf(model: Model, id: VoteId): PutVote | undefined {
  return model.votes.find((vote) => vote.id === id);
}

function count(vote: PutVote, choices: Counts): void {
  const all = [choices, ...vote.hands.values()];
  const sum = (choice: VoteChoice) => all.reduce((before, each) => before + each[choice], 0);
  vote.state = 'counted';
  vote.tally = [vote.voters ?? 0, sum('for'), sum('against'), sum('abstain')];
  if (vote.secrecy === 'secret') vote.ballots.clear();
}

/** VOTE-5. */
export function closeVotes(model: Model, ends: (vote: PutVote) => boolean): void {
  for (const vote of model.votes.filter((each) => each.state === 'open' && ends(each))) {
    const persons = [...model.people.keys()].filter(
      (who) => vote.ballots.has(who) || hasVote(model, who, vote.hall),
    );
    vote.voters = [...vote.hands.values()].reduce((sum, each) => sum + sumOf(each), persons.length);
    vote.state = 'counting';
    const chosen = (choice: VoteChoice) =>
      [...vote.ballots.values()].filter((each) => each === choice).length;
    if (vote.secrecy === 'named')
      count(vote, { for: chosen('for'), against: chosen('against'), abstain: chosen('abstain') });
  }
}

function annul(vote: PutVote): void {
  vote.state = 'annulled';
  vote.tally = null;
  if (vote.secrecy === 'secret') vote.ballots.clear();
}

/** VOTE-9: why the hub's count is not taken; undefined: it is. */
export function refusedCount(model: Model, id: VoteId): 'not-found' | 'not-voting' | undefined {
  const vote = voteOf(model, id);
  if (vote === undefined) return 'not-found';
  return vote.state === 'counting' ? undefined : 'not-voting';
}

export function countSealed(model: Model, id: VoteId, choices: Counts | null): void {
  const vote = voteOf(model, id);
  if (vote === undefined) return;
  if (choices === null || sumOf(choices) !== vote.ballots.size) annul(vote);
  else count(vote, choices);
}

/** What of a vote is compared. */
export function faceOfVote(vote: PutVote): string {
  const { hall, secrecy, state, ballots, hands, tally } = vote;
  return JSON.stringify([hall, secrecy, state, [...ballots], [...hands].map(handsText), tally]);
}

function handsText([site, { for: inFavour, against, abstain }]: readonly [string, Counts]): string {
  return `${site} ${inFavour} ${against} ${abstain}`;
}

/** The same of the core's. */
export function faceOfCoreVote({ hall, secrecy, ballots, hands, ...vote }: Vote): string {
  const tally =
    vote.state === 'counted'
      ? [vote.tally.voters, vote.tally.for, vote.tally.against, vote.tally.abstain]
      : null;
  const cast = ballots.map(({ voter, choice }) => [
    voter.participant,
    typeof choice === 'string' ? choice : 'sealed',
  ]);
  const counted = hands.map(({ site, ...counts }) => handsText([site.participant, counts]));
  return JSON.stringify([hall, secrecy, vote.state, cast, counted, tally]);
}

type VoteType = 'vote.open' | 'vote.cast' | 'vote.countHands' | 'vote.close' | 'vote.annul';
/** The items of the small meeting: what changes its agenda is none of the model's. */
const items: readonly (string | null)[] = [null, 'a1', 'a2'];

export const voteRules = {
  'vote.open': (model, self, { item, secrecy, limitMs }) => {
    const hall = hallOf(model, self.id);
    return {
      needs: { permission: 'vote.conduct', over: hall },
      refusals: [
        ...standstill(model, hall),
        model.votes.some((vote) => vote.state === 'open' && vote.hall === hall) && 'already-voting',
        !items.includes(item) && 'not-found',
      ],
      happens: () =>
        model.votes.push({
          ...{ id: null, hall, secrecy, limitMs, at: model.now, state: 'open' },
          ...{ ballots: new Map(), hands: new Map(), voters: null, tally: null },
        }),
    };
  },
  'vote.cast': (model, self, { vote: id, choice }) => {
    const vote = voteOf(model, id);
    const isPlain = typeof choice === 'string';
    return {
      refusals: [
        (vote === undefined || !hasVote(model, self.id, vote.hall)) && 'no-vote',
        vote !== undefined && vote.state !== 'open' && 'not-voting',
        vote !== undefined && isPlain !== (vote.secrecy === 'named') && 'invalid-message',
      ],
      happens: () => {
        const told = isPlain ? choice : 'sealed';
        // What is the same already keeps its place; what was sealed is never known to be.
        if (isPlain && vote?.ballots.get(self.id) === told) return;
        vote?.ballots.delete(self.id);
        vote?.ballots.set(self.id, told);
      },
    };
  },
  'vote.countHands': (model, _, { vote: id, participant, for: inFavour, against, abstain }) => {
    const vote = voteOf(model, id);
    const site = model.people.get(participant);
    return {
      needs: { permission: 'vote.conduct', over: site?.unit },
      refusals: [
        vote === undefined && 'not-found',
        vote !== undefined && vote.state !== 'open' && 'not-voting',
        vote?.secrecy === 'secret' && 'no-vote',
        site?.kind !== 'site' && 'not-a-site',
        vote !== undefined && hallOf(model, participant) !== vote.hall && 'elsewhere',
      ],
      happens: () => {
        const before = vote?.hands.get(participant);
        const isSame = before?.for === inFavour && before.against === against && before.abstain === abstain;
        if (isSame) return;
        vote?.hands.delete(participant);
        vote?.hands.set(participant, { for: inFavour, against, abstain });
      },
    };
  },
  'vote.close': (model, _, { vote: id }) => {
    const vote = voteOf(model, id);
    return {
      needs: { permission: 'vote.conduct', over: vote?.hall },
      refusals: [vote?.state !== 'open' && 'not-voting'],
      happens: () => closeVotes(model, (each) => each === vote),
    };
  },
  'vote.annul': (model, _, { vote: id }) => {
    const vote = voteOf(model, id);
    return {
      needs: { permission: 'vote.conduct', over: vote?.hall },
      refusals: [vote?.state === 'annulled' && 'not-voting'],
      happens: () => vote && annul(vote),
    };
  },
} as const satisfies { [T in VoteType]: Rule<T> };

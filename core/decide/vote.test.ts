import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  drop,
  id,
  join,
  liveMeeting,
  meetingWithoutChair,
  places,
  play,
  scheduledMeeting,
  seats,
  start,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { CommandOf } from '../command.ts';
import type { AgendaItemId, ParticipantId, UnitId, VoteId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { redact } from '../redact.ts';
import { nextDeadline } from '../timing.ts';
import { receivesEvent } from '../view.ts';
import { isCarried, openVote, type VoteChoice, voteById } from '../vote.ts';
import { hasVote, votersOf } from '../voter.ts';

const hub = system('hub');
const { central, province } = places;

function put(change: Partial<CommandOf<'vote.open'>> = {}): CommandOf<'vote.open'> {
  return {
    type: 'vote.open',
    question: 'Thông qua nghị quyết',
    item: null,
    secrecy: 'named',
    majority: 'half',
    limitMs: null,
    ...change,
  };
}

/** The vote that a hall is asked for. Throws if there is none: then the test itself is wrong. */
function openIn(meeting: Meeting, hall: UnitId = central) {
  const vote = openVote(meeting, hall);
  if (vote === null) throw new Error(`${hall} is asked for no vote`);
  return vote;
}

const cast = (vote: VoteId, choice: VoteChoice | { readonly sealed: string }) =>
  ({ type: 'vote.cast', vote, choice }) as const;
const close = (vote: VoteId) => ({ type: 'vote.close', vote }) as const;
const annul = (vote: VoteId) => ({ type: 'vote.annul', vote, reason: 'Hỏi lại' }) as const;
const hands = (vote: VoteId, participant: ParticipantId, inFavour: number, against = 0) =>
  ({ type: 'vote.countHands', vote, participant, for: inFavour, against, abstain: 0 }) as const;
const count = (vote: VoteId, choices: CommandOf<'vote.count'>['choices']) =>
  ({ type: 'vote.count', vote, choices }) as const;
const openSidebar = (unit: UnitId) => ({ type: 'sidebar.open', unit }) as const;
const closeSidebar = (unit: UnitId) => ({ type: 'sidebar.close', unit }) as const;

const live = liveMeeting();
const named = play(live, [who.chair, put()]);
const vote = openIn(named);
const secret = play(live, [who.secretary, put({ secrecy: 'secret' })]);
const alone = play(live, [who.provinceChair, openSidebar(province)]);

/** Those of the small meeting who have a vote while all sit together. */
const voters = [
  who.chair,
  who.deputy,
  who.secondDeputy,
  who.provinceChair,
  who.districtChair,
  who.otherProvinceChair,
  who.delegate,
  who.farDelegate,
];

function tallyIn(meeting: Meeting, vote: VoteId) {
  const known = voteById(meeting, vote);
  return known?.state === 'counted' ? known.tally : null;
}

describe('putting to the vote', () => {
  it.each([
    ['its chair', who.chair],
    ['its secretary', who.secretary],
  ])('VOTE-1: a question is put to the hall by %s', (_, actor) => {
    const { events, meeting } = act(live, by(actor), put({ limitMs: 60_000 }), at(5));
    expect(events).toMatchObject([{ type: 'vote.opened', vote: { hall: central, openedAt: at(5) } }]);
    expect(openIn(meeting)).toMatchObject({ state: 'open', limitMs: 60_000, ballots: [], hands: [] });
  });

  it('VOTE-1: by nobody else, nor by a deputy who acts for the chair', () => {
    for (const actor of [who.operator, who.delegate, who.provinceChair, who.provinceSecretary, who.deputy])
      expect(act(live, by(actor), put()).refusal).toBe('not-permitted');
    const acting = meetingWithoutChair();
    expect(act(acting, by(who.deputy), put()).refusal).toBe('not-permitted');
    expect(act(acting, by(who.secretary), put()).refusal).toBeNull();
  });

  it('VOTE-1: one at a time in a hall, several halls each for itself', () => {
    expect(act(named, by(who.secretary), put()).refusal).toBe('already-voting');
    const both = play(alone, [who.chair, put()], [who.provinceChair, put()]);
    expect(openIn(both, central).id).not.toBe(openIn(both, province).id);
    const ended = play(both, [who.chair, close(openIn(both).id)]);
    expect(openVote(ended, central)).toBeNull();
    expect(openVote(ended, province)).not.toBeNull();
    expect(act(ended, by(who.chair), put()).refusal).toBeNull();
  });

  it('VOTE-1: only while the hall sits', () => {
    const early = play(scheduledMeeting(), [hub, join(seats.chair.card)]);
    expect(act(early, by(who.chair), put()).refusal).toBe('not-live');
    const resting = play(live, [who.chair, { type: 'meeting.rest', until: null }]);
    expect(act(resting, by(who.chair), put()).refusal).toBe('meeting-resting');
    const adjourned = play(alone, [who.chair, { type: 'meeting.close' }]);
    expect(act(adjourned, by(who.chair), put()).refusal).toBe('already-closed');
    expect(act(adjourned, by(who.provinceChair), put()).refusal).toBeNull();
  });

  it('VOTE-1: under the item that is named, else under the current one', () => {
    const [first, second] = live.agenda.map((item) => item.id);
    const atFirst = play(live, [who.chair, { type: 'agenda.select', item: first! }]);
    expect(openIn(play(atFirst, [who.chair, put()])).item).toBe(first);
    expect(openIn(play(atFirst, [who.chair, put({ item: second! })])).item).toBe(second);
    expect(openIn(named).item).toBeNull();
    expect(act(live, by(who.chair), put({ item: id<AgendaItemId>('none') })).refusal).toBe('not-found');
  });

  it('VOTE-1: two hundred times in a meeting', () => {
    const { id: known, ...rest } = { ...vote, state: 'annulled', reason: '', closedAt: start } as const;
    const many = Array.from({ length: 199 }, (_, index) => ({
      ...rest,
      id: id<VoteId>(`${known}.${index}`),
    }));
    const last = play({ ...live, votes: many }, [who.chair, put()]);
    const closed = play(last, [who.chair, close(openIn(last).id)]);
    expect(act(closed, by(who.chair), put()).refusal).toBe('too-many');
  });
});

describe('having a vote', () => {
  it('VOTE-2: have the persons with that right over their own seat who sit in the hall, there or not', () => {
    const everybody = Object.keys(live.participantById) as ParticipantId[];
    expect(everybody.filter((each) => hasVote(live, each, central)).sort()).toEqual([...voters].sort());
    expect(votersOf(named, vote)).toBe(8);
    const gone = play(
      named,
      [who.farDelegate, { type: 'participant.leave' }],
      [hub, drop(who.districtChair)],
      [who.chair, { type: 'participant.deny', participant: who.delegate }],
    );
    // Whoever was turned away is none of the assembly.
    expect(votersOf(gone, vote)).toBe(7);
    expect(votersOf(play(named, [who.provinceChair, openSidebar(province)]), vote)).toBe(5);
  });

  it.each([
    ['a secretary', who.secretary],
    ['a guest', who.guest],
    ['an observer', who.observer],
    ['a room', who.communeSite],
    ['the recorder', who.recorder],
  ])('VOTE-2: not %s', (_, actor) => {
    expect(act(named, by(actor), cast(vote.id, 'for')).refusal).toBe('no-vote');
  });

  it('VOTE-2: not in another hall, nor where there is no such vote', () => {
    const apart = play(alone, [who.chair, put()]);
    expect(act(apart, by(who.delegate), cast(openIn(apart).id, 'for')).refusal).toBe('no-vote');
    expect(act(apart, by(who.farDelegate), cast(openIn(apart).id, 'for')).refusal).toBeNull();
    expect(act(live, by(who.delegate), cast(vote.id, 'for')).refusal).toBe('no-vote');
  });
});

describe('casting', () => {
  it('VOTE-3: one choice each, replaced as often as one likes until the vote is closed', () => {
    const first = act(named, by(who.delegate), cast(vote.id, 'for'));
    expect(first.events).toMatchObject([
      { type: 'vote.cast', participant: who.delegate, ballot: { choice: 'for' } },
    ]);
    expect(act(first.meeting, by(who.delegate), cast(vote.id, 'for')).events).toEqual([]);
    const second = play(
      first.meeting,
      [who.farDelegate, cast(vote.id, 'abstain')],
      [who.delegate, cast(vote.id, 'against')],
    );
    const ballots = openIn(second).ballots.map(({ voter, choice }) => [voter.participant, choice]);
    expect(ballots).toEqual([
      [who.farDelegate, 'abstain'],
      [who.delegate, 'against'],
    ]);
    const closed = play(second, [who.chair, close(vote.id)]);
    expect(tallyIn(closed, vote.id)).toEqual({ voters: 8, for: 0, against: 1, abstain: 1 });
    expect(act(closed, by(who.delegate), cast(vote.id, 'for')).refusal).toBe('not-voting');
  });

  it.each([
    ['goes to another hall', [who.provinceChair, openSidebar(province)], 5],
    ['is removed', [who.chair, { type: 'participant.deny', participant: who.delegate }], 8],
    [
      'loses the role',
      [who.chair, { type: 'role.revoke', participant: who.delegate, role: 'delegate', unit: places.commune }],
      8,
    ],
  ] as const)('VOTE-3: it counts, and its voter does, who %s afterwards', (_, step, before) => {
    const voted = play(named, [who.delegate, cast(vote.id, 'for')], step);
    const closed = play(voted, [who.chair, close(vote.id)]);
    // Three of the province went with the delegate, but the delegate's own vote stays.
    const all = before === 5 ? 6 : before;
    expect(tallyIn(closed, vote.id)).toEqual({ voters: all, for: 1, against: 0, abstain: 0 });
  });
});

describe('hands in rooms', () => {
  it('VOTE-4: are entered by who conducts votes over the room, and entered anew', () => {
    const counted = play(
      named,
      [who.provinceSecretary, hands(vote.id, who.communeSite, 9, 2)],
      [who.secretary, hands(vote.id, who.farSite, 4)],
      [who.chair, hands(vote.id, who.communeSite, 10, 2)],
    );
    expect(act(counted, by(who.chair), hands(vote.id, who.communeSite, 10, 2)).events).toEqual([]);
    expect(votersOf(counted, openIn(counted))).toBe(8 + 16);
    const closed = play(counted, [who.delegate, cast(vote.id, 'for')], [who.chair, close(vote.id)]);
    expect(tallyIn(closed, vote.id)).toEqual({ voters: 24, for: 15, against: 2, abstain: 0 });
    expect(act(closed, by(who.chair), hands(vote.id, who.farSite, 5)).refusal).toBe('not-voting');
  });

  it('VOTE-4: not by who conducts another part, nor of a person, another hall or a secret vote', () => {
    const refusal = (actor: ParticipantId, meeting: Meeting, room: ParticipantId) =>
      act(meeting, by(actor), hands(openIn(meeting).id, room, 1)).refusal;
    expect(refusal(who.provinceSecretary, named, who.farSite)).toBe('not-permitted');
    expect(refusal(who.provinceOperator, named, who.communeSite)).toBe('not-permitted');
    expect(refusal(who.chair, named, who.delegate)).toBe('not-a-site');
    const apart = play(alone, [who.chair, put()]);
    expect(refusal(who.chair, apart, who.communeSite)).toBe('elsewhere');
    expect(refusal(who.chair, secret, who.communeSite)).toBe('no-vote');
    expect(act(named, by(who.chair), hands(id('v0'), who.communeSite, 1)).refusal).toBe('not-found');
  });
});

describe('closing', () => {
  it('VOTE-5: what was cast by name is counted at once', () => {
    const voted = play(named, [who.delegate, cast(vote.id, 'for')]);
    for (const actor of [who.delegate, who.provinceChair, who.operator])
      expect(act(voted, by(actor), close(vote.id)).refusal).toBe('not-permitted');
    const { events, meeting } = act(voted, by(who.secretary), close(vote.id), at(9));
    expect(events).toEqual([
      { type: 'vote.closed', vote: vote.id, why: 'conductor', voters: 8 },
      { type: 'vote.counted', vote: vote.id, tally: { voters: 8, for: 1, against: 0, abstain: 0 } },
    ]);
    expect(voteById(meeting, vote.id)).toMatchObject({ state: 'counted', closedAt: at(9) });
    expect(act(meeting, by(who.chair), close(vote.id)).refusal).toBe('not-voting');
    expect(act(live, by(who.chair), close(vote.id)).refusal).toBe('not-found');
  });

  it('VOTE-5: when its time is up, also while the meeting rests', () => {
    const limited = play(
      live,
      [who.chair, put({ limitMs: 60_000 })],
      [who.chair, { type: 'meeting.rest', until: null }],
      [who.delegate, cast(vote.id, 'against')],
    );
    expect(openIn(limited).ballots).toHaveLength(1);
    expect(nextDeadline(limited)).toBe(at(60_000));
    const tick = { type: 'clock.tick' } as const;
    expect(act(limited, system('clock'), tick, at(59_999)).events).toEqual([]);
    expect(act(limited, system('clock'), tick, at(60_000)).events).toMatchObject([
      { type: 'vote.closed', why: 'time' },
      { type: 'vote.counted', tally: { against: 1 } },
    ]);
  });

  it('VOTE-5: with the meeting, and with its hall alone', () => {
    const both = play(alone, [who.chair, put()], [who.provinceChair, put()]);
    const [main, own] = [openIn(both).id, openIn(both, province).id];
    const adjourned = act(both, by(who.chair), { type: 'meeting.close' });
    expect(adjourned.events.map(({ type }) => type)).toEqual([
      'vote.closed',
      'vote.counted',
      'meeting.adjourned',
    ]);
    expect(openVote(adjourned.meeting, province)?.id).toBe(own);
    const over = act(adjourned.meeting, by(who.provinceChair), closeSidebar(province));
    expect(over.events.map(({ type }) => type)).toEqual([
      'vote.closed',
      'vote.counted',
      'sidebar.closed',
      'meeting.closed',
    ]);
    expect([main, own].map((each) => voteById(over.meeting, each)?.state)).toEqual(['counted', 'counted']);
    const back = act(both, by(who.chair), closeSidebar(province));
    expect(back.events).toMatchObject([
      { type: 'vote.closed', vote: own, why: 'hall', voters: 3 },
      { type: 'vote.counted', vote: own, tally: { voters: 3 } },
      { type: 'sidebar.closed' },
    ]);
  });

  it.each([
    ['half', { voters: 8, for: 5 }, true],
    ['half', { voters: 8, for: 4 }, false],
    ['half', { voters: 0, for: 0 }, false],
    ['two-thirds', { voters: 9, for: 6 }, true],
    ['two-thirds', { voters: 9, for: 5 }, false],
    ['two-thirds', { voters: 8, for: 6 }, true],
    ['two-thirds', { voters: 8, for: 5 }, false],
    ['two-thirds', { voters: 0, for: 0 }, false],
  ] as const)('VOTE-6: of all who have a vote: %s, %j, carried: %s', (majority, tally, carried) => {
    expect(isCarried({ against: 0, abstain: 0, ...tally }, majority)).toBe(carried);
  });
});

describe('annulling', () => {
  it('VOTE-7: an open vote and a counted one, with a reason, once, by who conducts the hall’s votes', () => {
    const voted = play(named, [who.delegate, cast(vote.id, 'for')]);
    for (const meeting of [voted, play(voted, [who.chair, close(vote.id)])]) {
      for (const actor of [who.provinceChair, who.delegate])
        expect(act(meeting, by(actor), annul(vote.id)).refusal).toBe('not-permitted');
      const { events, meeting: after } = act(meeting, by(who.secretary), annul(vote.id), at(7));
      expect(events).toEqual([{ type: 'vote.annulled', vote: vote.id, reason: 'Hỏi lại' }]);
      const annulled = voteById(after, vote.id);
      expect(annulled).toMatchObject({ state: 'annulled', reason: 'Hỏi lại' });
      expect(annulled).not.toHaveProperty('tally');
      expect(annulled?.ballots).toHaveLength(1);
      expect(act(after, by(who.chair), annul(vote.id)).refusal).toBe('not-voting');
      expect(act(after, by(who.delegate), cast(vote.id, 'for')).refusal).toBe('not-voting');
      expect(act(after, by(who.chair), put()).refusal).toBeNull();
    }
    expect(act(live, by(who.chair), annul(vote.id)).refusal).toBe('not-found');
  });
});

describe('in secret', () => {
  const { id: ballot } = openIn(secret);
  const sealed = (text: string) => cast(ballot, { sealed: text });
  const voted = play(secret, [who.delegate, sealed('a')], [who.farDelegate, sealed('b')]);

  it('VOTE-8: a choice is taken only as the hub sealed it, and by name only in the clear', () => {
    expect(act(secret, by(who.delegate), cast(ballot, 'for')).refusal).toBe('invalid-message');
    expect(act(named, by(who.delegate), cast(vote.id, { sealed: 'a' })).refusal).toBe('invalid-message');
    expect(openIn(voted).ballots.map(({ choice }) => choice)).toEqual([{ sealed: 'a' }, { sealed: 'b' }]);
    const again = play(voted, [who.delegate, sealed('c')]);
    expect(openIn(again).ballots.map(({ choice }) => choice)).toEqual([{ sealed: 'b' }, { sealed: 'c' }]);
  });

  it('VOTE-9: it is counted when the hub has opened it, and then nothing of a ballot is left', () => {
    const closed = act(voted, by(who.chair), close(ballot), at(3));
    expect(closed.events).toEqual([{ type: 'vote.closed', vote: ballot, why: 'conductor', voters: 8 }]);
    expect(voteById(closed.meeting, ballot)).toMatchObject({ state: 'counting', voters: 8 });
    expect(act(closed.meeting, by(who.farDelegate), sealed('c')).refusal).toBe('not-voting');
    const choices = { for: 1, against: 1, abstain: 0 };
    expect(act(closed.meeting, by(who.chair), count(ballot, choices)).refusal).toBe('not-permitted');
    const { events, meeting } = act(closed.meeting, hub, count(ballot, choices), at(4));
    expect(events).toEqual([{ type: 'vote.counted', vote: ballot, tally: { voters: 8, ...choices } }]);
    expect(voteById(meeting, ballot)).toMatchObject({ state: 'counted', closedAt: at(3), ballots: [] });
    expect(act(meeting, hub, count(ballot, choices)).refusal).toBe('not-voting');
    expect(act(voted, hub, count(ballot, choices)).refusal).toBe('not-voting');
    expect(act(voted, hub, count(id('v0'), choices)).refusal).toBe('not-found');
  });

  it('VOTE-9: also after its hall and the meeting have ended, of those who had a vote then', () => {
    const apart = play(alone, [who.provinceChair, put({ secrecy: 'secret' })]);
    const own = openIn(apart, province).id;
    const back = play(
      apart,
      [who.delegate, cast(own, { sealed: 'a' })],
      [who.chair, closeSidebar(province)],
      [who.chair, { type: 'meeting.close' }],
    );
    expect(back.phase.kind).toBe('closed');
    const counted = play(back, [hub, count(own, { for: 1, against: 0, abstain: 0 })]);
    expect(tallyIn(counted, own)).toEqual({ voters: 3, for: 1, against: 0, abstain: 0 });
  });

  it.each([
    ['the hub cannot open them', null],
    ['one of them cannot be opened', { for: 1, against: 0, abstain: 0 }],
  ])('VOTE-9: it is annulled where %s', (_, choices) => {
    const closed = play(voted, [who.chair, close(ballot)]);
    const { events, meeting } = act(closed, hub, count(ballot, choices));
    expect(events).toEqual([{ type: 'vote.annulled', vote: ballot, reason: 'sealed' }]);
    expect(voteById(meeting, ballot)).toMatchObject({ state: 'annulled', ballots: [] });
  });

  it('VOTE-7: annulled while it is open or being counted, it is not counted any more', () => {
    for (const meeting of [voted, play(voted, [who.chair, close(ballot)])]) {
      const annulled = play(meeting, [who.chair, annul(ballot)]);
      expect(voteById(annulled, ballot)?.ballots).toEqual([]);
      const choices = { for: 2, against: 0, abstain: 0 };
      expect(act(annulled, hub, count(ballot, choices)).refusal).toBe('not-voting');
    }
  });
});

describe('who sees a vote', () => {
  const voted = play(
    named,
    [who.delegate, cast(vote.id, 'for')],
    [who.farDelegate, cast(vote.id, 'against')],
    [who.chair, hands(vote.id, who.communeSite, 3)],
  );
  const seenBy = (viewer: ParticipantId) => {
    const [shown] = redact(voted, viewer).votes;
    return shown && [shown.question, shown.ballots.map(({ voter }) => voter.participant), shown.hands.length];
  };

  it.each([
    ['a delegate their own ballot', who.delegate, [who.delegate], 0],
    ['a guest none', who.guest, [], 0],
    ['a room its own hands', who.communeSite, [], 1],
    ['a province’s chair those of the province', who.provinceChair, [who.delegate], 1],
    ['the secretary all', who.secretary, [who.delegate, who.farDelegate], 1],
  ])('VOTE-10: everybody of the hall sees the question, %s', (_, viewer, ballots, rooms) => {
    expect(seenBy(viewer)).toEqual(['Thông qua nghị quyết', ballots, rooms]);
  });

  it('VOTE-10: everybody of the hall is told the result, and those of another hall nothing', () => {
    const apart = play(alone, [who.chair, put()]);
    const { events } = act(apart, by(who.chair), close(openIn(apart).id));
    for (const event of events) {
      expect(receivesEvent(apart, event, who.guest)).toBe(true);
      expect(receivesEvent(apart, event, who.delegate)).toBe(false);
    }
    expect(redact(apart, who.delegate).votes).toEqual([]);
  });
});

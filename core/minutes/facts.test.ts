import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  founding,
  grant,
  id,
  join,
  places,
  type Step,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import { apply, found } from '../apply.ts';
import type { Entry } from '../event.ts';
import type { VoteId } from '../id.ts';
import { createLogReader } from '../log-line.ts';
import type { Meeting } from '../meeting.ts';
import { minutesFacts } from './facts.ts';

const personOf = ({ card: { name, position, unitName } }: (typeof seats)[keyof typeof seats]) => ({
  name,
  position,
  unitName,
});

/** Opened at 1 s; the commune speaks on the first item, hands something in on the second, and nobody reaches more. */
function held() {
  const first = founding();
  let meeting: Meeting = found(first.event, first.seq);
  const entries: Entry[] = [first];
  const step = (...[actor, command, now]: Step): void => {
    const outcome = act(meeting, typeof actor === 'string' ? by(actor) : actor, command, now);
    if (outcome.refusal !== null) throw new Error(`${command.type}: ${outcome.refusal}`);
    entries.push(...outcome.entries);
    meeting = outcome.entries.reduce(apply, meeting);
  };
  const [opening, reports] = meeting.agenda.map((item) => item.id);
  for (const seat of [seats.chair, seats.secretary, seats.delegate, seats.centralSite, seats.communeSite])
    step(system('hub'), join(seat.card), at(0));
  step(who.chair, { type: 'meeting.open' }, at(1_000));
  step(who.chair, { type: 'agenda.select', item: opening! }, at(2_000));
  step(who.chair, grant(who.communeSite), at(3_000));
  step(who.communeSite, { type: 'floor.release', grant: meeting.grants[0]!.id }, at(9_000));
  step(who.chair, { type: 'meeting.rest', until: null }, at(10_000));
  step(who.chair, { type: 'meeting.resume' }, at(11_000));
  step(who.chair, { type: 'agenda.select', item: reports! }, at(12_000));
  step(who.delegate, { type: 'opinion.write', opinion: null, topic: 'Đường', text: 'Sạt lở' }, at(13_000));
  step(who.chair, { type: 'agenda.select', item: null }, at(14_000));
  step(who.chair, grant(who.centralSite), at(15_000));
  const lines = () => {
    const read = createLogReader();
    return entries.map(read);
  };
  return { step, meeting: () => meeting, facts: () => minutesFacts(meeting, lines()), opening };
}

describe('what the record tells for the minutes', () => {
  const { step, meeting, facts, opening } = held();
  step(who.chair, { type: 'meeting.close' }, at(20_000));
  const told = facts();

  it('MINUTES-5: who led and kept them, and when the meeting was', () => {
    expect([told.openedAt, told.closedAt]).toEqual([at(1_000), at(20_000)]);
    expect([told.chairs, told.secretaries]).toEqual([[personOf(seats.chair)], [personOf(seats.secretary)]]);
    expect(told.deputies).toHaveLength(2);
    expect(told.rests).toEqual([{ from: at(10_000), to: at(11_000) }]);
  });

  it('MINUTES-5: who was there, and who was not', () => {
    expect(told.sites.filter(({ came }) => came).map(({ name }) => name)).toEqual([
      seats.centralSite.card.name,
      seats.communeSite.card.name,
    ]);
    const there = told.delegates.filter(({ came }) => came).map(({ name }) => name);
    expect(there.sort()).toEqual([seats.chair, seats.delegate, seats.secretary].map(({ card }) => card.name));
    expect(told.unitNames[0]).toBe('unit TW');
  });

  it('MINUTES-5: each item with its times, speakers and opinions in order, and what stood under none', () => {
    expect(told.items.map(({ title, runs }) => [title, runs])).toEqual([
      ['Opening', [{ from: at(2_000), to: at(12_000) }]],
      ['Reports', [{ from: at(12_000), to: at(14_000) }]],
      [null, []],
    ]);
    const [first, second, none] = told.items;
    expect(first?.speeches).toEqual([
      { ...personOf(seats.communeSite), kind: 'discussion', from: at(3_000), spokenMs: 6_000 },
    ]);
    expect(second?.opinions).toEqual([{ ...personOf(seats.delegate), topic: 'Đường', text: 'Sạt lở' }]);
    expect(none?.speeches.map(({ name }) => name)).toEqual([seats.centralSite.card.name]);
  });

  it('MINUTES-5: votes of the main hall that were counted, and no others', () => {
    const base = {
      id: id<VoteId>('v1'),
      hall: places.central,
      item: opening ?? null,
      question: 'Thông qua nghị quyết?',
      secrecy: 'secret',
      majority: 'half',
      openedAt: at(4_000),
      limitMs: null,
      ballots: [],
      hands: [],
      closedAt: at(5_000),
    } as const;
    const tally = { voters: 4, for: 3, against: 1, abstain: 0 };
    const votes: Meeting['votes'] = [
      { ...base, state: 'counted', tally },
      { ...base, id: id<VoteId>('v2'), hall: places.province, state: 'counted', tally },
      { ...base, id: id<VoteId>('v3'), state: 'annulled', reason: 'Sai câu hỏi' },
    ];
    const { question, secrecy, majority, openedAt } = base;
    expect(minutesFacts({ ...meeting(), votes }, []).votes).toEqual([
      { question, item: 'Opening', secrecy, majority, openedAt, tally, carried: true },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  delegate,
  drop,
  grant,
  grantOf,
  id,
  isOpen,
  liveMeeting,
  places,
  play,
  request,
  requestBy,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { debatesAt, pendingAt } from '../queue.ts';

const live = liveMeeting({ settings: { discussion: 'questioning', maxSpeakers: 1 } });
const call = (asker: ParticipantId, answerer: ParticipantId) =>
  ({ type: 'question.call', asker, answerer }) as const;
const end = { type: 'question.end' } as const;
const called = play(live, [who.chair, call(who.delegate, who.guest)]);

function holders(meeting: Meeting): readonly (readonly [ParticipantId, string])[] {
  return meeting.grants.map(({ holder, kind }) => [holder.participant, kind]);
}

function debaters(meeting: Meeting): readonly ParticipantId[] {
  return debatesAt(meeting, places.central).map(({ beneficiary }) => beneficiary.participant);
}

describe('a question', () => {
  it('QUESTION-1: asker and answerer hold the floor together, whatever room there is', () => {
    expect(holders(called)).toEqual([
      [who.delegate, 'question'],
      [who.guest, 'answer'],
    ]);
    expect([grantOf(called, who.delegate).limitMs, grantOf(called, who.guest).limitMs]).toEqual([
      60_000, 180_000,
    ]);
    expect([who.delegate, who.guest].every((each) => isOpen(called, each))).toBe(true);
    expect(called.questions).toMatchObject([
      { hall: places.central, asker: { participant: who.delegate }, endedAt: null },
    ]);
    expect(act(called, by(who.chair), grant(who.farDelegate)).refusal).toBe('floor-full');
  });

  it('QUESTION-1: whoever else has the floor gives it back, a unit too, but not what is shown', () => {
    const busy = play(
      live,
      [who.secretary, request({ floor: 'content' })],
      [who.chair, delegate(places.province)],
      [who.provinceChair, grant(who.communeSite)],
      [who.chair, call(who.farDelegate, who.guest)],
    );
    expect(busy.delegations).toEqual([]);
    expect(isOpen(busy, who.communeSite)).toBe(false);
    expect(holders(busy)).toEqual([
      [who.secretary, 'presentation'],
      [who.farDelegate, 'question'],
      [who.guest, 'answer'],
    ]);
  });

  it('QUESTION-1: whoever speaks already goes on as asker or answerer, with an open microphone', () => {
    const speaking = play(live, [who.chair, grant(who.guest)], [who.chair, call(who.delegate, who.guest)]);
    expect(holders(speaking).map(([, kind]) => kind)).toEqual(['question', 'answer']);
    expect(isOpen(speaking, who.guest)).toBe(true);
    expect(grantOf(speaking, who.guest).holder.microphone).toBe('on');
    expect(speaking.speeches).toHaveLength(1);
  });

  it('QUESTION-1: a request of theirs becomes the floor', () => {
    const asked = play(live, [who.delegate, request({ kind: 'question' })]);
    const answered = play(asked, [who.chair, call(who.delegate, who.guest)]);
    expect(grantOf(answered, who.delegate).id).toBe(requestBy(asked, who.delegate).id);
    expect(answered.queue).toEqual([]);
  });

  it('QUESTION-1: needs two who are there and may speak', () => {
    const refusal = (meeting: Meeting, asker: ParticipantId, answerer: ParticipantId) =>
      act(meeting, by(who.chair), call(asker, answerer)).refusal;
    expect(refusal(live, who.delegate, who.delegate)).toBe('already-holding');
    expect(refusal(live, who.delegate, id<ParticipantId>('person:nobody'))).toBe('not-found');
    expect(refusal(live, who.observer, who.guest)).toBe('never-speaks');
    const lost = play(live, [system('hub'), drop(who.delegate)]);
    expect(refusal(lost, who.guest, who.delegate)).toBe('not-present');
    const alone = play(live, [who.chair, { type: 'sidebar.open', unit: places.province }]);
    expect(refusal(alone, who.delegate, who.guest)).toBe('elsewhere');
  });

  it('QUESTION-1: is called in questioning alone, by who conducts the hall', () => {
    const other = play(live, [who.chair, { type: 'settings.change', settings: { discussion: 'chair' } }]);
    expect(act(other, by(who.chair), call(who.delegate, who.guest)).refusal).toBe('not-questioning');
    expect(act(live, by(who.provinceChair), call(who.delegate, who.guest)).refusal).toBe('not-permitted');
  });

  it('QUESTION-1: two who press at once call it once; another one follows it', () => {
    expect(act(called, by(who.chair), call(who.delegate, who.guest)).refusal).toBe('already-holding');
    const next = play(called, [who.chair, call(who.farDelegate, who.guest), at(9)]);
    expect(holders(next)).toEqual([
      [who.farDelegate, 'question'],
      [who.guest, 'answer'],
    ]);
    expect(next.questions).toHaveLength(1);
    const over = play(
      called,
      [who.delegate, { type: 'floor.release', grant: grantOf(called, who.delegate).id }],
      [who.guest, { type: 'floor.release', grant: grantOf(called, who.guest).id }],
    );
    expect(holders(play(over, [who.chair, call(who.delegate, who.guest)]))).toHaveLength(2);
  });

  it('QUESTION-2: either gives the floor back alone, and the end takes it from both', () => {
    const asked = play(called, [
      who.delegate,
      { type: 'floor.release', grant: grantOf(called, who.delegate).id },
    ]);
    expect(holders(asked)).toEqual([[who.guest, 'answer']]);
    const both = act(called, by(who.chair), end, at(9));
    expect(holders(both.meeting)).toEqual([]);
    expect(both.events.at(-1)).toEqual({ type: 'question.ended', hall: places.central });
    expect(both.meeting.questions).toMatchObject([{ endedAt: at(9) }]);
    expect(holders(play(asked, [who.chair, end]))).toEqual([]);
  });

  it('QUESTION-2: the end takes no floor that was given for something else, and there is one to each', () => {
    const over = play(called, [who.chair, end]);
    expect(act(over, by(who.chair), end).refusal).toBe('not-found');
    expect(act(live, by(who.chair), end).refusal).toBe('not-found');
    const debating = play(
      called,
      [who.delegate, { type: 'floor.release', grant: grantOf(called, who.delegate).id }],
      [who.guest, { type: 'floor.release', grant: grantOf(called, who.guest).id }],
      [who.chair, grant(who.delegate, { kind: 'questioningDebate' })],
      [who.chair, end],
    );
    expect(holders(debating)).toEqual([[who.delegate, 'questioningDebate']]);
  });

  it('QUESTION-3: whoever asked comes first among those who debate, until the next question', () => {
    const debate = request({ kind: 'questioningDebate' });
    const answered = play(called, [who.farSite, debate], [who.communeSite, debate], [who.chair, end]);
    const asker = play(answered, [who.delegate, debate]);
    expect(debaters(asker)).toEqual([who.delegate, who.farSite, who.communeSite]);
    const moved = play(asker, [
      who.chair,
      { type: 'floor.move', request: requestBy(asker, who.delegate).id, position: 1 },
    ]);
    expect(debaters(moved)).toEqual([who.farSite, who.delegate, who.communeSite]);
    const next = play(answered, [who.chair, call(who.farDelegate, who.guest)], [who.delegate, debate]);
    expect(debaters(next)).toEqual([who.farSite, who.communeSite, who.delegate]);
    const other = play(
      answered,
      [who.chair, { type: 'settings.change', settings: { discussion: 'chair' } }],
      [who.delegate, debate],
    );
    expect(debaters(other)).toEqual([who.farSite, who.communeSite, who.delegate]);
  });

  it('QUESTION-3: has no priority to speak of anything else', () => {
    const over = play(
      called,
      [who.chair, end],
      [who.communeSite, request({ kind: 'debate' })],
      [who.farSite, request()],
      [who.delegate, request()],
    );
    expect(pendingAt(over, places.central).map(({ beneficiary }) => beneficiary.participant)).toEqual([
      who.farSite,
      who.delegate,
    ]);
  });
});

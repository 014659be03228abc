import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  delegate,
  delegationTo,
  grant,
  grantOf,
  id,
  liveMeeting,
  places,
  play,
  request,
  requestBy,
  who,
} from '../test/doubles/meeting.ts';
import type { AgendaItemId, ParticipantId } from './id.ts';
import type { AgendaItem, Meeting } from './meeting.ts';
import { debateKindOf, limitOf, turnOf } from './turn.ts';

const select = (item: string | null) =>
  [who.chair, { type: 'agenda.select', item: item === null ? null : id<AgendaItemId>(item) }] as const;

function withItem(change: Partial<Pick<AgendaItem, 'kinds' | 'limitMsByKind'>>): Meeting {
  const items = [
    { title: 'One', presenter: '', plannedMs: null },
    { title: 'Two', presenter: '', plannedMs: null, ...change },
  ];
  return play(liveMeeting({ agenda: items }), select('a2'));
}

/** Somebody has the floor and gives it back. */
function speak(meeting: Meeting, participant: ParticipantId, kind: 'discussion' | 'debate' = 'discussion') {
  const given = play(meeting, [who.chair, grant(participant, { kind })]);
  return play(given, [participant, { type: 'floor.release', grant: grantOf(given, participant).id }, at(9)]);
}

describe('limits', () => {
  const meeting = withItem({ limitMsByKind: { paper: 120_000 } });

  it('KIND-1: are the current item’s own, else the meeting’s', () => {
    expect([limitOf(meeting, 'paper'), limitOf(meeting, 'discussion')]).toEqual([120_000, 420_000]);
    expect(limitOf(play(meeting, select('a1')), 'paper')).toBe(600_000);
    const given = play(meeting, [who.chair, grant(who.delegate, { kind: 'paper' })]);
    expect(grantOf(given, who.delegate)).toMatchObject({ limitMs: 120_000, item: 'a2' });
  });

  it('KIND-1: are the meeting’s in a subtree that goes on alone', () => {
    const alone = play(
      meeting,
      [who.chair, { type: 'sidebar.open', unit: places.province }],
      [who.provinceChair, grant(who.delegate, { kind: 'paper' })],
    );
    expect(grantOf(alone, who.delegate)).toMatchObject({ limitMs: 600_000, item: null });
  });
});

describe('an item that names kinds', () => {
  const papers = withItem({ kinds: ['paper', 'debate'] });

  it('KIND-2: takes only these', () => {
    const refusal = (actor: ParticipantId, command: Parameters<typeof act>[2]) =>
      act(papers, by(actor), command).refusal;
    expect(refusal(who.delegate, request())).toBe('kind-not-taken');
    expect(refusal(who.delegate, request({ kind: 'paper' }))).toBeNull();
    expect(refusal(who.chair, grant(who.delegate, { kind: 'question' }))).toBe('kind-not-taken');
    expect(refusal(who.chair, delegate(places.province, { kind: 'question' }))).toBe('kind-not-taken');
    const list = { type: 'floor.enlist', participants: [who.delegate], limitMs: null } as const;
    expect(refusal(who.chair, { ...list, kind: 'answer' })).toBe('kind-not-taken');
    expect(refusal(who.chair, { ...list, kind: 'paper' })).toBeNull();
    expect(refusal(who.delegate, request({ floor: 'content' }))).toBeNull();
  });

  it('KIND-2: its first kind is what nobody named', () => {
    expect(grantOf(play(papers, [who.chair, grant(who.delegate)]), who.delegate).kind).toBe('paper');
    const called = play(papers, [who.chair, delegate(places.province)]);
    expect(delegationTo(called, places.province).kind).toBe('paper');
  });

  it('KIND-2: what was asked before it is not called, and is given as another kind', () => {
    const asked = play(papers, select('a1'), [who.delegate, request()], select('a2'));
    expect(act(asked, by(who.chair), { type: 'floor.next' }).refusal).toBe('queue-empty');
    expect(act(asked, by(who.chair), grant(who.delegate)).refusal).toBe('kind-not-taken');
    const given = play(asked, [who.chair, grant(who.delegate, { kind: 'paper' })]);
    expect(grantOf(given, who.delegate).id).toBe(requestBy(asked, who.delegate).id);
  });

  it('KIND-2: questioning needs question and answer', () => {
    const question = { type: 'question.call', asker: who.delegate, answerer: who.guest } as const;
    const mode = [who.chair, { type: 'settings.change', settings: { discussion: 'questioning' } }] as const;
    expect(act(play(papers, mode), by(who.chair), question).refusal).toBe('kind-not-taken');
    const both = play(withItem({ kinds: ['question', 'answer'] }), mode);
    expect(act(both, by(who.chair), question).refusal).toBeNull();
  });
});

describe('a debate asked for with one press', () => {
  const questioned = (meeting: Meeting): Meeting => ({
    ...meeting,
    settings: { ...meeting.settings, discussion: 'questioning' },
  });

  it('is one of questioning while one is questioned', () => {
    expect(debateKindOf(liveMeeting())).toBe('debate');
    expect(debateKindOf(questioned(liveMeeting()))).toBe('questioningDebate');
  });

  it('KIND-2: is the one that the agenda item takes', () => {
    expect(debateKindOf(questioned(withItem({ kinds: ['question', 'debate'] })))).toBe('debate');
    expect(debateKindOf(withItem({ kinds: ['questioningDebate'] }))).toBe('questioningDebate');
    expect(debateKindOf(withItem({ kinds: ['paper'] }))).toBe('debate');
  });
});

describe('turns', () => {
  const meeting = speak(withItem({ kinds: ['discussion'] }), who.delegate);

  it('KIND-3: whoever has discussed an item asks, and is given, a second turn', () => {
    const asked = play(meeting, [who.delegate, request()]);
    expect(requestBy(asked, who.delegate)).toMatchObject({ kind: 'secondTurn', turn: 2 });
    const given = play(asked, [who.chair, grant(who.delegate)]);
    expect(grantOf(given, who.delegate)).toMatchObject({ kind: 'secondTurn', limitMs: 180_000, turn: 2 });
    const unasked = play(meeting, [who.chair, grant(who.delegate)]);
    expect(grantOf(unasked, who.delegate)).toMatchObject({ kind: 'secondTurn', turn: 2 });
    expect(turnOf(speak(meeting, who.delegate), who.delegate)).toBe(3);
  });

  it('KIND-3: unless who gives the floor, or lists, says otherwise', () => {
    const named = play(meeting, [who.chair, grant(who.delegate, { kind: 'discussion' })]);
    expect(grantOf(named, who.delegate)).toMatchObject({ kind: 'discussion', limitMs: 420_000, turn: 2 });
    const list = {
      type: 'floor.enlist',
      participants: [who.delegate],
      kind: 'discussion',
      limitMs: null,
    } as const;
    const listed = play(meeting, [who.chair, list], [who.chair, { type: 'floor.next' }]);
    expect(grantOf(listed, who.delegate).kind).toBe('discussion');
  });

  it('KIND-3: another speaker, another item, or another kind before it, is a first discussion', () => {
    const kindOf = (before: Meeting, participant: ParticipantId) =>
      grantOf(play(before, [who.chair, grant(participant)]), participant).kind;
    expect(kindOf(meeting, who.guest)).toBe('discussion');
    expect(kindOf(play(meeting, select('a1')), who.delegate)).toBe('discussion');
    const debated = speak(withItem({}), who.delegate, 'debate');
    expect(kindOf(debated, who.delegate)).toBe('discussion');
    expect(turnOf(debated, who.delegate)).toBe(2);
    expect(kindOf(speak(play(meeting, select(null)), who.guest), who.guest)).toBe('discussion');
  });
});

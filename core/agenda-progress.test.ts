import { describe, expect, it } from 'vitest';
import { at, join, play, scheduledMeeting, seats, system, who } from '../test/doubles/meeting.ts';
import { agendaProgress } from './agenda-progress.ts';
import type { AgendaItemId } from './id.ts';
import type { AgendaItem } from './meeting.ts';

const minute = 60_000;
function item(name: string, minutes: number | null): AgendaItem {
  return {
    id: name as AgendaItemId,
    title: name,
    presenter: '',
    plannedMs: minutes === null ? null : minutes * minute,
    kinds: [],
    limitMsByKind: {},
  };
}
const agenda = [item('a', 10), item('b', 20), item('c', 30)];
const waiting = play(
  scheduledMeeting(),
  [system('hub'), join(seats.chair.card)],
  [who.chair, { type: 'agenda.change', agenda }],
);
const select = (name: string | null, minutes: number) =>
  [who.chair, { type: 'agenda.select', item: name as AgendaItemId | null }, at(minutes * minute)] as const;
const open = play(waiting, [who.chair, { type: 'meeting.open' }, at(5 * minute)]);

describe('agendaProgress', () => {
  it('AGENDA-4: says when each item was to begin, up to the first without a planned length', () => {
    const planned = agendaProgress(waiting, at(0)).items.map(({ plannedAt }) => plannedAt);
    expect(planned).toEqual([at(0), at(10 * minute), at(30 * minute)]);
    const loose = { ...waiting, agenda: [item('a', 10), item('b', null), item('c', 30)] };
    expect(agendaProgress(loose, at(0)).items.map(({ plannedAt }) => plannedAt)).toEqual([
      at(0),
      at(10 * minute),
      null,
    ]);
  });
  it('AGENDA-4: adds up what an item took, over all its stretches, and what is beyond its plan', () => {
    const back = play(open, select('a', 5), select('b', 12), select('a', 20));
    const [a, b, c] = agendaProgress(back, at(26 * minute)).items;
    expect(a).toMatchObject({ state: 'current', startedAt: at(5 * minute), endedAt: null });
    expect([a?.spentMs, a?.overrunMs]).toEqual([13 * minute, 3 * minute]);
    expect(b).toMatchObject({ state: 'done', startedAt: at(12 * minute), endedAt: at(20 * minute) });
    expect([b?.spentMs, b?.overrunMs]).toEqual([8 * minute, 0]);
    expect(c).toMatchObject({ state: 'ahead', startedAt: null, endedAt: null, spentMs: 0, overrunMs: 0 });
  });
  it('AGENDA-4: tells an item that was left out from one that is still ahead', () => {
    const jumped = play(open, select('a', 5), select('c', 12));
    expect(agendaProgress(jumped, at(15 * minute)).items.map(({ state }) => state)).toEqual([
      'done',
      'passed',
      'current',
    ]);
    const none = play(jumped, select(null, 16));
    expect(agendaProgress(none, at(17 * minute)).items.map(({ state }) => state)).toEqual([
      'done',
      'passed',
      'done',
    ]);
  });
  it('AGENDA-5: the meeting ends when what is left has taken as long as planned', () => {
    expect(agendaProgress(waiting, at(-minute)).expectedEnd).toBe(at(60 * minute));
    expect(agendaProgress(waiting, at(4 * minute)).expectedEnd).toBe(at(64 * minute));
    expect(agendaProgress(open, at(5 * minute)).expectedEnd).toBe(at(65 * minute));
    const second = play(open, select('a', 5), select('b', 20));
    // Eight of the twenty minutes are left, and thirty after them.
    expect(agendaProgress(second, at(32 * minute)).expectedEnd).toBe(at(70 * minute));
    // Overrun already: only what is ahead is left.
    expect(agendaProgress(second, at(50 * minute)).expectedEnd).toBe(at(80 * minute));
    expect(agendaProgress(second, at(50 * minute)).plannedEnd).toBe(at(60 * minute));
  });
  it('AGENDA-5: a rest holds it up as long as it was promised to last', () => {
    const resting = play(open, select('c', 10), [
      who.chair,
      { type: 'meeting.rest', until: at(40 * minute) },
      at(20 * minute),
    ]);
    expect(agendaProgress(resting, at(20 * minute)).expectedEnd).toBe(at(60 * minute));
  });
  it('AGENDA-5: nobody can say while an item ahead has no length, nor of a meeting that is over', () => {
    expect(agendaProgress({ ...waiting, agenda: [item('a', 1), item('b', null)] }, at(0))).toMatchObject({
      plannedEnd: null,
      expectedEnd: null,
    });
    expect(agendaProgress({ ...waiting, agenda: [] }, at(0)).expectedEnd).toBeNull();
    const closed = play(open, [who.chair, { type: 'meeting.close' }]);
    expect(agendaProgress(closed, at(9 * minute)).expectedEnd).toBeNull();
    const said = { ...waiting, agenda: [item('b', null)], plannedMs: 90 * minute };
    expect(agendaProgress(said, at(0)).plannedEnd).toBe(at(90 * minute));
  });
});

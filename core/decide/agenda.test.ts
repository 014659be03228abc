import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  join,
  liveMeeting,
  play,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { Command } from '../command.ts';
import type { AgendaItemId } from '../id.ts';
import type { AgendaItem } from '../meeting.ts';

const live = liveMeeting();
const [first, second] = live.agenda;
if (!first || !second) throw new Error('the meeting has two items');
const third: AgendaItem = {
  id: 'i-new' as AgendaItemId,
  title: 'Kết luận',
  presenter: '',
  plannedMs: 600_000,
  kinds: ['paper', 'discussion'],
  limitMsByKind: { paper: 300_000 },
};
const change = (...agenda: readonly AgendaItem[]): Command => ({ type: 'agenda.change', agenda });

describe('the agenda', () => {
  it('AGENDA-1: is changed by who has `agenda.conduct`, before the meeting and while it lasts', () => {
    const scheduled = play(scheduledMeeting(), [system('hub'), join(seats.secretary.card)]);
    expect(play(scheduled, [who.secretary, change(third)]).agenda).toEqual([third]);
    expect(play(live, [who.chair, change(second, third, first)]).agenda).toEqual([second, third, first]);
    expect(act(live, by(who.operator), change(third)).refusal).toBe('not-permitted');
    expect(act(live, by(who.provinceChair), change(third)).refusal).toBe('not-permitted');
    const closed = play(live, [who.chair, { type: 'meeting.close' }]);
    expect(act(closed, by(who.chair), change(third)).refusal).toBe('already-closed');
  });
  it('AGENDA-1: what it says already is not said again', () => {
    expect(act(live, by(who.chair), change(first, second)).events).toEqual([]);
    const withThird = play(live, [who.chair, change(first, third)]);
    expect(act(withThird, by(who.chair), change(first, { ...third })).events).toEqual([]);
    for (const other of [
      { ...third, title: 'Khác' },
      { ...third, presenter: 'A' },
      { ...third, plannedMs: null },
      { ...third, kinds: [] },
      { ...third, limitMsByKind: {} },
    ] satisfies AgendaItem[])
      expect(act(withThird, by(who.chair), change(first, other)).events).toHaveLength(1);
  });
  it('AGENDA-2: no two items have one id', () => {
    expect(act(live, by(who.chair), change(first, { ...third, id: first.id })).refusal).toBe(
      'invalid-message',
    );
  });
  it('AGENDA-3: the current item stays the current one as long as it stands there', () => {
    const at2 = play(live, [who.chair, { type: 'agenda.select', item: second.id }, at(5)]);
    const renamed = play(at2, [who.chair, change(third, { ...second, title: 'Báo cáo mới' }), at(9)]);
    expect(renamed.agendaItem).toBe(second.id);
    expect(renamed.agendaRuns).toEqual([{ item: second.id, from: at(5), to: null }]);
    const gone = play(at2, [who.chair, change(third), at(9)]);
    expect(gone.agendaItem).toBeNull();
    expect(gone.agendaRuns).toEqual([{ item: second.id, from: at(5), to: at(9) }]);
  });
});

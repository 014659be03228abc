import { describe, expect, it } from 'vitest';
import { act, by, drop, liveMeeting, places, play, system, who } from '../../test/doubles/meeting.ts';
import type { ParticipantId } from '../id.ts';
import { mayHear, stageOf } from '../stage.ts';

const live = liveMeeting();
const light = (participant: ParticipantId | null) => ({ type: 'stage.spotlight', participant }) as const;
const lit = play(live, [who.operator, light(who.farSite)]);

describe('a picture before all eyes', () => {
  it('STAGE-3: one at a time, put there and taken away by who arranges the hall', () => {
    expect(stageOf(lit, places.central).spotlight?.participant).toBe(who.farSite);
    const other = play(lit, [who.chair, light(who.provinceSite)]);
    expect(other.spotlights.map(({ holder }) => holder.participant)).toEqual([who.provinceSite]);
    expect(play(other, [who.chair, light(null)]).spotlights).toEqual([]);
    expect(act(lit, by(who.chair), light(who.farSite)).events).toEqual([]);
    expect(act(live, by(who.chair), light(null)).events).toEqual([]);
    expect(act(live, by(who.provinceOperator), light(who.provinceSite)).refusal).toBe('not-permitted');
  });

  it('STAGE-3: is not heard for that', () => {
    expect(mayHear(lit, who.guest, who.farSite)).toBe(false);
  });

  it('STAGE-3: of somebody who is there, in the same hall', () => {
    const lost = play(live, [system('hub'), drop(who.farSite)]);
    expect(act(lost, by(who.chair), light(who.farSite)).refusal).toBe('not-present');
    expect(act(live, by(who.chair), light(who.recorder)).refusal).toBe('not-found');
    const alone = play(live, [who.chair, { type: 'sidebar.open', unit: places.province }]);
    expect(act(alone, by(who.chair), light(who.communeSite)).refusal).toBe('elsewhere');
    const inside = play(alone, [who.provinceOperator, light(who.communeSite)]);
    expect(inside.spotlights.map(({ hall }) => hall)).toEqual([places.province]);
  });

  it('STAGE-3: goes with who leaves or is removed, and stays with a lost line', () => {
    const lost = play(lit, [system('hub'), drop(who.farSite)]);
    expect(stageOf(lost, places.central).spotlight).toMatchObject({ connected: false });
    expect(play(lit, [who.farSite, { type: 'participant.leave' }]).spotlights).toEqual([]);
    const removed = play(lit, [who.chair, { type: 'participant.deny', participant: who.farSite }]);
    expect(removed.spotlights).toEqual([]);
  });
});

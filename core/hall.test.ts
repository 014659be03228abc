import { describe, expect, it } from 'vitest';
import { id, liveMeeting, places, play, who } from '../test/doubles/meeting.ts';
import { calledBackFrom, hallAbove, hallAround, hallOf, hallsOf, seatedIn } from './hall.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';

const live = liveMeeting();
const open = (unit: UnitId) => ({ type: 'sidebar.open', unit }) as const;
const recall = (participant: ParticipantId) => ({ type: 'sidebar.recall', participant }) as const;
const alone = play(live, [who.provinceChair, open(places.province)]);
const twice = play(alone, [who.districtChair, open(places.district)]);

function halls(meeting: Meeting): readonly UnitId[] {
  return [who.chair, who.provinceSite, who.communeSite].map((each) => hallOf(meeting, each));
}

describe('HALL-1: everybody sits', () => {
  it('HALL-1: in the main hall while nobody goes on alone', () => {
    expect(hallsOf(live)).toEqual([places.central]);
    expect(new Set(seatedIn(live, places.central))).toEqual(new Set(Object.values(who)));
  });

  it('HALL-1: in the innermost hall above their seat, two levels deep', () => {
    expect(halls(alone)).toEqual([places.central, places.province, places.province]);
    expect(halls(twice)).toEqual([places.central, places.province, places.district]);
    expect(hallAbove(twice, places.otherCommune)).toBe(places.district);
    expect(hallAround(twice, places.district)).toBe(places.province);
    expect(hallAround(twice, places.province)).toBe(places.central);
  });

  it('HALL-1: around the outermost sidebar that they were called back from', () => {
    const out = play(twice, [who.provinceChair, recall(who.communeSite)]);
    expect(hallOf(out, who.communeSite)).toBe(places.province);
    expect(calledBackFrom(out, who.communeSite)?.unit).toBe(places.district);
    const further = play(out, [who.chair, recall(who.communeSite)]);
    expect(hallOf(further, who.communeSite)).toBe(places.central);
    expect(calledBackFrom(further, who.communeSite)?.unit).toBe(places.province);
  });

  it('HALL-1: and whoever was called back is not drawn into a sidebar that opens within', () => {
    const out = play(alone, [who.chair, recall(who.communeSite)], [who.districtChair, open(places.district)]);
    expect(hallOf(out, who.communeSite)).toBe(places.central);
    expect(hallOf(out, who.delegate)).toBe(places.district);
  });

  it('HALL-1: in the main hall who is not known at all', () => {
    expect(hallOf(twice, id<ParticipantId>('constructor'))).toBe(places.central);
  });
});

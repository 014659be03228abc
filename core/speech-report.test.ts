import { describe, expect, it } from 'vitest';
import { at, grant, grantOf, id, liveMeeting, places, play, seats, who } from '../test/doubles/meeting.ts';
import type { FloorRequestId } from './id.ts';
import type { Card, Meeting, Speech } from './meeting.ts';
import { speechReport } from './speech-report.ts';

const speech = (name: string, speaker: Card, spokenMs: number): Speech => ({
  id: id<FloorRequestId>(name),
  speaker,
  kind: 'discussion',
  hall: places.central,
  item: null,
  turn: 1,
  from: at(0),
  to: at(spokenMs),
  spokenMs,
});

const meeting = liveMeeting();
const spoken: Meeting = {
  ...meeting,
  speeches: [
    speech('s1', seats.communeSite.card, 60_000),
    speech('s2', seats.delegate.card, 30_000),
    speech('s3', seats.communeSite.card, 15_000),
    { ...speech('s4', seats.farSite.card, 90_000), kind: 'question' },
  ],
};

describe('the report of time spoken', () => {
  it('REPORT-1: adds up turns and time of each speaker, the longest first', () => {
    const report = speechReport(spoken, at(0));
    expect(report.speakers.map(({ card, turns, spokenMs }) => [card.participant, turns, spokenMs])).toEqual([
      [who.farSite, 1, 90_000],
      [who.communeSite, 2, 75_000],
      [who.delegate, 1, 30_000],
    ]);
    expect(report.speakers[0]?.msByKind).toEqual({ question: 90_000 });
    expect([report.turns, report.spokenMs]).toEqual([4, 195_000]);
  });

  it('REPORT-1: a unit counts its whole subtree', () => {
    const { units } = speechReport(spoken, at(0));
    const timeByUnit = Object.fromEntries(
      units.map(({ unit, turns, spokenMs }) => [unit, [turns, spokenMs]]),
    );
    expect(timeByUnit).toMatchObject({
      [places.central]: [4, 195_000],
      [places.province]: [3, 105_000],
      [places.district]: [3, 105_000],
      [places.commune]: [3, 105_000],
      [places.otherProvince]: [1, 90_000],
    });
    expect(units.map(({ unit, depth }) => [unit, depth]).slice(0, 4)).toEqual([
      [places.central, 0],
      [places.province, 1],
      [places.district, 2],
      [places.commune, 3],
    ]);
  });

  it('REPORT-1: the floor held now counts as far as it has run', () => {
    const running = play(meeting, [who.chair, grant(who.communeSite), at(0)]);
    expect(grantOf(running, who.communeSite).at).toBe(at(0));
    const [speaker] = speechReport(running, at(42_000)).speakers;
    expect(speaker).toMatchObject({ turns: 1, spokenMs: 42_000, speaking: true });
  });

  it('REPORT-1: names who came, may speak and never did; not who leads, only listens or stayed away', () => {
    const silent = speechReport(spoken, at(0)).silent.map(({ participant }) => participant);
    expect(silent).toContain(who.provinceSite);
    expect(silent).toContain(who.guest);
    for (const not of [who.communeSite, who.delegate, who.chair, who.deputy, who.observer, who.recorder])
      expect(silent).not.toContain(not);
    const nobodyThere = {
      ...spoken,
      participantById: Object.fromEntries(
        Object.entries(spoken.participantById).map(([key, seat]) => [
          key,
          { ...seat, presence: { kind: 'absent' } as const },
        ]),
      ),
    };
    expect(speechReport(nobodyThere, at(0)).silent).toEqual([]);
  });

  it('REPORT-1: of nothing said says nothing', () => {
    const { speakers, turns, spokenMs } = speechReport(meeting, at(0));
    expect([speakers, turns, spokenMs]).toEqual([[], 0, 0]);
  });
});

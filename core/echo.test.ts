import { expect, it } from 'vitest';
import { drop, grant, liveMeeting, places, play, system, who } from '../test/doubles/meeting.ts';
import { echoRisks } from './echo.ts';
import { redact } from './redact.ts';

const live = liveMeeting();
const idsIn = (meeting: typeof live) =>
  echoRisks(meeting).map(({ unit, open }) => [unit, ...open.map(({ participant }) => participant)]);
const both = play(live, [who.chair, grant(who.communeSite)], [who.chair, grant(who.delegate)]);

it('MIC-5: warns of two open microphones of one unit, and of nothing else', () => {
  expect(idsIn(live)).toEqual([]);
  expect(idsIn(play(live, [who.chair, grant(who.communeSite)]))).toEqual([]);
  expect(idsIn(play(live, [who.chair, grant(who.communeSite)], [who.chair, grant(who.farSite)]))).toEqual([]);
  expect(idsIn(both)).toEqual([[places.commune, who.delegate, who.communeSite]]);
  expect(idsIn(play(both, [who.delegate, { type: 'microphone.close' }]))).toEqual([]);
  expect(idsIn(play(both, [system('hub'), drop(who.delegate)]))).toEqual([]);
});

it('MIC-5: is seen by the two themselves, by who conducts them, and by everyone who hears both', () => {
  for (const viewer of [who.communeSite, who.delegate, who.chair, who.provinceOperator, who.farSite]) {
    const seen = idsIn(redact(both, viewer)).map(([unit, ...ids]) => [unit, ...ids.sort()]);
    expect(seen, viewer).toEqual(
      [[places.commune, who.delegate, who.communeSite].sort()].map((ids) => {
        const [first, ...rest] = ids;
        return [places.commune, ...[first, ...rest].filter((id) => id !== places.commune)];
      }),
    );
  }
});

it('MIC-5: knows the chair who speaks freely beside the site of its room', () => {
  const chair = play(live, [who.chair, { type: 'microphone.open' }], [who.chair, grant(who.centralSite)]);
  expect(idsIn(redact(chair, who.centralSite))).toEqual([[places.central, who.chair, who.centralSite]]);
});

import { expect, it } from 'vitest';
import {
  drop,
  liveMeeting,
  places,
  play,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../test/doubles/meeting.ts';
import type { Meeting } from './meeting.ts';
import { isSitting } from './sitting.ts';

const live = liveMeeting();
const gone = (meeting: Meeting, but: readonly string[] = []) =>
  Object.values(seats)
    .filter(({ card }) => card.kind !== 'recorder' && !but.includes(card.participant))
    .reduce((before, { card }) => play(before, [system('hub'), drop(card.participant)]), meeting);
const resting = (meeting: Meeting) => play(meeting, [who.chair, { type: 'meeting.rest', until: null }]);
const alone = play(live, [who.provinceChair, { type: 'sidebar.open', unit: places.province }]);
const closed = (meeting: Meeting) => play(meeting, [who.chair, { type: 'meeting.close' }]);

it.each<[string, boolean, Meeting]>([
  ['before it opens', false, scheduledMeeting()],
  ['once it is open and somebody is there', true, live],
  ['while one is there', true, gone(live, [who.communeSite])],
  ['that nobody closed, while nobody is there but its recorder', false, gone(live)],
  ['while it rests', false, resting(live)],
  ['once it goes on', true, play(resting(live), [who.chair, { type: 'meeting.resume' }])],
  ['while it rests but a sidebar goes on', true, resting(alone)],
  ['while it rests and nobody is left in the sidebar', false, gone(resting(alone), [who.chair])],
  ['once its main hall ended, while a sidebar goes on', true, closed(alone)],
  ['once it is closed', false, closed(live)],
])('PACKAGE-7: whether a meeting sits %s: %s', (_, sits, meeting) => {
  expect(isSitting(meeting)).toBe(sits);
});

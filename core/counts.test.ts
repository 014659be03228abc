import { describe, expect, it } from 'vitest';
import {
  drop,
  id,
  join,
  liveMeeting,
  play,
  scheduledMeeting,
  strangers,
  system,
  who,
} from '../test/doubles/meeting.ts';
import { countByLevel } from './counts.ts';
import type { LevelId } from './id.ts';

const level = (name: string) => id<LevelId>(name);

describe('counts by level', () => {
  it('VIEW-6: say who was invited before anybody has come, the recorder aside', () => {
    expect(countByLevel(scheduledMeeting())).toEqual([
      { level: level('central'), invited: 7, present: 0, waiting: 0 },
      { level: level('province'), invited: 6, present: 0, waiting: 0 },
      { level: level('district'), invited: 2, present: 0, waiting: 0 },
      { level: level('commune'), invited: 5, present: 0, waiting: 0 },
    ]);
  });

  it('VIEW-6: say who is there and who waits, invited or not', () => {
    const meeting = play(
      liveMeeting(),
      [system('hub'), drop(who.delegate)],
      [who.districtSite, { type: 'participant.leave' }],
      [system('hub'), join(strangers.near)],
    );
    expect(countByLevel(meeting)).toEqual([
      { level: level('central'), invited: 7, present: 7, waiting: 0 },
      { level: level('province'), invited: 6, present: 6, waiting: 0 },
      { level: level('district'), invited: 2, present: 1, waiting: 0 },
      { level: level('commune'), invited: 5, present: 4, waiting: 1 },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { FloorRequestId } from '../../core/id.ts';
import { chair, liveMeeting, site11, site12 } from '../../test/doubles/media-meeting.ts';
import { rightsMayDiffer } from './rights-change.ts';

describe('media rights', () => {
  it('cannot have changed for anyone when only the queue did', () => {
    const story = liveMeeting('m');
    const before = story.meeting();
    const card = before.participantById[site11]!.card;
    const request = {
      id: 'r1' as FloorRequestId,
      floor: 'speech',
      beneficiary: card,
      kind: 'discussion',
      topic: '',
      at: 0,
      rank: 1,
    } as const;
    const mayDiffer = rightsMayDiffer(before, story.happen({ type: 'floor.requested', request }));
    expect([chair, site11, site12].filter(mayDiffer)).toEqual([]);
  });

  it('may have changed for one whose device did, and for all when a floor was given or the meeting closed', () => {
    const story = liveMeeting('m');
    const first = story.meeting();
    const second = story.happen({ type: 'camera.stopped', participant: site11 });
    expect([chair, site11, site12].filter(rightsMayDiffer(first, second))).toEqual([site11]);
    const third = story.grant('speech', site11);
    expect([chair, site11, site12].filter(rightsMayDiffer(second, third))).toEqual([chair, site11, site12]);
    const fourth = story.happen({ type: 'meeting.closed' });
    expect([chair, site11, site12].filter(rightsMayDiffer(third, fourth))).toEqual([chair, site11, site12]);
  });
});

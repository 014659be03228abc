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

  it('may have changed for one whose device did, and for those who hold or held a floor', () => {
    const story = liveMeeting('m');
    const first = story.meeting();
    const second = story.happen({ type: 'camera.stopped', participant: site11 });
    expect([chair, site11, site12].filter(rightsMayDiffer(first, second))).toEqual([site11]);
    const third = story.grant('speech', site12);
    expect([chair, site11, site12].filter(rightsMayDiffer(second, third))).toEqual([site12]);
    const fourth = story.revoke('speech');
    expect([chair, site11, site12].filter(rightsMayDiffer(third, fourth))).toEqual([site12]);
  });

  it('may have changed for all when roles did, or the meeting closed', () => {
    const story = liveMeeting('m');
    const first = story.meeting();
    const grant = { participant: site11, role: 'observer', unit: first.unit } as const;
    const second = story.happen({ type: 'role.granted', grant });
    expect([chair, site11, site12].filter(rightsMayDiffer(first, second))).toEqual([chair, site11, site12]);
    const third = story.happen({ type: 'meeting.closed' });
    expect([chair, site11, site12].filter(rightsMayDiffer(second, third))).toEqual([chair, site11, site12]);
  });
});

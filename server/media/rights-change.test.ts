import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeetingEvent } from '../../core/event.ts';
import type { FloorRequestId, ParticipantId, UnitId } from '../../core/id.ts';
import { mediaRights } from '../../core/stage.ts';
import {
  chair,
  chair11,
  liveMeeting,
  type Story,
  secretary,
  site11,
  site12,
} from '../../test/doubles/media-meeting.ts';
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
      desk: before.unit,
      deskSince: 0,
      enlisted: false,
      limitMs: null,
      turn: 1,
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

  it('never change without being named, whatever happens', () => {
    const everyone = [chair, chair11, secretary, site11, site12];
    const { unit } = liveMeeting('m').meeting();
    const about = (participant: ParticipantId): MeetingEvent[] => [
      { type: 'microphone.opened', participant },
      { type: 'microphone.closed', participant, reason: 'self' },
      { type: 'camera.started', participant },
      { type: 'camera.stopped', participant },
      { type: 'participant.dropped', participant },
      { type: 'participant.returned', participant },
      { type: 'role.granted', grant: { participant, role: 'deputy', unit } },
      { type: 'role.granted', grant: { participant, role: 'chair', unit } },
      { type: 'role.revoked', grant: { participant, role: 'chair', unit } },
      { type: 'deputy.started', unit, acting: { participant, why: 'absence', since: 0 } },
    ];
    const plain: MeetingEvent[] = [
      { type: 'deputy.ended', unit },
      { type: 'sidebar.opened', unit: '11' as UnitId, unitName: '' },
      { type: 'sidebar.closed', unit: '11' as UnitId },
      { type: 'sidebar.recalled', unit: '11' as UnitId, participant: chair11 },
      { type: 'assist.talkStarted', helper: secretary, participant: site12 },
      { type: 'assist.talkEnded', helper: secretary, participant: site12 },
      { type: 'agenda.selected', item: null },
      { type: 'meeting.closed' },
    ];
    const step = fc.oneof(
      fc
        .constantFrom(...everyone.flatMap(about), ...plain)
        .map((event) => (story: Story) => story.happen(event)),
      fc.record({ floor: fc.constantFrom('speech', 'content'), holder: fc.constantFrom(...everyone) }).map(
        ({ floor, holder }) =>
          (story: Story) =>
            story.grant(floor, holder),
      ),
      fc.constantFrom('speech', 'content').map((floor) => (story: Story) => story.revoke(floor)),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const story = liveMeeting('m');
        for (const take of steps) {
          const before = story.meeting();
          const after = take(story);
          const mayDiffer = rightsMayDiffer(before, after);
          for (const each of everyone)
            if (!mayDiffer(each)) expect(mediaRights(after, each)).toEqual(mediaRights(before, each));
        }
      }),
      { numRuns: 300 },
    );
  });
});

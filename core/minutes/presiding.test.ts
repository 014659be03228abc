import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  drop,
  founding,
  join,
  places,
  type SeatName,
  type Step,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { ParticipantId } from '../id.ts';
import { createPresidingReader } from './presiding.ts';

const hub = system('hub');
const open: Step = [who.chair, { type: 'meeting.open' }];
const come = (...names: readonly SeatName[]): readonly Step[] =>
  names.map((name) => [hub, join(seats[name].card)]);
const unit = places.central;
const handOver: Step = [who.chair, { type: 'deputy.start', unit, participant: who.deputy }];

/** Who presided over a meeting that went like this. */
function presided(...steps: readonly Step[]): readonly ParticipantId[] {
  const reader = createPresidingReader();
  reader.read(founding());
  let meeting = scheduledMeeting();
  for (const [actor, command, now] of steps) {
    const done = act(meeting, typeof actor === 'string' ? by(actor) : actor, command, now);
    if (done.refusal !== null) throw new Error(`${command.type}: ${done.refusal}`);
    for (const event of done.events) reader.read({ event });
    meeting = done.meeting;
  }
  return [...reader.presided()];
}

describe('who presided', () => {
  it('MINUTES-1: a chair who was there while the meeting sat, and a deputy who acted for a part of it', () => {
    const all = come('chair', 'deputy', 'secretary');
    expect(presided(...all, open)).toEqual([who.chair]);
    expect(presided(...all, open, handOver, [who.chair, { type: 'meeting.close' }])).toEqual([
      who.chair,
      who.deputy,
    ]);
    const gone: Step = [hub, drop(who.chair), at(1_000)];
    const late: Step = [system('clock'), { type: 'clock.tick' }, at(30_000)];
    expect(presided(...all, open, gone, late)).toEqual([who.chair, who.deputy]);
  });

  it('MINUTES-1: not a deputy who never acted, nor who acted for the chairs of a part of the tree, nor before the meeting', () => {
    const all = come('chair', 'deputy', 'provinceChair', 'provinceSecretary');
    expect(presided(...all)).toEqual([]);
    const [participant, province] = [who.provinceSecretary, places.province];
    const there: readonly Step[] = [
      [who.provinceChair, { type: 'role.grant', participant, role: 'deputy', unit: province }],
      [who.provinceChair, { type: 'deputy.start', unit: province, participant }],
    ];
    expect(presided(...all, open, ...there)).toEqual([who.chair]);
  });

  it('MINUTES-1: a chair who came to the meeting after another had opened it, and one who is chair no longer', () => {
    const second = { type: 'role.grant', participant: who.secretary, role: 'chair', unit } as const;
    const taken = { type: 'role.revoke', participant: who.chair, role: 'chair', unit } as const;
    const all = come('chair', 'deputy');
    expect(presided(...all, [who.chair, second], open)).toEqual([who.chair]);
    expect(presided(...all, [who.chair, second], open, ...come('secretary'), [who.secretary, taken])).toEqual(
      [who.chair, who.secretary],
    );
    const before: readonly Step[] = [...come('chair', 'secretary'), [who.chair, second]];
    expect(presided(...before, [who.secretary, taken], [who.secretary, { type: 'meeting.open' }])).toEqual([
      who.secretary,
    ]);
  });
});

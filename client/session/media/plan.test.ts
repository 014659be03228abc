import { describe, expect, it } from 'vitest';
import { redact } from '../../../core/redact.ts';
import { grant, join, play, scheduledMeeting, seats, system, who } from '../../../test/doubles/meeting.ts';
import { idlePlan, planOf } from './plan.ts';

const live = play(
  scheduledMeeting(),
  [system('hub'), join(seats.chair.card)],
  [who.chair, { type: 'meeting.open' }],
  [system('hub'), join(seats.communeSite.card, 'on')],
  [system('hub'), join(seats.observer.card)],
);
const site = who.communeSite;

describe('planOf', () => {
  it('is idle outside a meeting and for whoever is not present', () => {
    expect(planOf(null, null)).toBe(idlePlan);
    expect(planOf(live, null)).toBe(idlePlan);
    expect(planOf(scheduledMeeting(), site)).toBe(idlePlan);
  });
  it('MEDIA-1: holds a microphone ready until its owner has the floor', () => {
    expect(planOf(live, site)).toEqual({ microphone: 'held', camera: true, screen: false });
    const granted = play(live, [who.chair, grant(site)]);
    expect(planOf(granted, site).microphone).toBe('open');
    const given = granted.grants[0]!.id;
    expect(planOf(play(granted, [who.chair, { type: 'floor.revoke', grant: given }]), site).microphone).toBe(
      'held',
    );
  });
  it('opens no microphone of somebody who never speaks', () => {
    const { microphone } = planOf(
      play(live, [who.chair, { type: 'participant.admit', participant: who.observer }]),
      who.observer,
    );
    expect(microphone).toBe('none');
  });
  it('follows the camera, and the content floor for the screen', () => {
    expect(planOf(play(live, [site, { type: 'camera.stop' }]), site).camera).toBe(false);
    const presenting = play(live, [who.chair, grant(site, { floor: 'content' })]);
    expect(planOf(presenting, site).screen).toBe(true);
  });
  it('says the same from the viewer’s own part of the meeting', () => {
    const granted = play(live, [who.chair, grant(site)]);
    for (const meeting of [live, granted])
      expect(planOf(redact(meeting, site), site)).toEqual(planOf(meeting, site));
  });
});

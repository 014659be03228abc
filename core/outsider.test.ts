import { describe, expect, it } from 'vitest';
import {
  act,
  by,
  cardOf,
  draft,
  grant,
  join,
  places,
  play,
  scheduledMeeting,
  seats,
  strangers,
  system,
  who,
} from '../test/doubles/meeting.ts';

/** The province convenes; its chair conducts. */
function provinceMeeting() {
  return play(
    scheduledMeeting({
      unit: places.province,
      invited: draft().invited.filter(({ card }) => card.unit !== places.otherProvince),
    }),
    [system('hub'), join(seats.provinceChair.card)],
    [who.provinceChair, { type: 'meeting.open' }],
  );
}

describe('SCOPE-5: whoever comes from outside sits with the convening unit', () => {
  it('its chair admits somebody of another province, gives them the floor and mutes them; their plate names their own unit', () => {
    const waiting = play(provinceMeeting(), [system('hub'), join(strangers.far)]);
    const id = strangers.far.participant;
    const seat = waiting.participantById[id];
    expect(seat?.card.unit).toBe(places.province);
    expect(seat?.card.unitName).toBe(strangers.far.unitName);
    const admitted = play(
      waiting,
      [who.provinceChair, { type: 'participant.admit', participant: id }],
      [who.provinceChair, grant(id)],
    );
    expect(admitted.participantById[id]?.microphone).toBe('on');
    const muted = act(admitted, by(who.provinceChair), { type: 'microphone.mute', participant: id });
    expect(muted.meeting.participantById[id]?.microphone).toBe('off');
  });

  it('so does who is not in the tree at all', () => {
    const card = { ...cardOf('person', 'nowhere', places.central), unit: '99' as typeof places.central };
    const meeting = play(provinceMeeting(), [system('hub'), join(card)]);
    const admitted = act(meeting, by(who.provinceChair), {
      type: 'participant.admit',
      participant: card.participant,
    });
    expect(admitted.refusal).toBeNull();
  });

  it('and who was invited from a unit above', () => {
    const meeting = play(provinceMeeting(), [system('hub'), join(seats.guest.card)]);
    expect(meeting.participantById[who.guest]?.card.unit).toBe(places.province);
  });
});

it('LIFE-8: a closed meeting takes nothing but leaving', () => {
  const closed = play(provinceMeeting(), [who.provinceChair, { type: 'meeting.close' }]);
  const chair = by(who.provinceChair);
  expect(act(closed, chair, { type: 'camera.start' }).refusal).toBe('already-closed');
  const role = {
    type: 'role.grant',
    participant: who.delegate,
    role: 'guest',
    unit: places.commune,
  } as const;
  expect(act(closed, chair, role).refusal).toBe('already-closed');
  expect(act(closed, chair, { type: 'participant.leave' }).refusal).toBeNull();
});

it('CONTENT-1: a pending request does not keep a speaker from presenting', () => {
  const content = { type: 'floor.request', floor: 'content', kind: 'presentation', topic: '' } as const;
  const asked = play(provinceMeeting(), [system('hub'), join(seats.delegate.card)], [who.delegate, content]);
  expect(asked.queue).toHaveLength(1);
  const speaking = play(asked, [who.provinceChair, grant(who.delegate)], [who.delegate, content]);
  expect(speaking.queue).toHaveLength(0);
  expect(speaking.grants.map(({ floor }) => floor)).toEqual(['speech', 'content']);
});

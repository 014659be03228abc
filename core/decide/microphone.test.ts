import { describe, expect, it } from 'vitest';
import {
  act,
  by,
  delegate,
  drop,
  grant,
  id,
  isOpen,
  join,
  liveMeeting,
  meetingWithoutChair,
  places,
  play,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';

const live = liveMeeting();
const open = { type: 'microphone.open' } as const;
const mute = (participant: ParticipantId) => ({ type: 'microphone.mute', participant }) as const;
const muteAll = (unit: UnitId) => ({ type: 'microphone.muteAll', unit }) as const;

/** The chair and three speakers with open microphones: called from above, passed on below, and far away. */
const loud = play(
  live,
  [who.chair, { type: 'settings.change', settings: { maxSpeakers: 3 } }],
  [who.chair, open],
  [who.chair, delegate(places.province)],
  [who.chair, grant(who.provinceSite)],
  [who.provinceChair, grant(who.communeSite)],
  [who.chair, grant(who.farDelegate)],
);

function openIn(meeting: Meeting): readonly ParticipantId[] {
  return Object.values(meeting.participantById)
    .filter(({ microphone }) => microphone === 'on')
    .map(({ card }) => card.participant);
}

describe('one’s own microphone and camera', () => {
  it('MIC-1: opens while one holds the speech floor or speaks freely', () => {
    expect(isOpen(play(live, [who.chair, open]), who.chair)).toBe(true);
    expect(isOpen(play(meetingWithoutChair(), [who.deputy, open]), who.deputy)).toBe(true);
    const muted = play(loud, [who.communeSite, { type: 'microphone.close' }]);
    expect(isOpen(play(muted, [who.communeSite, open]), who.communeSite)).toBe(true);
  });

  it.each([
    'provinceChair',
    'districtChair',
    'deputy',
    'secretary',
    'operator',
    'delegate',
    'guest',
    'observer',
    'communeSite',
    'recorder',
  ] as const)('MIC-1: of a %s does not open without the floor', (name) => {
    expect(act(live, by(who[name]), open).refusal).toBe('not-holding');
  });

  it('MIC-1: does not open for who only shows content', () => {
    const shown = play(live, [who.chair, grant(who.delegate, { floor: 'content' })]);
    expect(act(shown, by(who.delegate), open).refusal).toBe('not-holding');
  });

  it('MIC-3: are switched at any time by oneself, and switching twice changes nothing', () => {
    const closed = act(loud, by(who.farDelegate), { type: 'microphone.close' });
    expect(closed.events).toEqual([
      { type: 'microphone.closed', participant: who.farDelegate, reason: 'self' },
    ]);
    expect(act(closed.meeting, by(who.farDelegate), { type: 'microphone.close' }).events).toEqual([]);
    expect(act(loud, by(who.farDelegate), open).events).toEqual([]);
    const filmed = act(live, by(who.observer), { type: 'camera.start' });
    expect(filmed.events).toEqual([{ type: 'camera.started', participant: who.observer }]);
    expect(act(filmed.meeting, by(who.observer), { type: 'camera.start' }).events).toEqual([]);
    const dark = play(filmed.meeting, [who.observer, { type: 'camera.stop' }]);
    expect(dark.participantById[who.observer]?.camera).toBe('off');
    expect(act(dark, by(who.observer), { type: 'camera.stop' }).events).toEqual([]);
  });
});

describe('other people’s microphones', () => {
  it('MIC-2: being muted takes no floor, and the holder opens again', () => {
    const muted = play(loud, [who.chair, mute(who.farDelegate)]);
    expect(muted.grants.map(({ holder }) => holder.participant)).toContain(who.farDelegate);
    expect(isOpen(play(muted, [who.farDelegate, open]), who.farDelegate)).toBe(true);
  });

  it('SCOPE-3: who speaks in the meeting’s name is muted by who may mute over all of it', () => {
    for (const each of [who.chair, who.operator]) {
      expect(act(loud, by(each), mute(who.provinceSite)).events).toEqual([
        { type: 'microphone.closed', participant: who.provinceSite, reason: 'muted' },
      ]);
      expect(act(loud, by(each), mute(who.communeSite)).refusal).toBeNull();
      expect(act(loud, by(each), mute(who.chair)).refusal).toBeNull();
    }
  });

  it('SCOPE-3: who was given the floor from above is not muted from below', () => {
    for (const each of [who.provinceChair, who.provinceOperator]) {
      expect(act(loud, by(each), mute(who.provinceSite)).refusal).toBe('not-permitted');
      expect(act(loud, by(each), mute(who.farDelegate)).refusal).toBe('not-permitted');
      expect(act(loud, by(each), mute(who.communeSite)).refusal).toBeNull();
    }
    expect(act(loud, by(who.districtChair), mute(who.communeSite)).refusal).toBe('not-permitted');
  });

  it('SCOPE-3: who speaks freely is muted in the meeting’s name, also from a seat below', () => {
    const seated = play(
      live,
      [
        who.chair,
        { type: 'role.grant', participant: who.provinceChair, role: 'chair', unit: places.central },
      ],
      [who.provinceChair, open],
    );
    expect(act(seated, by(who.provinceOperator), mute(who.provinceChair)).refusal).toBe('not-permitted');
    expect(act(seated, by(who.operator), mute(who.provinceChair)).refusal).toBeNull();
  });

  it('SCOPE-3: whose microphone is closed is muted already; who does not exist is not found', () => {
    expect(act(live, by(who.chair), mute(who.delegate)).events).toEqual([]);
    expect(act(live, by(who.chair), mute(id<ParticipantId>('person:nobody'))).refusal).toBe('not-found');
  });

  it('SCOPE-4: muting all of a unit spares one’s own and what was opened from above', () => {
    expect(openIn(loud)).toEqual([who.chair, who.farDelegate, who.provinceSite, who.communeSite]);
    expect(openIn(play(loud, [who.chair, muteAll(places.central)]))).toEqual([who.chair]);
    expect(openIn(play(loud, [who.operator, muteAll(places.central)]))).toEqual([]);
    expect(openIn(play(loud, [who.provinceOperator, muteAll(places.province)]))).toEqual([
      who.chair,
      who.farDelegate,
      who.provinceSite,
    ]);
    expect(openIn(play(loud, [who.chair, muteAll(places.otherProvince)]))).toEqual([
      who.chair,
      who.provinceSite,
      who.communeSite,
    ]);
  });

  it('SCOPE-4: muting all of a hall leaves those alone who went on in one of their own', () => {
    const alone = play(
      live,
      [who.chair, grant(who.farDelegate)],
      [who.chair, { type: 'sidebar.open', unit: places.province }],
      [who.provinceChair, open],
      [who.provinceChair, grant(who.communeSite)],
    );
    expect(openIn(play(alone, [who.chair, muteAll(places.central)]))).toEqual([
      who.provinceChair,
      who.communeSite,
    ]);
    expect(openIn(play(alone, [who.provinceOperator, muteAll(places.province)]))).toEqual([who.farDelegate]);
    expect(act(alone, by(who.chair), mute(who.communeSite)).refusal).toBeNull();
  });

  it('SCOPE-4: only over what one may mute, and only over what there is', () => {
    expect(act(loud, by(who.provinceOperator), muteAll(places.central)).refusal).toBe('not-permitted');
    expect(act(loud, by(who.provinceOperator), muteAll(places.otherProvince)).refusal).toBe('not-permitted');
    expect(act(loud, by(who.chair), muteAll(id<UnitId>('nowhere'))).refusal).toBe('not-found');
  });

  it('MIC-2: giving the floor opens a microphone that its owner then keeps, also over a lost line', () => {
    const lost = play(loud, [system('hub'), drop(who.communeSite)]);
    expect(isOpen(lost, who.communeSite)).toBe(true);
    const card = loud.participantById[who.communeSite]!.card;
    expect(isOpen(play(lost, [system('hub'), join(card)]), who.communeSite)).toBe(true);
    expect(isOpen(play(lost, [who.chair, mute(who.communeSite)]), who.communeSite)).toBe(false);
  });
});

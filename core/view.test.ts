import { describe, expect, it } from 'vitest';
import {
  act,
  by,
  drop,
  grant,
  join,
  liveMeeting,
  type Outcome,
  places,
  play,
  request,
  type SeatName,
  scheduledMeeting,
  seats,
  strangers,
  system,
  who,
} from '../test/doubles/meeting.ts';
import type { Command } from './command.ts';
import type { MeetingEvent } from './event.ts';
import type { Meeting } from './meeting.ts';
import { redact } from './redact.ts';
import { audienceOf, isShown, receivesEvent, viewChanged, viewKey, viewOf } from './view.ts';

const hub = system('hub');
const live = liveMeeting();

/** The first event of what this seat sends. */
function eventOf(meeting: Meeting, actor: SeatName | 'hub', command: Command): MeetingEvent {
  const outcome: Outcome = act(meeting, actor === 'hub' ? hub : by(who[actor]), command);
  return outcome.events[0]!;
}

/** Who is told of an event, by the names of their seats. */
function told(meeting: Meeting, event: MeetingEvent): readonly SeatName[] {
  return (Object.keys(seats) as SeatName[]).filter((name) => receivesEvent(meeting, event, who[name]));
}

const everyone = Object.keys(seats) as SeatName[];
/** Who sees the roster of the delegate's commune. */
const aboveTheCommune: readonly SeatName[] = [
  'chair',
  'deputy',
  'secondDeputy',
  'secretary',
  'operator',
  'provinceChair',
  'provinceSecretary',
  'provinceOperator',
  'districtChair',
  'recorder',
];
const withTheDelegate = [...aboveTheCommune, 'delegate'].sort();

describe('who is told', () => {
  it.each<[string, MeetingEvent]>([
    ['a floor is given', eventOf(live, 'chair', grant(who.delegate))],
    ['a recording is ordered', eventOf(live, 'chair', { type: 'recording.start' })],
  ])('VIEW-1: everyone in the hall is told that %s', (_, event) => {
    expect(audienceOf(live, event)).toMatchObject({ kind: 'halls', halls: [places.central] });
    expect(told(live, event)).toEqual(everyone);
  });

  it.each<[string, MeetingEvent]>([
    ['where the agenda stands', eventOf(live, 'chair', { type: 'agenda.select', item: live.agenda[0]!.id })],
    ['that the meeting closes', { type: 'meeting.closed' }],
  ])('VIEW-1: everyone is told %s', (_, event) => {
    expect(audienceOf(live, event)).toEqual({ kind: 'everyone' });
    expect(told(live, event)).toEqual(everyone);
  });

  it('VIEW-1: what happens to a participant is told to who conducts its unit, and to itself', () => {
    for (const event of [
      eventOf(live, 'delegate', { type: 'camera.start' }),
      eventOf(live, 'hub', drop(who.delegate)),
      eventOf(live, 'delegate', { type: 'participant.leave' }),
      eventOf(live, 'chair', {
        type: 'role.grant',
        participant: who.delegate,
        role: 'guest',
        unit: places.commune,
      }),
    ]) {
      expect([...told(live, event)].sort()).toEqual(withTheDelegate);
    }
  });

  it('VIEW-1: nobody is sent the founding of the meeting', () => {
    const event = { type: 'meeting.created' } as MeetingEvent;
    expect(audienceOf(live, event)).toEqual({ kind: 'nobody' });
    expect(told(live, event)).toEqual([]);
  });

  it('VIEW-1: of somebody who was not invited those are told who conduct the unit they come from', () => {
    const event = eventOf(live, 'hub', join(strangers.near));
    expect(event.type).toBe('participant.added');
    expect([...told(live, event)].sort()).toEqual([...aboveTheCommune].sort());
    expect(receivesEvent(live, event, strangers.near.participant)).toBe(true);
    const waiting = play(live, [hub, join(strangers.near)]);
    expect(viewOf(waiting, strangers.near.participant)).toEqual({ kind: 'waiting' });
  });

  it('VIEW-1: an event about a seat that is not there is told to nobody', () => {
    const event: MeetingEvent = { type: 'camera.started', participant: strangers.near.participant };
    expect(audienceOf(live, event)).toEqual({ kind: 'nobody' });
  });

  it('VIEW-3: what happens to somebody on the stage is told to everyone, and only while on it', () => {
    const speaking = play(live, [who.chair, grant(who.delegate)]);
    const event = eventOf(speaking, 'hub', drop(who.delegate));
    expect(told(speaking, event)).toEqual(everyone);
    const [, closed] = act(speaking, by(who.delegate), {
      type: 'floor.release',
      grant: speaking.grants[0]!.id,
    }).events;
    const after = { ...speaking, grants: [] };
    expect(closed?.type).toBe('microphone.closed');
    expect([...told(after, closed!)].sort()).toEqual(withTheDelegate);
  });

  it('VIEW-3: which roles somebody on the stage has is told to who conducts its unit all the same', () => {
    const speaking = play(live, [who.chair, grant(who.delegate)]);
    const role = {
      type: 'role.grant',
      participant: who.delegate,
      role: 'guest',
      unit: places.commune,
    } as const;
    expect([...told(speaking, eventOf(speaking, 'chair', role))].sort()).toEqual(withTheDelegate);
    const deputy = { ...role, participant: who.deputy } as const;
    expect(told(live, eventOf(live, 'chair', deputy))).toEqual(everyone);
  });

  it('VIEW-3: what happens to the chairs and deputies of the meeting is told to everyone', () => {
    expect(told(live, eventOf(live, 'hub', drop(who.chair)))).toEqual(everyone);
    expect(told(live, eventOf(live, 'deputy', { type: 'camera.start' }))).toEqual(everyone);
    expect(told(live, eventOf(live, 'provinceChair', { type: 'camera.start' }))).not.toContain('delegate');
  });

  it('VIEW-3: who asks for the floor is told to who conducts its unit, also when a chair or speaker asks', () => {
    expect([...told(live, eventOf(live, 'delegate', request()))].sort()).toEqual(withTheDelegate);
    const central = ['chair', 'deputy', 'operator', 'recorder', 'secondDeputy', 'secretary'];
    expect([...told(live, eventOf(live, 'deputy', request()))].sort()).toEqual(central);
    const showing = play(live, [who.chair, grant(who.delegate, { floor: 'content' })]);
    expect([...told(showing, eventOf(showing, 'delegate', request()))].sort()).toEqual(withTheDelegate);
  });

  it('VIEW-5: who waits is told that the meeting opens, closes and how it is set, and what is about themselves', () => {
    const waiting = play(live, [hub, join(strangers.near)]);
    const view = viewOf(waiting, strangers.near.participant);
    expect(isShown(waiting, { type: 'meeting.closed' }, view)).toBe(true);
    expect(isShown(waiting, { type: 'meeting.opened' }, view)).toBe(true);
    expect(isShown(waiting, { type: 'settings.changed', settings: {} }, view)).toBe(true);
    expect(isShown(waiting, eventOf(live, 'chair', grant(who.delegate)), view)).toBe(false);
    const admitted: MeetingEvent = {
      type: 'participant.admitted',
      participant: strangers.near.participant,
      camera: 'off',
    };
    expect(receivesEvent(waiting, admitted, strangers.near.participant)).toBe(true);
  });

  it('VIEW-5: who is not in the meeting is told nothing that everyone is told', () => {
    const left = play(live, [who.delegate, { type: 'participant.leave' }]);
    expect(viewOf(left, who.delegate)).toEqual({ kind: 'none' });
    expect(receivesEvent(left, { type: 'meeting.closed' }, who.delegate)).toBe(false);
  });
});

describe('kinds of viewers', () => {
  it('VIEW-4: all of one kind receive the same, whichever order their roles were given in', () => {
    expect(viewKey(viewOf(live, who.delegate))).toBe(viewKey(viewOf(live, who.farSite)));
    expect(viewKey(viewOf(live, who.provinceChair))).toBe(viewKey(viewOf(live, who.provinceOperator)));
    expect(viewKey(viewOf(live, who.provinceChair))).not.toBe(viewKey(viewOf(live, who.districtChair)));
    const hall = places.central;
    const one = {
      kind: 'conductor',
      hall,
      scopes: [places.province, places.district, places.province],
    } as const;
    const other = { kind: 'conductor', hall, scopes: [places.district, places.province] } as const;
    expect(viewKey(one)).toBe(viewKey(other));
  });

  it('VIEW-4: a lost line changes nothing of what one receives', () => {
    const lost = play(live, [hub, drop(who.provinceChair)]);
    expect(viewChanged(live, lost, who.provinceChair)).toBe(false);
    const event = eventOf(lost, 'delegate', { type: 'camera.start' });
    expect(receivesEvent(lost, event, who.provinceChair)).toBe(true);
  });

  it.each<[string, Command, readonly SeatName[]]>([
    [
      'who gains a roster',
      { type: 'role.grant', participant: who.guest, role: 'secretary', unit: places.central },
      ['guest'],
    ],
    [
      'who loses one',
      { type: 'role.revoke', participant: who.provinceSecretary, role: 'secretary', unit: places.province },
      ['provinceSecretary'],
    ],
    [
      'everyone when the meeting has one more chair',
      { type: 'role.grant', participant: who.guest, role: 'chair', unit: places.central },
      everyone,
    ],
    [
      'nobody when a delegate is named',
      { type: 'role.grant', participant: who.observer, role: 'delegate', unit: places.otherCommune },
      [],
    ],
  ])('VIEW-4: a fresh part is due to %s', (_, command, due) => {
    const after = play(live, [who.chair, command]);
    expect(everyone.filter((name) => viewChanged(live, after, who[name]))).toEqual(due);
  });

  it('VIEW-4: a fresh part is due to who comes in', () => {
    const before = scheduledMeeting();
    const after = play(before, [hub, join(seats.delegate.card)]);
    expect(everyone.filter((name) => viewChanged(before, after, who[name]))).toEqual(['delegate']);
  });
});

describe('a sidebar', () => {
  const alone = play(
    live,
    [who.provinceChair, { type: 'sidebar.open', unit: places.province }],
    [who.provinceChair, grant(who.communeSite)],
    [who.chair, { type: 'sidebar.recall', participant: who.districtSite }],
  );
  const inTheMainHall = everyone.filter(
    (name) => !seats[name].card.unit.startsWith(places.province) && !aboveTheCommune.includes(name),
  );

  it.each<[string, SeatName, Command]>([
    ['a floor is given', 'provinceChair', grant(who.provinceSite)],
    ['it is recorded', 'provinceChair', { type: 'recording.start' }],
    [
      'a picture is put before all eyes',
      'provinceOperator',
      { type: 'stage.spotlight', participant: who.delegate },
    ],
    ['its chair speaks', 'provinceChair', { type: 'microphone.open' }],
    ['who speaks switches the camera on', 'communeSite', { type: 'camera.start' }],
    ['somebody asks for the floor', 'delegate', request()],
  ])('HALL-5: nobody in the main hall but who is above it is told that %s', (_, actor, command) => {
    const event = eventOf(alone, actor, command);
    const heard = told(alone, event);
    expect(heard).toContain('provinceChair');
    expect(heard).toContain('chair');
    expect(heard.filter((name) => inTheMainHall.includes(name))).toEqual([]);
  });

  it('HALL-5: all are told that it opens and closes, and who was called back only those who know them', () => {
    expect(told(live, { type: 'sidebar.opened', unit: places.province, unitName: '' })).toEqual(everyone);
    expect(told(alone, { type: 'sidebar.closed', unit: places.province })).toEqual(everyone);
    const recalled = eventOf(alone, 'chair', { type: 'sidebar.recall', participant: who.delegate });
    expect([...told(alone, recalled)].sort()).toEqual(withTheDelegate);
  });

  it('HALL-5, VIEW-2: of it a part holds that it is there, and more only for who sits in it or is above', () => {
    const outside = redact(alone, who.guest);
    expect(outside.sidebars).toEqual([{ ...alone.sidebars[0], recalled: [] }]);
    expect(outside.grants).toEqual([]);
    expect(outside.participantById[who.provinceChair]).toBeUndefined();
    const inside = redact(alone, who.delegate);
    expect(inside.grants).toEqual(alone.grants);
    expect(inside.participantById[who.provinceChair]).toBeDefined();
    expect(inside.participantById[who.chair]).toBeDefined();
    expect(redact(alone, who.chair)).toEqual(alone);
  });

  it('VIEW-2: what was tested and noted of a chair is not everyone’s', () => {
    const noted = play(live, [
      who.secretary,
      { type: 'attendance.mark', participant: who.chair, state: 'inPerson', reason: 'a reason' },
    ]);
    expect(redact(noted, who.guest).participantById[who.chair]?.attendance.state).toBe('uncalled');
    expect(redact(noted, who.chair).participantById[who.chair]?.attendance.state).toBe('inPerson');
  });

  it('VIEW-4: going into it, out of it and being called back are each a fresh part, to who goes', () => {
    const within = everyone.filter((name) => seats[name].card.unit.startsWith(places.province));
    const opened = play(live, [who.provinceChair, { type: 'sidebar.open', unit: places.province }]);
    expect(everyone.filter((name) => viewChanged(live, opened, who[name]))).toEqual(within);
    expect(everyone.filter((name) => viewChanged(opened, live, who[name]))).toEqual(within);
    const out = play(opened, [who.chair, { type: 'sidebar.recall', participant: who.delegate }]);
    expect(everyone.filter((name) => viewChanged(opened, out, who[name]))).toEqual(['delegate']);
  });

  it('VIEW-2: a site’s part stays flat, in a sidebar too', () => {
    for (const meeting of [live, alone]) {
      const part = redact(meeting, who.communeSite);
      const leading = meeting === live ? 3 : 4;
      expect(Object.keys(part.participantById)).toHaveLength(leading + 1);
    }
  });
});

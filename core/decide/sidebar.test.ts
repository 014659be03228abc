import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  drop,
  grant,
  grantOf,
  isOpen,
  join,
  liveMeeting,
  places,
  play,
  request,
  requestBy,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import { actingFor } from '../authority.ts';
import { hallOf } from '../hall.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import { stageOf } from '../stage.ts';
import { nextDeadline } from '../timing.ts';

const hub = system('hub');
const live = liveMeeting();
const open = (unit: UnitId) => ({ type: 'sidebar.open', unit }) as const;
const close = (unit: UnitId) => ({ type: 'sidebar.close', unit }) as const;
const recall = (participant: ParticipantId) => ({ type: 'sidebar.recall', participant }) as const;
const rejoin = (participant: ParticipantId) => ({ type: 'sidebar.rejoin', participant }) as const;
const delegate = (unit: UnitId) => ({ type: 'floor.delegate', unit, kind: null, limitMs: null }) as const;
const { province, district, central } = places;
const alone = play(live, [who.provinceChair, open(province)]);
const twice = play(alone, [who.districtChair, open(district)]);

describe('going on alone', () => {
  it('HALL-2: the chair of a unit opens its sidebar and closes it, and so does a chair above', () => {
    for (const chair of [who.provinceChair, who.chair]) {
      const { events, meeting } = act(live, by(chair), open(province), at(1_000));
      expect(events).toEqual([{ type: 'sidebar.opened', unit: province, unitName: 'unit 11' }]);
      expect(meeting.sidebars).toMatchObject([{ unit: province, openedAt: at(1_000), recalled: [] }]);
      const closed = act(meeting, by(chair), close(province));
      expect(closed.events).toEqual([{ type: 'sidebar.closed', unit: province }]);
      expect(closed.meeting.sidebars).toEqual([]);
    }
  });

  it.each([
    ['who conducts another unit', who.otherProvinceChair],
    ['who conducts only a part of it', who.districtChair],
    ['its secretary', who.provinceSecretary],
    ['a deputy of the meeting', who.deputy],
  ])('HALL-2: not %s', (_, actor) => {
    expect(act(live, by(actor), open(province)).refusal).toBe('not-permitted');
    expect(act(alone, by(actor), close(province)).refusal).toBe('not-permitted');
  });

  it('HALL-2: not the unit of a hall, not one without a chair, not before the meeting nor after it', () => {
    expect(act(live, by(who.chair), open(central)).refusal).toBe('already-alone');
    expect(act(alone, by(who.chair), open(province)).refusal).toBe('already-alone');
    expect(act(live, by(who.chair), open(places.commune)).refusal).toBe('no-chair');
    expect(act(live, by(who.chair), close(province)).refusal).toBe('not-alone');
    expect(act(live, by(who.chair), close(central)).refusal).toBe('not-alone');
    const early = play(scheduledMeeting(), [hub, join(seats.chair.card)]);
    expect(act(early, by(who.chair), open(province)).refusal).toBe('not-live');
    expect(act(early, by(who.chair), close(province)).refusal).toBe('not-live');
  });

  it('HALL-2: not a unit whose only chair sits outside it', () => {
    const role = { type: 'role.grant', participant: who.guest, role: 'chair', unit: places.commune } as const;
    expect(act(play(live, [who.chair, role]), by(who.chair), open(places.commune)).refusal).toBe('no-chair');
  });

  it('HALL-2: within a sidebar too, and closing the outer one leaves the inner one', () => {
    expect(hallOf(twice, who.delegate)).toBe(district);
    const inner = play(twice, [who.chair, close(province)]);
    expect(inner.sidebars.map(({ unit }) => unit)).toEqual([district]);
    expect(hallOf(inner, who.delegate)).toBe(district);
    expect(hallOf(inner, who.provinceSite)).toBe(central);
  });

  it('HALL-2: a chair or deputy of the hall around whose seat is within stays, as if called back', () => {
    const led = play(
      live,
      [who.chair, { type: 'role.grant', participant: who.communeSite, role: 'chair', unit: central }],
      [who.chair, { type: 'role.grant', participant: who.provinceSecretary, role: 'deputy', unit: central }],
      [who.chair, { type: 'role.grant', participant: who.districtChair, role: 'deputy', unit: central }],
      [who.chair, { type: 'role.grant', participant: who.districtChair, role: 'deputy', unit: province }],
    );
    const { meeting } = act(led, by(who.provinceChair), open(province));
    expect(hallOf(meeting, who.communeSite)).toBe(central);
    expect(hallOf(meeting, who.provinceSecretary)).toBe(central);
    // It leads the province as well, which would be without a deputy.
    expect(hallOf(meeting, who.districtChair)).toBe(province);
    expect(meeting.sidebars[0]?.recalled).toEqual([who.communeSite, who.provinceSecretary]);
  });

  it('ROLE-4: the only chair of a sidebar stays chair as long as it is open', () => {
    const take = {
      type: 'role.revoke',
      participant: who.provinceChair,
      role: 'chair',
      unit: province,
    } as const;
    expect(act(alone, by(who.chair), take).refusal).toBe('last-chair');
    expect(act(live, by(who.chair), take).refusal).toBeNull();
  });
});

describe('going from one hall to another', () => {
  it('HALL-3: floors given to those who go, or to their units, end, and the microphones close', () => {
    const busy = play(
      live,
      [who.chair, delegate(province)],
      [who.provinceChair, grant(who.communeSite)],
      [who.chair, grant(who.farSite)],
    );
    const { events, meeting } = act(busy, by(who.chair), open(province));
    const ended = events.filter(({ type }) => type === 'floor.revoked');
    expect(ended).toEqual([
      { type: 'floor.revoked', grant: grantOf(busy, who.communeSite).id, reason: 'above' },
      { type: 'floor.revoked', grant: busy.delegations[0]?.id, reason: 'moved' },
    ]);
    expect(events).toContainEqual({
      type: 'microphone.closed',
      participant: who.communeSite,
      reason: 'moved',
    });
    expect(isOpen(meeting, who.communeSite)).toBe(false);
    expect(isOpen(meeting, who.farSite)).toBe(true);
    expect(meeting.grants.map(({ holder }) => holder.participant)).toEqual([who.farSite]);
    expect(events.at(-1)?.type).toBe('sidebar.opened');
  });

  it('HALL-3: on the way back too: of the chair’s own microphone, and of what was given inside', () => {
    const busy = play(
      alone,
      [who.provinceChair, { type: 'microphone.open' }],
      [who.provinceChair, grant(who.communeSite)],
    );
    const back = play(busy, [who.provinceChair, close(province)]);
    expect(back.grants).toEqual([]);
    expect([who.provinceChair, who.communeSite].map((each) => isOpen(back, each))).toEqual([false, false]);
    expect(back.speeches).toMatchObject([{ speaker: { participant: who.communeSite }, hall: province }]);
  });

  it('HALL-3: whoever will speak freely keeps the microphone open', () => {
    const speaking = play(live, [who.chair, grant(who.provinceChair)]);
    const { meeting } = act(speaking, by(who.provinceChair), open(province));
    expect(meeting.grants).toEqual([]);
    expect(isOpen(meeting, who.provinceChair)).toBe(true);
  });

  it('HALL-3: a request goes with who made it, to the desk of their hall, in its place', () => {
    const asked = play(
      live,
      [who.farSite, request()],
      [who.communeSite, request()],
      [who.delegate, request()],
    );
    const moved = play(asked, [who.provinceChair, open(province)]);
    expect(requestBy(moved, who.communeSite).desk).toBe(province);
    expect(requestBy(moved, who.farSite).desk).toBe(central);
    expect(moved.queue.map(({ rank }) => rank)).toEqual(asked.queue.map(({ rank }) => rank));
    const next = play(moved, [who.provinceChair, { type: 'floor.next' }]);
    expect(grantOf(next, who.communeSite).hall).toBe(province);
    const back = play(moved, [who.provinceChair, close(province)]);
    expect(requestBy(back, who.delegate).desk).toBe(central);
  });

  it('HALL-3: where requests climb, one keeps the desk that it has on the way there', () => {
    const climbing = liveMeeting({ settings: { requestRoute: 'climb' } });
    const asked = play(climbing, [who.communeSite, request()], [who.districtSite, request()]);
    expect(asked.queue.map(({ desk }) => desk)).toEqual([district, district]);
    const moved = play(asked, [who.chair, open(province)]);
    expect(moved.queue.map(({ desk }) => desk)).toEqual([district, district]);
    const deeper = play(moved, [who.chair, open(district)], [who.chair, close(province)]);
    expect(deeper.queue.map(({ desk }) => desk)).toEqual([district, district]);
  });

  it('HALL-3: a question called with somebody who goes ends', () => {
    const questioning = liveMeeting({ settings: { discussion: 'questioning' } });
    const called = play(questioning, [
      who.chair,
      { type: 'question.call', asker: who.delegate, answerer: who.farSite },
    ]);
    const { events } = act(called, by(who.chair), open(province));
    expect(events).toContainEqual({ type: 'question.ended', hall: central });
  });

  it('HALL-3: the picture of who goes is no longer before all eyes', () => {
    const lit = play(live, [who.operator, { type: 'stage.spotlight', participant: who.communeSite }]);
    const moved = play(lit, [who.provinceChair, open(province)]);
    expect(stageOf(moved, central).spotlight).toBeNull();
    const stays = play(live, [who.operator, { type: 'stage.spotlight', participant: who.farSite }]);
    expect(stageOf(play(stays, [who.chair, open(province)]), central).spotlight).not.toBeNull();
  });

  it('HALL-3: a chair who was called back leaves the sidebar to its deputy, and takes it back on return', () => {
    const role = {
      type: 'role.grant',
      participant: who.provinceSecretary,
      role: 'deputy',
      unit: province,
    } as const;
    const out = play(alone, [who.chair, role], [who.chair, recall(who.provinceChair)]);
    expect(stageOf(out, province).chair).toBeNull();
    const acting = play(out, [system('clock'), { type: 'clock.tick' }, nextDeadline(out) ?? 0]);
    expect(actingFor(acting, province)?.participant).toBe(who.provinceSecretary);
    const speaking = play(acting, [who.provinceSecretary, { type: 'microphone.open' }, at(60_000)]);
    expect(stageOf(speaking, province).chair?.participant).toBe(who.provinceSecretary);
    const back = play(speaking, [who.chair, rejoin(who.provinceChair), at(70_000)]);
    expect(actingFor(back, province)).toBeNull();
    expect(isOpen(back, who.provinceSecretary)).toBe(false);
    expect(stageOf(back, province).chair?.participant).toBe(who.provinceChair);
  });

  it('HALL-3: who acts for the chair of a hall acts no longer once it is called out of it', () => {
    const role = {
      type: 'role.grant',
      participant: who.provinceSecretary,
      role: 'deputy',
      unit: province,
    } as const;
    const handed = play(
      alone,
      [who.chair, role],
      [who.provinceChair, { type: 'deputy.start', participant: who.provinceSecretary, unit: province }],
    );
    const out = play(handed, [who.chair, recall(who.provinceSecretary)]);
    expect(actingFor(out, province)).toBeNull();
  });
});

describe('called back', () => {
  it('HALL-4: somebody of a sidebar, by who conducts the hall around it, and let go again', () => {
    const { events, meeting } = act(alone, by(who.chair), recall(who.communeSite));
    expect(events).toEqual([{ type: 'sidebar.recalled', unit: province, participant: who.communeSite }]);
    expect(hallOf(meeting, who.communeSite)).toBe(central);
    expect(act(meeting, by(who.chair), recall(who.communeSite)).events).toEqual([]);
    const given = play(meeting, [who.chair, grant(who.communeSite)]);
    const { events: back, meeting: after } = act(given, by(who.chair), rejoin(who.communeSite));
    expect(back.map(({ type }) => type)).toEqual(['floor.revoked', 'microphone.closed', 'sidebar.rejoined']);
    expect(hallOf(after, who.communeSite)).toBe(province);
    expect(act(after, by(who.chair), rejoin(who.communeSite)).events).toEqual([]);
  });

  it('HALL-4: not by who conducts only the sidebar, nor from no sidebar', () => {
    expect(act(alone, by(who.provinceChair), recall(who.communeSite)).refusal).toBe('not-permitted');
    const out = play(alone, [who.chair, recall(who.communeSite)]);
    expect(act(out, by(who.provinceChair), rejoin(who.communeSite)).refusal).toBe('not-permitted');
    expect(act(alone, by(who.chair), recall(who.farSite)).refusal).toBe('not-alone');
    expect(act(alone, by(who.chair), rejoin(who.farSite)).refusal).toBe('not-alone');
  });

  it('HALL-4: out of two sidebars and into them again one hall at a time', () => {
    const out = play(twice, [who.provinceChair, recall(who.delegate)], [who.chair, recall(who.delegate)]);
    expect(hallOf(out, who.delegate)).toBe(central);
    const within = play(out, [who.chair, rejoin(who.delegate)]);
    expect(hallOf(within, who.delegate)).toBe(province);
    expect(hallOf(play(within, [who.provinceChair, rejoin(who.delegate)]), who.delegate)).toBe(district);
  });
});

describe('a hall of its own', () => {
  it('HALL-5: has floors of its own: somebody of another hall is elsewhere', () => {
    expect(act(alone, by(who.chair), grant(who.communeSite)).refusal).toBe('elsewhere');
    expect(act(alone, by(who.provinceChair), grant(who.communeSite)).refusal).toBeNull();
    const both = play(
      alone,
      [who.chair, grant(who.farSite)],
      [who.provinceChair, grant(who.communeSite)],
      [who.chair, request({ floor: 'content' })],
      [who.provinceChair, request({ floor: 'content' })],
    );
    expect(both.grants.map(({ hall }) => hall)).toEqual([central, province, central, province]);
    expect(stageOf(both, province)).toMatchObject({
      chair: { participant: who.provinceChair },
      speakers: [{ holder: { participant: who.communeSite } }],
      content: { holder: { participant: who.provinceChair } },
    });
    expect(stageOf(both, central)).toMatchObject({
      chair: { participant: who.chair },
      speakers: [{ holder: { participant: who.farSite } }],
    });
  });

  it('HALL-5: its chair conducts it as the meeting’s chair the main hall, while its line holds', () => {
    expect(isOpen(play(alone, [who.provinceChair, { type: 'microphone.open' }]), who.provinceChair)).toBe(
      true,
    );
    const lost = play(alone, [hub, drop(who.provinceChair)]);
    expect(stageOf(lost, province).chair).toMatchObject({
      participant: who.provinceChair,
      connected: false,
    });
    expect(stageOf(lost, central).chair?.participant).toBe(who.chair);
  });

  it('REC-2, HALL-5: is recorded for itself, beside the main hall, until it closes', () => {
    const both = play(
      alone,
      [who.chair, { type: 'recording.start' }],
      [who.provinceChair, { type: 'recording.start' }],
    );
    expect(both.recordings.map(({ hall, state }) => [hall, state])).toEqual([
      [central, 'starting'],
      [province, 'starting'],
    ]);
    expect(act(both, by(who.provinceChair), { type: 'recording.start' }).refusal).toBe('already-recording');
    const closed = play(both, [who.chair, close(province)]);
    expect(closed.recordings.map(({ state }) => state)).toEqual(['starting', 'stopping']);
  });
});

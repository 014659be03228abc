import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  act,
  administrator,
  at,
  by,
  draft,
  grant,
  id,
  join,
  liveMeeting,
  places,
  play,
  type SeatName,
  scheduledMeeting,
  seats,
  start,
  strangers,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { Actor } from '../actor.ts';
import { chairsOf } from '../authority.ts';
import type { ArrangingCommand, CommandOf } from '../command.ts';
import type { Invitation } from '../create.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { usualSettings } from '../settings.ts';
import { receivesEvent } from '../view.ts';

const convener: Actor = { kind: 'convener', id: id<ParticipantId>('person:elsewhere') };
const hub = system('hub');
const move = (scheduledAt: number, reason = 'Trùng lịch họp Tỉnh ủy') =>
  ({ type: 'meeting.reschedule', scheduledAt, reason }) as const;
const postpone = { type: 'meeting.postpone', reason: 'Bão số 9' } as const;
const cancel = { type: 'meeting.cancel', reason: 'Không còn cần' } as const;

/** What stands now, as an order that changes nothing. */
function standing(meeting: Meeting, change: Partial<CommandOf<'meeting.revise'>> = {}) {
  const invited = Object.values(meeting.participantById).map(
    ({ card }): Invitation => ({
      card,
      roles: meeting.roles
        .filter(({ participant }) => participant === card.participant)
        .map(({ role, unit }) => ({ role, unit })),
    }),
  );
  const { title, plannedMs, settings, agenda } = meeting;
  return {
    type: 'meeting.revise',
    title,
    plannedMs,
    settings,
    agenda: agenda.map(({ id: _, ...item }) => item),
    invited: invited.toSorted(
      (one, other) => firstRole(meeting, one.card.participant) - firstRole(meeting, other.card.participant),
    ),
    ...change,
  } as const;
}
function firstRole(meeting: Meeting, participant: ParticipantId): number {
  return meeting.roles.findIndex((held) => held.participant === participant);
}
const without = (meeting: Meeting, ...names: readonly SeatName[]) =>
  standing(meeting).invited.filter(({ card }) => names.every((name) => card.participant !== who[name]));

const phases: readonly (readonly [string, Meeting, string | null])[] = [
  ['scheduled', scheduledMeeting(), null],
  ['in trial', { ...scheduledMeeting(), phase: { kind: 'trial', since: start } }, null],
  ['postponed', play(scheduledMeeting(), [convener, postpone]), null],
  ['live', liveMeeting(), 'already-live'],
  ['closed', play(liveMeeting(), [who.chair, { type: 'meeting.close' }]), 'already-closed'],
  ['cancelled', play(scheduledMeeting(), [convener, cancel]), 'meeting-cancelled'],
];

describe('moving, postponing and cancelling a meeting', () => {
  it.each(phases)('SCHEDULE-1: of one that is %s', (_phase, meeting, refusal) => {
    const wishes: readonly ArrangingCommand[] = [
      move(at(3_600_000)),
      { type: 'meeting.postpone', reason: 'Mất điện diện rộng' },
      cancel,
      standing(meeting, { title: 'Another' }),
    ];
    for (const wish of wishes) {
      const outcome = act(meeting, convener, wish, at(9));
      expect([wish.type, outcome.refusal]).toEqual([wish.type, refusal]);
      expect(outcome.events.length > 0).toBe(refusal === null);
    }
  });

  it('SCHEDULE-2: moved, it is scheduled then, and remembers from when and why', () => {
    const meeting = play(scheduledMeeting(), [convener, move(at(60_000)), at(1)]);
    expect(meeting).toMatchObject({
      scheduledAt: at(60_000),
      phase: { kind: 'scheduled' },
      reschedulings: [{ from: start, reason: 'Trùng lịch họp Tỉnh ủy', at: at(1) }],
    });
    expect(act(meeting, convener, move(at(60_000), 'Một lý do khác')).events).toEqual([]);
  });

  it('SCHEDULE-2: postponed, it is moved back onto the schedule, also to the time it had', () => {
    const meeting = play(scheduledMeeting(), [convener, postpone], [convener, move(start), at(2)]);
    expect(meeting.phase).toEqual({ kind: 'scheduled' });
    expect(meeting.reschedulings).toHaveLength(1);
    expect(meeting.scheduledAt).toBe(start);
  });

  it('SCHEDULE-3: postponed and cancelled it says why, and is not opened', () => {
    const seated = play(scheduledMeeting(), [hub, join(seats.chair.card)]);
    const postponed = play(seated, [convener, postpone, at(5)]);
    expect(postponed.phase).toEqual({ kind: 'postponed', since: at(5), reason: 'Bão số 9' });
    expect(act(postponed, by(who.chair), { type: 'meeting.open' }).refusal).toBe('not-live');
    expect(act(postponed, convener, postpone).events).toEqual([]);
    const cancelled = play(postponed, [convener, cancel, at(6)]);
    expect(cancelled.phase).toEqual({ kind: 'cancelled', since: at(6), reason: 'Không còn cần' });
    expect(act(cancelled, by(who.chair), { type: 'meeting.open' }).refusal).toBe('meeting-cancelled');
    expect(act(cancelled, hub, join(seats.communeSite.card)).refusal).toBe('meeting-cancelled');
  });

  it('SCHEDULE-4: in the meeting its chair does so; a chair of a subtree, or one who has not come, does not', () => {
    const empty = scheduledMeeting();
    const seated = play(empty, [hub, join(seats.chair.card)], [hub, join(seats.provinceChair.card)]);
    for (const wish of [move(at(1)), postpone, cancel]) {
      expect(act(seated, by(who.chair), wish).refusal).toBeNull();
      expect(act(seated, by(who.provinceChair), wish).refusal).toBe('not-permitted');
      expect(act(empty, by(who.chair), wish).refusal).toBe('not-present');
    }
  });

  it('SCHEDULE-4: from outside, who may arrange it and an administrator do, and wish nothing else of it', () => {
    for (const actor of [convener, administrator]) {
      expect(act(scheduledMeeting(), actor, postpone).refusal).toBeNull();
      expect(act(scheduledMeeting(), actor, { type: 'meeting.open' }).refusal).toBe('not-permitted');
      expect(act(liveMeeting(), actor, grant(who.delegate)).refusal).toBe('not-permitted');
      expect(act(scheduledMeeting(), actor, join(strangers.near)).refusal).toBe('not-permitted');
    }
  });

  it('SCHEDULE-4: a meeting is changed by the hub’s word alone on who is invited: no participant sends that', () => {
    const seated = play(scheduledMeeting(), [hub, join(seats.chair.card)]);
    expect(act(seated, by(who.chair), standing(seated)).refusal).toBe('not-permitted');
    expect(act(seated, hub, standing(seated)).refusal).toBe('not-permitted');
  });

  it('SCHEDULE-9: whoever is there is told at once, waiting or not', () => {
    const meeting = play(
      scheduledMeeting({ settings: { admission: 'nobody' } }),
      [hub, join(seats.chair.card)],
      [hub, join(seats.communeSite.card)],
    );
    expect(participantOf(meeting, who.communeSite)?.presence.kind).toBe('waiting');
    for (const wish of [move(at(1)), postpone, cancel]) {
      const [event] = act(meeting, convener, wish).events;
      expect(event && receivesEvent(meeting, event, who.communeSite)).toBe(true);
      expect(event && receivesEvent(meeting, event, who.chair)).toBe(true);
    }
  });
});

describe('changing a meeting before it begins', () => {
  const meeting = scheduledMeeting();
  const revise = (change: Partial<CommandOf<'meeting.revise'>>, before = meeting) =>
    act(before, convener, standing(before, change), at(1));

  it('SCHEDULE-5: an order that says what stands makes nothing happen', () => {
    expect(revise({}).events).toEqual([]);
  });

  it('SCHEDULE-5: title, length and settings: only what differs happens', () => {
    const { events, meeting: after } = revise({
      title: 'Another title',
      plannedMs: 7_200_000,
      settings: { ...usualSettings, maxSpeakers: 4 },
    });
    expect(events.map(({ type }) => type)).toEqual(['meeting.renamed', 'settings.changed']);
    expect(events[1]).toMatchObject({ settings: { maxSpeakers: 4 } });
    expect(after).toMatchObject({ title: 'Another title', plannedMs: 7_200_000, scheduledAt: start });
  });

  it('SCHEDULE-5: an agenda item under the same title stays the same, and a new one is never taken for it', () => {
    const [opening, reports] = meeting.agenda;
    const { meeting: after } = revise({
      agenda: [
        { title: 'Reports', presenter: 'Somebody else', plannedMs: null, kinds: ['paper'] },
        { title: 'Votes', presenter: '', plannedMs: null },
      ],
    });
    expect(after.agenda.map(({ id: item, title }) => [item, title])).toEqual([
      [reports?.id, 'Reports'],
      ['a3', 'Votes'],
    ]);
    expect(after.agenda.map(({ id: item }) => item)).not.toContain(opening?.id);
    expect(after.agenda[0]).toMatchObject({ presenter: 'Somebody else', kinds: ['paper'] });
  });

  it('SCHEDULE-5: the newly invited get seat and roles, and whoever came uninvited becomes one of them', () => {
    const came = play(meeting, [hub, join(strangers.near)]);
    const guest = { card: strangers.near, roles: [{ role: 'guest', unit: strangers.near.unit }] } as const;
    for (const before of [meeting, came]) {
      const invited = [...without(before), guest].filter(
        (one, index, all) =>
          all.findLastIndex(({ card }) => card.participant === one.card.participant) === index,
      );
      const { meeting: after } = revise({ invited }, before);
      expect(participantOf(after, strangers.near.participant)?.invited).toBe(true);
      expect(after.roles).toContainEqual({
        participant: strangers.near.participant,
        role: 'guest',
        unit: strangers.near.unit,
      });
    }
    expect(participantOf(came, strangers.near.participant)?.presence.kind).toBe('waiting');
  });

  it('SCHEDULE-5: those invited no longer lose seat and roles; the recorder is nobody’s guest', () => {
    const { meeting: after } = revise({
      invited: without(meeting, 'farDelegate', 'farSite', 'recorder'),
    });
    expect(participantOf(after, who.farDelegate)).toBeUndefined();
    expect(participantOf(after, who.farSite)).toBeUndefined();
    expect(participantOf(after, who.recorder)).toBeDefined();
    expect(after.roles.filter(({ participant }) => participant === who.farDelegate)).toEqual([]);
  });

  it('SCHEDULE-5: one of them who is there already is turned away', () => {
    const seated = play(meeting, [hub, join(seats.farSite.card)]);
    const { meeting: after } = revise({ invited: without(seated, 'farSite') }, seated);
    expect(participantOf(after, who.farSite)).toMatchObject({
      invited: false,
      presence: { kind: 'denied', since: at(1) },
    });
    expect(act(after, hub, join(seats.farSite.card)).refusal).toBe('admission-denied');
  });

  it('SCHEDULE-5, CONVENE-4: another chosen chair stands first, whoever chaired before', () => {
    const chairing = { role: 'chair', unit: places.central } as const;
    const { secretary } = seats;
    const invited = [{ card: secretary.card, roles: [chairing] }, ...without(meeting, 'secretary')];
    const { meeting: after } = revise({ invited });
    expect(chairsOf(after, places.central)).toEqual([who.secretary, who.chair]);
    expect(after.roles.filter(({ participant }) => participant === who.secretary)).toHaveLength(1);
  });

  it('SCHEDULE-5: without a chair, or with a unit that it does not have, it is refused whole', () => {
    expect(revise({ invited: without(meeting, 'chair'), title: 'Never' })).toMatchObject({
      refusal: 'last-chair',
      events: [],
    });
    const nowhere = { ...seats.delegate.card, unit: id<UnitId>('nowhere') };
    const strange = [...without(meeting, 'delegate'), { card: nowhere, roles: [] }];
    expect(revise({ invited: strange }).refusal).toBe('broken-units');
  });

  it('SCHEDULE-5: whatever is ordered comes about: who is invited, as what, and nobody else', () => {
    const everyone = draft().invited.filter(({ card }) => card.kind !== 'recorder');
    const orders = fc.subarray([...everyone.keys()], { minLength: 1 }).chain((kept) =>
      fc.record({
        kept: fc.constant(kept),
        role: fc.constantFrom('delegate', 'guest', 'observer', 'operator'),
      }),
    );
    fc.assert(
      fc.property(orders, orders, (first, second) => {
        const chaired = { card: seats.chair.card, roles: [{ role: 'chair', unit: places.central }] } as const;
        const invitedBy = ({ kept, role }: typeof first): readonly Invitation[] => [
          chaired,
          ...kept
            .flatMap((index) => everyone[index] ?? [])
            .filter(({ card }) => card.participant !== who.chair)
            .map(({ card }) => ({ card, roles: [{ role, unit: card.unit }] as const })),
        ];
        let now = meeting;
        for (const order of [first, second]) {
          const invited = invitedBy(order);
          now = revise({ invited }, now).meeting;
          const seated = Object.values(now.participantById).filter(({ card }) => card.kind !== 'recorder');
          expect(new Set(seated.map(({ card }) => card.participant))).toEqual(
            new Set(invited.map(({ card }) => card.participant)),
          );
          const wanted = invited.flatMap(({ card: { participant }, roles }) =>
            roles.map((held) => `${participant} ${held.role} ${held.unit}`),
          );
          const held = now.roles
            .filter(({ participant }) => participant !== who.recorder)
            .map(({ participant, role, unit }) => `${participant} ${role} ${unit}`);
          expect(held.toSorted()).toEqual(wanted.toSorted());
          expect(revise({ invited }, now).events).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

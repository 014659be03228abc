import type { CommandOf } from '../command.ts';
import { agendaOf, grantsOf, type Invitation, invitationRefusal } from '../create.ts';
import type { MeetingEvent } from '../event.ts';
import type { AgendaItem, Meeting } from '../meeting.ts';
import { newParticipant, participantOf, seatedCard } from '../participant.ts';
import type { RoleGrant } from '../role.ts';
import type { MeetingSettings } from '../settings.ts';
import { accept, type Decision, refuse } from './context.ts';
import { endEverythingOf } from './floor-ending.ts';

/** Plain data that says the same. Keys stand in one order: both sides are built by the same code. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function renamed(meeting: Meeting, title: string, plannedMs: number | null): readonly MeetingEvent[] {
  const stands = meeting.title === title && meeting.plannedMs === plannedMs;
  return stands ? [] : [{ type: 'meeting.renamed', title, plannedMs }];
}

function settled(before: MeetingSettings, wanted: MeetingSettings): readonly MeetingEvent[] {
  const changed = Object.entries(wanted).filter(
    ([key, value]) => !same(before[key as keyof MeetingSettings], value),
  );
  const settings: Partial<MeetingSettings> = Object.fromEntries(changed);
  return changed.length === 0 ? [] : [{ type: 'settings.changed', settings }];
}

const facts = ({ id, title, presenter, plannedMs, kinds, limitMsByKind }: AgendaItem) =>
  JSON.stringify([id, title, presenter, plannedMs, kinds, limitMsByKind]);

function planned(meeting: Meeting, agenda: readonly AgendaItem[]): readonly MeetingEvent[] {
  const stands = same(meeting.agenda.map(facts), agenda.map(facts));
  return stands ? [] : [{ type: 'agenda.changed', agenda }];
}

/** Whoever is newly invited, and whoever came by themselves and is now. */
function added(meeting: Meeting, invited: readonly Invitation[]): readonly MeetingEvent[] {
  return invited.flatMap(({ card }): readonly MeetingEvent[] => {
    const known = participantOf(meeting, card.participant);
    if (known?.invited) return [];
    const participant = known
      ? { ...known, invited: true }
      : newParticipant(seatedCard(meeting, card), { invited: true, camera: 'off' });
    return [{ type: 'participant.added', participant }];
  });
}

/** Whoever is invited no longer; the recorder is nobody's guest. */
function removed(meeting: Meeting, invited: readonly Invitation[]): readonly MeetingEvent[] {
  const staying = new Set(invited.map(({ card }) => card.participant));
  return Object.values(meeting.participantById)
    .filter(({ card, invited: was }) => was && card.kind !== 'recorder' && !staying.has(card.participant))
    .flatMap(({ card: { participant } }): readonly MeetingEvent[] => [
      ...endEverythingOf(meeting, participant, { floor: 'removed', microphone: 'left' }),
      { type: 'participant.uninvited', participant },
    ]);
}

const grantKey = ({ participant, role, unit }: RoleGrant) => `${participant} ${role} ${unit}`;

/**
 * Roles as they are to be. Who stands first among the chairs is the first chair (CONVENE-4), and a role that is granted
 * stands last: so where that order changes, the chairs are granted anew.
 */
function empowered(meeting: Meeting, invited: readonly Invitation[]): readonly MeetingEvent[] {
  const wanted = grantsOf(invited);
  const concerned = new Set(invited.map(({ card }) => card.participant));
  const held = meeting.roles.filter(({ participant }) => concerned.has(participant));
  const wantedKeys = new Set(wanted.map(grantKey));
  const heldKeys = new Set(held.map(grantKey));
  const isChair = ({ role, unit }: RoleGrant) => role === 'chair' && unit === meeting.unit;
  const chairsAfter = [
    ...held.filter((grant) => wantedKeys.has(grantKey(grant))),
    ...wanted.filter((grant) => !heldKeys.has(grantKey(grant))),
  ].filter(isChair);
  const anew = !same(chairsAfter.map(grantKey), wanted.filter(isChair).map(grantKey));
  const again = (grant: RoleGrant) => anew && isChair(grant);
  return [
    ...held
      .filter((grant) => again(grant) || !wantedKeys.has(grantKey(grant)))
      .map((grant): MeetingEvent => ({ type: 'role.revoked', grant })),
    ...wanted
      .filter((grant) => again(grant) || !heldKeys.has(grantKey(grant)))
      .map((grant): MeetingEvent => ({ type: 'role.granted', grant })),
  ];
}

/** A meeting that has not begun, changed into what is ordered now (SCHEDULE-5): only what differs happens. */
export function revise(meeting: Meeting, command: CommandOf<'meeting.revise'>): Decision {
  const { title, plannedMs, settings, agenda, invited } = command;
  const code = invitationRefusal(invited, meeting);
  if (code !== null) return refuse(code);
  return accept(
    ...renamed(meeting, title, plannedMs),
    ...settled(meeting.settings, settings),
    ...planned(meeting, agendaOf(agenda, meeting.agenda)),
    ...removed(meeting, invited),
    ...added(meeting, invited),
    ...empowered(meeting, invited),
  );
}

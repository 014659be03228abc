import { actingFor, chairsOf, may, speaksFreely } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import { isHall } from '../hall.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { permissionsByRole } from '../role.ts';
import { unitOf } from '../unit.ts';
import { advance } from './advance.ts';
import { endUnallowedTalks } from './assist.ts';
import { accept, type Decision, refuse, type Wish } from './context.ts';
import { chairIsBack } from './deputy.ts';
import { endEverythingOf, endGrants, unled } from './floor-ending.ts';

function holdsRole(
  meeting: Meeting,
  { participant, role, unit }: CommandOf<'role.grant' | 'role.revoke'>,
): boolean {
  return meeting.roles.some(
    (grant) => grant.participant === participant && grant.role === role && grant.unit === unit,
  );
}

/** Nobody grants more than they hold over that unit, and `recorder` is the hub's alone (ROLE-2). */
export function grantRole({ meeting, self }: Wish, command: CommandOf<'role.grant'>): Decision {
  const { participant, role, unit } = command;
  const target = participantOf(meeting, participant);
  if (!target || !unitOf(meeting.unitById, unit)) return refuse('not-found');
  if (role === 'recorder' || target.card.kind === 'recorder') return refuse('not-permitted');
  if (!permissionsByRole[role].every((permission) => may(meeting, self, permission, unit))) {
    return refuse('not-permitted');
  }
  if (holdsRole(meeting, command)) return accept();
  const grant = { participant, role, unit };
  const after: Meeting = { ...meeting, roles: [...meeting.roles, grant] };
  const back = target.presence.kind === 'present' ? chairIsBack(after, participant) : [];
  return accept({ type: 'role.granted', grant }, ...back);
}

/** Taking a role away also takes what it allowed: floor, request, open microphone (ROLE-3). */
export function revokeRole(
  { meeting, self }: Wish,
  command: CommandOf<'role.revoke'>,
  now: number,
): Decision {
  const { participant, role, unit } = command;
  if (!holdsRole(meeting, command)) return refuse('not-found');
  if (!permissionsByRole[role].every((permission) => may(meeting, self, permission, unit))) {
    return refuse('not-permitted');
  }
  const chairs = chairsOf(meeting, unit);
  if (role === 'chair' && isHall(meeting, unit) && chairs.length === 1) return refuse('last-chair');
  const revoked: MeetingEvent = { type: 'role.revoked', grant: { participant, role, unit } };
  const endsActing = role === 'deputy' && actingFor(meeting, unit)?.participant === participant;
  const acting: readonly MeetingEvent[] = endsActing ? [{ type: 'deputy.ended', unit }] : [];
  const actors = Object.entries(meeting.actingByUnit).filter(([each]) => !endsActing || each !== unit);
  const after: Meeting = {
    ...meeting,
    actingByUnit: Object.fromEntries(actors),
    roles: meeting.roles.filter(
      (grant) => grant.participant !== participant || grant.role !== role || grant.unit !== unit,
    ),
  };
  // What was given to a unit that has no chair any more, or in its name, ends with the role (FLOOR-17).
  const ended = endGrants(after, unled(after), 'role');
  const unallowed = endUnallowed(advance(after, ended, now), participant);
  return accept(revoked, ...acting, ...ended, ...unallowed, ...endUnallowedTalks(after, participant));
}

function endUnallowed(after: Meeting, participant: ParticipantId): readonly MeetingEvent[] {
  const target = participantOf(after, participant);
  if (!target) return [];
  if (!may(after, participant, 'floor.hold', target.card.unit)) {
    return endEverythingOf(after, participant, { floor: 'role', microphone: 'floor' });
  }
  const speaks = speaksFreely(after, participant);
  const holds = after.grants.some(
    (grant) => grant.floor === 'speech' && grant.holder.participant === participant,
  );
  return target.microphone === 'on' && !speaks && !holds
    ? [{ type: 'microphone.closed', participant, reason: 'floor' }]
    : [];
}

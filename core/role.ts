import type { ParticipantId, UnitId } from './id.ts';

export const roles = [
  'chair',
  'deputy',
  'secretary',
  'operator',
  'delegate',
  'guest',
  'observer',
  'site',
  'recorder',
] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  /** open and close the meeting */
  'meeting.conduct',
  /** admit, deny, remove */
  'admission.decide',
  /** give, refuse, order and take back the speech floor and the content floor */
  'floor.conduct',
  /** open one's microphone without holding the floor */
  'floor.free',
  /** be given the speech floor */
  'floor.hold',
  /** ask for a floor */
  'floor.request',
  /** close other people's microphones */
  'microphone.mute',
  /** present without being asked to */
  'content.present',
  'recording.order',
  'role.grant',
  'agenda.conduct',
  'settings.change',
  /** turn a subtree into a hall of its own and bring it back */
  'sidebar.conduct',
  /** put somebody's picture before everyone's eyes */
  'stage.arrange',
  /** begin and end the trial, and confirm what was tested */
  'trial.conduct',
  /** enter heads, mark who is there, call the roll */
  'attendance.take',
  /** help a site from afar: its devices, its volume, its session; talk to it alone */
  'site.assist',
  /** tell all of a subtree something in writing */
  'notice.send',
  /** put a question to the vote, close it, enter hands counted in rooms */
  'vote.conduct',
  /** vote, as a person */
  'vote.cast',
  /** add, name and take away documents */
  'document.manage',
  /** see the roster of a subtree, its queue, and pictures of its sites */
  'roster.view',
] as const;
export type Permission = (typeof permissions)[number];

/** What each role may do, within the unit's subtree that the grant names (ROLE-1). The one table of authority. */
export const permissionsByRole: Readonly<Record<Role, readonly Permission[]>> = {
  chair: permissions,
  // A deputy's right to conduct sleeps until the chair's line has been gone for a while: see `actingPermissions`.
  deputy: ['floor.hold', 'floor.request', 'content.present', 'vote.cast', 'roster.view'],
  secretary: [
    'admission.decide',
    'agenda.conduct',
    'attendance.take',
    'content.present',
    'document.manage',
    'floor.hold',
    'floor.request',
    'notice.send',
    'roster.view',
    'vote.conduct',
  ],
  operator: [
    'admission.decide',
    'attendance.take',
    'content.present',
    'floor.hold',
    'microphone.mute',
    'notice.send',
    'roster.view',
    'site.assist',
    'stage.arrange',
    'trial.conduct',
  ],
  delegate: ['floor.hold', 'floor.request', 'vote.cast'],
  guest: ['floor.hold', 'floor.request'],
  observer: [],
  site: ['floor.hold', 'floor.request'],
  recorder: ['roster.view'],
};

/** What a deputy gains while acting for the chair: floor and muting, nothing else (DEPUTY-1). */
export const actingPermissions: readonly Permission[] = ['floor.conduct', 'floor.free', 'microphone.mute'];

/** A role held by an identity over a unit's subtree. */
export type RoleGrant = {
  readonly participant: ParticipantId;
  readonly role: Role;
  readonly unit: UnitId;
};

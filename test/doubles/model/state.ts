import type { FloorRequestId, ParticipantId, UnitId, VoteId } from '../../../core/id.ts';
import type { Card, Floor } from '../../../core/meeting.ts';
import type { RoleGrant } from '../../../core/role.ts';
import { type MeetingSettings, usualSettings } from '../../../core/settings.ts';
import type { SpeechKind } from '../../../core/speech.ts';
import type { VoteChoice, VoteSecrecy } from '../../../core/vote.ts';
import { places, seats, start } from '../meeting.ts';
import { isUnit } from './tree.ts';

/**
 * A second meeting, beside the core's: sets and lists that are changed where they stand, written from docs/SPEC.md and
 * not from the code. It has no events and no deciding apart from applying; what follows from a change, wherever it came
 * from, is said once (see consequence.ts). Times are epoch milliseconds.
 */
export type Model = {
  now: number;
  phase: 'scheduled' | 'live' | 'closed';
  /** Of the main hall. */
  resting: boolean;
  adjourned: boolean;
  settings: MeetingSettings;
  readonly people: Map<ParticipantId, Person>;
  /** In the order in which they were given. */
  roles: RoleGrant[];
  /** Halls but the main one, each with those who were called back from it. */
  readonly sidebars: Map<UnitId, Set<ParticipantId>>;
  /** Of all desks, first in line first. */
  requests: Request[];
  given: Given[];
  readonly acting: Map<UnitId, { readonly who: ParticipantId; readonly why: 'absence' | 'handOver' }>;
  readonly questions: Map<UnitId, Question>;
  /** Authors of what is awaited in writing. */
  readonly opinions: ParticipantId[];
  readonly votes: PutVote[];
  /** What was said and is over. */
  readonly said: { readonly who: ParticipantId; readonly kind: SpeechKind; readonly ms: number }[];
};

export type Person = {
  readonly id: ParticipantId;
  /** Where they sit. */
  readonly unit: UnitId;
  readonly kind: Card['kind'];
  readonly invited: boolean;
  presence: 'absent' | 'waiting' | 'present' | 'dropped' | 'left' | 'denied';
  since: number;
  microphone: boolean;
  camera: boolean;
};

export type Request = {
  /** The core's name for it, once it has one. */
  id: FloorRequestId | null;
  readonly floor: Floor;
  readonly by: ParticipantId;
  readonly kind: SpeechKind;
  readonly limitMs: number | null;
  readonly enlisted: boolean;
  desk: UnitId;
  deskSince: number;
};

/** A floor, given to somebody or to a unit. */
export type Given = {
  id: FloorRequestId | null;
  readonly floor: Floor;
  readonly to: { readonly who: ParticipantId } | { readonly unit: UnitId };
  readonly kind: SpeechKind;
  readonly hall: UnitId;
  readonly authority: UnitId;
  readonly under: Given | null;
  readonly taken: boolean;
  readonly at: number;
  limitMs: number | null;
  pausedAt: number | null;
  pausedMs: number;
  clock: 'running' | 'warned' | 'up';
};

/** A question put to the vote. */
export type PutVote = {
  /** The core's name for it, once it has one. */
  id: VoteId | null;
  readonly hall: UnitId;
  readonly secrecy: VoteSecrecy;
  readonly at: number;
  readonly limitMs: number | null;
  state: 'open' | 'counting' | 'counted' | 'annulled';
  /** What each chose, or `sealed`, in the order in which it was cast. */
  readonly ballots: Map<ParticipantId, string>;
  readonly hands: Map<ParticipantId, Readonly<Record<VoteChoice, number>>>;
  /** Who had one when it closed. */
  voters: number | null;
  /** Voters, for, against, abstaining. */
  tally: readonly number[] | null;
};

type Question = { readonly asker: ParticipantId; readonly answerer: ParticipantId; isOver: boolean };

/** The unit that convenes: its name is that of the main hall. */
export const mainHall = places.central;

/** Somebody who was never there yet; from outside the tree they sit with the convening unit (SCOPE-5). */
export function newcomer(card: Card, invited: boolean): Person {
  return {
    id: card.participant,
    unit: isUnit(card.unit) ? card.unit : mainHall,
    kind: card.kind,
    invited,
    presence: 'absent',
    since: 0,
    microphone: false,
    camera: false,
  };
}

/** The model of `scheduledMeeting`: everybody is invited and nobody has come. */
export function scheduledModel(settings: Partial<MeetingSettings>): Model {
  const invited = Object.values(seats);
  return {
    now: start,
    phase: 'scheduled',
    resting: false,
    adjourned: false,
    settings: { ...usualSettings, ...settings },
    people: new Map(invited.map(({ card }) => [card.participant, newcomer(card, true)])),
    roles: invited.flatMap(({ card, roles }) =>
      roles.map((role) => ({ participant: card.participant, role, unit: card.unit })),
    ),
    sidebars: new Map(),
    requests: [],
    given: [],
    acting: new Map(),
    questions: new Map(),
    opinions: [],
    votes: [],
    said: [],
  };
}

export function holderOf({ to }: Given): ParticipantId | null {
  return 'who' in to ? to.who : null;
}

/** The floors that were given to units. */
export function delegationsOf(model: Model): readonly (Given & { readonly to: { readonly unit: UnitId } })[] {
  return model.given.filter((each): each is Given & { to: { unit: UnitId } } => 'unit' in each.to);
}

export function heldBy(model: Model, who: ParticipantId, floor: Floor): Given | undefined {
  return model.given.find((each) => each.floor === floor && holderOf(each) === who);
}

export function requestOf(model: Model, who: ParticipantId, floor: Floor): Request | undefined {
  return model.requests.find((each) => each.floor === floor && each.by === who);
}

export function isDebate(kind: SpeechKind): boolean {
  return kind === 'debate' || kind === 'questioningDebate';
}

/** Which of the lines at a desk a request stands in (FLOOR-2). */
export function lineName({ floor, kind, desk }: Pick<Request, 'floor' | 'kind' | 'desk'>): string {
  if (floor === 'content') return `${desk} content`;
  return isDebate(kind) ? `${desk} debate` : `${desk} speech`;
}

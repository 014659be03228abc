import { noAttendance } from './attendance.ts';
import { hallOf, isHall } from './hall.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting, Participant } from './meeting.ts';
import { participantOf } from './participant.ts';
import { untested } from './trial.ts';
import { covers, lineage, type Unit } from './unit.ts';
import { knownIn, oversees, seesHall, type View, viewOf } from './view.ts';

function pick<K extends string, V>(from: Readonly<Record<K, V>>, keys: Iterable<K>): Record<K, V> {
  const shown = [...keys].filter((key) => Object.hasOwn(from, key));
  return Object.fromEntries(shown.map((key) => [key, from[key]])) as Record<K, V>;
}

function scopesIn(view: View): readonly UnitId[] {
  return view.kind === 'conductor' ? view.scopes : [];
}

/** Units that cover those who are shown, so that everybody's hall is the same from every part of the meeting. */
function unitsShown(
  meeting: Meeting,
  view: View,
  seats: readonly (UnitId | undefined)[],
): Readonly<Record<UnitId, Unit>> {
  const shown = new Set<UnitId>(lineage(meeting.unitById, meeting.unit));
  for (const seat of new Set(seats))
    if (seat !== undefined) for (const unit of lineage(meeting.unitById, seat)) shown.add(unit);
  for (const scope of scopesIn(view)) {
    for (const unit of lineage(meeting.unitById, scope)) shown.add(unit);
    for (const unit of Object.values(meeting.unitById)) {
      if (covers(meeting.unitById, scope, unit.id)) shown.add(unit.id);
    }
  }
  return pick(meeting.unitById, shown);
}

const nothingOfIt = {
  queue: [],
  grants: [],
  delegations: [],
  speeches: [],
  questions: [],
  opinions: [],
  agenda: [],
  agendaItem: null,
  agendaRuns: [],
  sidebars: [],
  actingByUnit: {},
  spotlights: [],
  talks: [],
  rollCalls: [],
  notices: [],
  channel: [],
  votes: [],
  documents: [],
  recordings: [],
} as const satisfies Partial<Meeting>;

/** Somebody as those know them who neither are them nor oversee them: what was tested and noted of them is not theirs. */
function asKnown(participant: Participant): Participant {
  return { ...participant, attendance: noAttendance, trial: untested };
}

/**
 * The part of the meeting that this viewer may see (VIEW-2): its own seat, the chairs, the stage of its hall, the
 * agenda; who conducts also sees the roster, the queue and the halls of its subtree. Somebody waiting sees its own seat
 * alone.
 */
export function redact(meeting: Meeting, viewer: ParticipantId): Meeting {
  const view = viewOf(meeting, viewer);
  const own = participantOf(meeting, viewer)?.card.unit;
  const outside = view.kind === 'waiting' || view.kind === 'none';
  const overseen = (unit: UnitId) => oversees(meeting, view, unit);
  const inHall = (each: { readonly hall: UnitId }) => seesHall(meeting, view, each.hall);
  const addressed = (unit: UnitId) =>
    overseen(unit) || (own !== undefined && covers(meeting.unitById, unit, own));
  const ofMine = (id: ParticipantId) => {
    const unit = participantOf(meeting, id)?.card.unit;
    return id === viewer || (unit !== undefined && overseen(unit));
  };
  const leading = outside ? new Set<ParticipantId>() : knownIn(meeting, hallOf(meeting, viewer));
  const isKnown = ({ card }: Participant) =>
    card.participant === viewer || leading.has(card.participant) || overseen(card.unit);
  const known = Object.values(meeting.participantById).filter(isKnown);
  const ids = new Set(known.map(({ card }) => card.participant));
  const shown: Meeting = {
    ...meeting,
    unitById: unitsShown(meeting, view, [own, ...known.map(({ card }) => card.unit)]),
    participantById: Object.fromEntries(
      known.map((each) => [each.card.participant, ofMine(each.card.participant) ? each : asKnown(each)]),
    ),
    roles: meeting.roles.filter((grant) => ids.has(grant.participant)),
    queue: meeting.queue.filter(
      ({ beneficiary }) => beneficiary.participant === viewer || overseen(beneficiary.unit),
    ),
    grants: meeting.grants.filter((grant) => inHall(grant) || overseen(grant.holder.unit)),
    delegations: meeting.delegations.filter(inHall),
    speeches: meeting.speeches.filter(
      ({ speaker, hall }) => ids.has(speaker.participant) && (inHall({ hall }) || overseen(speaker.unit)),
    ),
    questions: meeting.questions.filter(inHall),
    opinions: meeting.opinions.filter(({ author }) => author.participant === viewer || overseen(author.unit)),
    sidebars: meeting.sidebars.map((sidebar) => ({
      ...sidebar,
      recalled: sidebar.recalled.filter((id) => ids.has(id)),
    })),
    actingByUnit: Object.fromEntries(
      Object.entries(meeting.actingByUnit).filter(([key]) => {
        const unit = key as UnitId;
        return overseen(unit) || (isHall(meeting, unit) && seesHall(meeting, view, unit));
      }),
    ),
    spotlights: meeting.spotlights.filter(inHall),
    talks: meeting.talks.filter(({ helper, site }) => helper === viewer || ofMine(site)),
    rollCalls: meeting.rollCalls.filter(({ unit }) => addressed(unit)),
    notices: meeting.notices.filter(({ unit }) => addressed(unit)),
    channel: view.kind === 'conductor' ? meeting.channel : [],
    votes: meeting.votes.filter(inHall).map((vote) => ({
      ...vote,
      ballots: vote.ballots.filter(({ voter }) => ofMine(voter.participant)),
      hands: vote.hands.filter(({ site }) => ofMine(site.participant)),
    })),
    recordings: meeting.recordings.filter(inHall),
  };
  return outside ? { ...shown, ...nothingOfIt } : shown;
}

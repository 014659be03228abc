import { isPublic } from './authority.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting, Participant } from './meeting.ts';
import { participantOf } from './participant.ts';
import { covers, lineage, type Unit } from './unit.ts';
import { type View, viewOf } from './view.ts';

function pick<K extends string, V>(from: Readonly<Record<K, V>>, keys: Iterable<K>): Record<K, V> {
  const shown = [...keys].filter((key) => Object.hasOwn(from, key));
  return Object.fromEntries(shown.map((key) => [key, from[key]])) as Record<K, V>;
}

function scopesIn(view: View): readonly UnitId[] {
  return view.kind === 'conductor' ? view.scopes : [];
}

function unitsShown(meeting: Meeting, view: View, own: UnitId | undefined): Readonly<Record<UnitId, Unit>> {
  const shown = new Set<UnitId>(lineage(meeting.unitById, meeting.unit));
  if (own !== undefined) for (const unit of lineage(meeting.unitById, own)) shown.add(unit);
  for (const scope of scopesIn(view)) {
    for (const unit of lineage(meeting.unitById, scope)) shown.add(unit);
    for (const unit of Object.values(meeting.unitById)) {
      if (covers(meeting.unitById, scope, unit.id)) shown.add(unit.id);
    }
  }
  return pick(meeting.unitById, shown);
}

/**
 * The part of the meeting that this viewer may see (VIEW-2): its own seat, the chairs, the stage, the agenda; who
 * conducts also sees the roster and the queue of its subtree. Somebody waiting sees its own seat alone.
 */
export function redact(meeting: Meeting, viewer: ParticipantId): Meeting {
  const view = viewOf(meeting, viewer);
  const own = participantOf(meeting, viewer)?.card.unit;
  const inScope = (participant: Participant) =>
    scopesIn(view).some((scope) => covers(meeting.unitById, scope, participant.card.unit));
  const outside = view.kind === 'waiting' || view.kind === 'none';
  const participants = Object.values(meeting.participantById).filter(
    (participant) =>
      participant.card.participant === viewer ||
      (!outside && (isPublic(meeting, participant.card.participant) || inScope(participant))),
  );
  const ids = new Set(participants.map((participant) => participant.card.participant));
  const shown: Meeting = {
    ...meeting,
    unitById: unitsShown(meeting, view, own),
    participantById: pick(meeting.participantById, ids),
    roles: meeting.roles.filter((grant) => ids.has(grant.participant)),
    queue: meeting.queue.filter(
      (request) =>
        request.beneficiary.participant === viewer ||
        scopesIn(view).some((scope) => covers(meeting.unitById, scope, request.beneficiary.unit)),
    ),
  };
  if (!outside) return shown;
  return { ...shown, grants: [], queue: [], agenda: [], agendaItem: null, acting: null, recordings: [] };
}

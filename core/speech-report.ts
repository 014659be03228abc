import { chairsOf, deputiesOf } from './authority.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Card, Meeting, Participant } from './meeting.ts';
import { permissionsByRole } from './role.ts';
import type { SpeechKind } from './speech.ts';
import { spokenMs } from './timing.ts';
import { treeOrder } from './tree-order.ts';
import { lineage, unitOf } from './unit.ts';

/** Time spoken by one delegate or site. Times are milliseconds, pauses left out. */
export type SpeakerTime = {
  readonly card: Card;
  readonly turns: number;
  readonly spokenMs: number;
  readonly msByKind: Readonly<Partial<Record<SpeechKind, number>>>;
  /** Holds the floor now; the running turn is counted. */
  readonly speaking: boolean;
};

/** Time spoken by a unit's whole subtree, the unit's own included. */
export type UnitTime = {
  readonly unit: UnitId;
  readonly name: string;
  /** Steps below the convening unit, which is 0. */
  readonly depth: number;
  readonly turns: number;
  readonly spokenMs: number;
  /** Of those who came and may hold the floor: how many spoke, and how many did not. */
  readonly spoke: number;
  readonly silent: number;
};

export type SpeechReport = {
  readonly turns: number;
  readonly spokenMs: number;
  /** Whoever spoke, the longest first. */
  readonly speakers: readonly SpeakerTime[];
  /** In the order of the tree; units of whose subtree nobody came are left out. */
  readonly units: readonly UnitTime[];
  /**
   * Who came, may hold the floor, and never did: in the order of the tree. The meeting's own chairs and deputies are
   * not among them: they speak without it.
   */
  readonly silent: readonly Card[];
};

type Turn = {
  readonly card: Card;
  readonly kind: SpeechKind;
  readonly ms: number;
  readonly running: boolean;
};

function turnsOf(meeting: Meeting, now: number): readonly Turn[] {
  const ended = meeting.speeches.map(
    (speech): Turn => ({ card: speech.speaker, kind: speech.kind, ms: speech.spokenMs, running: false }),
  );
  const running = meeting.grants
    .filter(({ floor }) => floor === 'speech')
    .map(
      (grant): Turn => ({ card: grant.holder, kind: grant.kind, ms: spokenMs(grant, now), running: true }),
    );
  return [...ended, ...running];
}

function speakersOf(turns: readonly Turn[]): readonly SpeakerTime[] {
  const byId = new Map<ParticipantId, SpeakerTime>();
  for (const { card, kind, ms, running } of turns) {
    const before = byId.get(card.participant);
    const msByKind = { ...before?.msByKind, [kind]: (before?.msByKind[kind] ?? 0) + ms };
    byId.set(card.participant, {
      card: before?.card ?? card,
      turns: (before?.turns ?? 0) + 1,
      spokenMs: (before?.spokenMs ?? 0) + ms,
      msByKind,
      speaking: (before?.speaking ?? false) || running,
    });
  }
  return [...byId.values()].sort(
    (one, other) => other.spokenMs - one.spokenMs || (one.card.participant < other.card.participant ? -1 : 1),
  );
}

const came = ({ presence }: Participant): boolean =>
  presence.kind === 'present' || presence.kind === 'dropped' || presence.kind === 'left';

/** Whoever holds a role with which the floor may be held; read once for all, not once for each seat. */
function floorHolders(meeting: Meeting): ReadonlySet<ParticipantId> {
  return new Set(
    meeting.roles
      .filter(({ role }) => permissionsByRole[role].includes('floor.hold'))
      .map(({ participant }) => participant),
  );
}

type Tally = { turns: number; spokenMs: number; spoke: number; silent: number };

/**
 * Time spoken per delegate, site and unit, and who never spoke (REPORT-1): from the speeches that have ended and the
 * floors held now. `now` is epoch milliseconds; after the meeting any time does, as nothing runs. Each seat and speech
 * is looked at once, and each unit above it.
 */
export function speechReport(meeting: Meeting, now: number): SpeechReport {
  const speakers = speakersOf(turnsOf(meeting, now));
  const spokenIds = new Set(speakers.map(({ card }) => card.participant));
  const holders = floorHolders(meeting);
  const leading = new Set([...chairsOf(meeting, meeting.unit), ...deputiesOf(meeting, meeting.unit)]);
  const silent = Object.values(meeting.participantById)
    .filter((participant) => came(participant) && participant.card.kind !== 'recorder')
    .map(({ card }) => card)
    .filter(
      ({ participant }) =>
        holders.has(participant) && !spokenIds.has(participant) && !leading.has(participant),
    );

  const tallyByUnit = new Map<UnitId, Tally>();
  const add = (unit: UnitId, more: Tally): void => {
    for (const each of lineage(meeting.unitById, unit)) {
      const tally = tallyByUnit.get(each) ?? { turns: 0, spokenMs: 0, spoke: 0, silent: 0 };
      tally.turns += more.turns;
      tally.spokenMs += more.spokenMs;
      tally.spoke += more.spoke;
      tally.silent += more.silent;
      tallyByUnit.set(each, tally);
    }
  };
  for (const { card, turns, spokenMs: ms } of speakers)
    add(card.unit, { turns, spokenMs: ms, spoke: 1, silent: 0 });
  for (const { unit } of silent) add(unit, { turns: 0, spokenMs: 0, spoke: 0, silent: 1 });

  const order = treeOrder(meeting);
  const placeByUnit = new Map(order.map(({ unit }, place) => [unit, place]));
  const place = ({ unit }: Card): number => placeByUnit.get(unit) ?? order.length;
  return {
    turns: speakers.reduce((sum, { turns }) => sum + turns, 0),
    spokenMs: speakers.reduce((sum, speaker) => sum + speaker.spokenMs, 0),
    speakers,
    units: order.flatMap(({ unit, depth }) => {
      const tally = tallyByUnit.get(unit);
      const name = unitOf(meeting.unitById, unit)?.name ?? unit;
      return tally === undefined ? [] : [{ unit, name, depth, ...tally }];
    }),
    silent: silent.toSorted(
      (one, other) => place(one) - place(other) || (one.participant < other.participant ? -1 : 1),
    ),
  };
}

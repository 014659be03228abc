import type { UnitId } from '../../../core/id.ts';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import type { Unit } from '../../../core/unit.ts';
import { matches } from '../../ui/fold-text.ts';

/** Of a unit and everything below it that this viewer sees. */
export type SiteCounts = {
  readonly invited: number;
  readonly present: number;
  readonly waiting: number;
  readonly lost: number;
};

export type SiteNode = {
  readonly unit: Unit;
  readonly levelName: string;
  /** Its site first, then its people by name */
  readonly participants: readonly Participant[];
  readonly children: readonly SiteNode[];
  readonly counts: SiteCounts;
};

const vietnamese = new Intl.Collator('vi', { numeric: true });

function countOf(participants: readonly Participant[], children: readonly SiteNode[]): SiteCounts {
  const number = (kind: Participant['presence']['kind']) =>
    participants.filter((participant) => participant.presence.kind === kind).length;
  const own: SiteCounts = {
    invited: participants.filter((participant) => participant.invited).length,
    present: number('present'),
    waiting: number('waiting'),
    lost: number('dropped'),
  };
  return children.reduce(
    (sum, { counts }) => ({
      invited: sum.invited + counts.invited,
      present: sum.present + counts.present,
      waiting: sum.waiting + counts.waiting,
      lost: sum.lost + counts.lost,
    }),
    own,
  );
}

function byKindThenName(a: Participant, b: Participant): number {
  if (a.card.kind !== b.card.kind) return a.card.kind === 'site' ? -1 : 1;
  return vietnamese.compare(a.card.name, b.card.name);
}

/**
 * The sites by level: units in the order of their codes, the convening unit before its siblings (practice: main site,
 * then by unit code). Units with nobody in or below them are left out, as is the recorder.
 */
export function siteTree(meeting: Meeting): readonly SiteNode[] {
  const people = Object.values(meeting.participantById).filter(({ card }) => card.kind !== 'recorder');
  const participantsByUnit = Map.groupBy(people, ({ card }) => card.unit);
  const units = Object.values(meeting.unitById);
  const childrenByParent = Map.groupBy(units, (unit) =>
    unit.parent !== null && meeting.unitById[unit.parent] ? unit.parent : null,
  );
  const order = (a: Unit, b: Unit) => {
    if (a.id === meeting.unit) return -1;
    return b.id === meeting.unit ? 1 : vietnamese.compare(a.id, b.id);
  };
  const nodesUnder = (parent: UnitId | null): readonly SiteNode[] =>
    (childrenByParent.get(parent) ?? []).toSorted(order).flatMap((unit) => {
      const participants = (participantsByUnit.get(unit.id) ?? []).toSorted(byKindThenName);
      const children = nodesUnder(unit.id);
      if (participants.length === 0 && children.length === 0) return [];
      const levelName = meeting.levels.find((level) => level.id === unit.level)?.name ?? '';
      return [{ unit, levelName, participants, children, counts: countOf(participants, children) }];
    });
  return nodesUnder(null);
}

function isTrouble(participant: Participant): boolean {
  const { kind } = participant.presence;
  return kind === 'dropped' || kind === 'waiting' || (kind === 'absent' && participant.invited);
}

export type SiteFilter = {
  /** Typed with or without diacritics; empty finds all */
  readonly query: string;
  /** Only who lost the line, waits, or has not come */
  readonly troubles: boolean;
};

/** The parts of the tree that the filter finds, with the units above them; counts stay those of the whole subtree. */
export function filterTree(nodes: readonly SiteNode[], filter: SiteFilter): readonly SiteNode[] {
  if (filter.query.trim() === '' && !filter.troubles) return nodes;
  return nodes.flatMap((node) => {
    const unitFound = matches(node.unit.name, filter.query);
    const participants = node.participants.filter(
      (participant) =>
        (unitFound || matches(participant.card.name, filter.query)) &&
        (!filter.troubles || isTrouble(participant)),
    );
    const children = filterTree(node.children, filter);
    const bare = participants.length === 0 && children.length === 0;
    if (bare && !(unitFound && !filter.troubles)) return [];
    return [{ ...node, participants, children }];
  });
}

/** How many units a forest has. */
export function unitCount(nodes: readonly SiteNode[]): number {
  return nodes.reduce((sum, node) => sum + 1 + unitCount(node.children), 0);
}

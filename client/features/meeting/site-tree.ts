import type { UnitId } from '../../../core/id.ts';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import type { Unit } from '../../../core/unit.ts';
import { foldText, matches } from '../../ui/fold-text.ts';

/** What asks for somebody's attention, the most pressing first. */
export const troubles = ['waiting', 'lost', 'failed', 'absent'] as const;
export type Trouble = (typeof troubles)[number];

/** Of a unit and everything below it that this viewer sees. */
export type SiteCounts = { readonly invited: number; readonly present: number } & Readonly<
  Record<Trouble, number>
>;

export type SiteNode = {
  readonly unit: Unit;
  readonly levelName: string;
  /** Its site first, then its people by name */
  readonly participants: readonly Participant[];
  readonly children: readonly SiteNode[];
  readonly counts: SiteCounts;
};

const vietnamese = new Intl.Collator('vi', { numeric: true });

/** Waits to be let in, lost the line, did not pass a test, or was invited and has not come; null: none of these. */
export function troubleOf({ presence, trial, invited }: Participant): Trouble | null {
  switch (presence.kind) {
    case 'waiting':
      return 'waiting';
    case 'dropped':
      return 'lost';
    case 'present':
      return Object.values(trial).some((result) => result?.passed === false) ? 'failed' : null;
    case 'absent':
    case 'left':
      return invited ? 'absent' : null;
    case 'denied':
      return null;
  }
}

function countOf(participants: readonly Participant[], children: readonly SiteNode[]): SiteCounts {
  const inTrouble = participants.map(troubleOf);
  const number = (trouble: Trouble) => inTrouble.filter((each) => each === trouble).length;
  const own: SiteCounts = {
    invited: participants.filter((participant) => participant.invited).length,
    present: participants.filter(({ presence }) => presence.kind === 'present').length,
    waiting: number('waiting'),
    lost: number('lost'),
    failed: number('failed'),
    absent: number('absent'),
  };
  return children.reduce(
    (sum, { counts }) => ({
      invited: sum.invited + counts.invited,
      present: sum.present + counts.present,
      waiting: sum.waiting + counts.waiting,
      lost: sum.lost + counts.lost,
      failed: sum.failed + counts.failed,
      absent: sum.absent + counts.absent,
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

export type SiteFilter = {
  /** Typed with or without diacritics; empty finds all */
  readonly query: string;
  /** Only those in this trouble; null: all */
  readonly trouble: Trouble | null;
};

/** The parts of the tree that the filter finds, with the units above them; counts stay those of the whole subtree. */
export function filterTree(nodes: readonly SiteNode[], filter: SiteFilter): readonly SiteNode[] {
  const { query, trouble } = filter;
  if (query.trim() === '' && trouble === null) return nodes;
  return nodes.flatMap((node) => {
    const unitFound = matches(node.unit.name, query);
    const participants = node.participants.filter(
      (participant) =>
        (unitFound || matches(participant.card.name, query)) &&
        (trouble === null || troubleOf(participant) === trouble),
    );
    const children = filterTree(node.children, filter);
    const bare = participants.length === 0 && children.length === 0;
    if (bare && !(unitFound && trouble === null)) return [];
    return [{ ...node, participants, children }];
  });
}

/** How many units a forest has. */
export function unitCount(nodes: readonly SiteNode[]): number {
  return nodes.reduce((sum, node) => sum + 1 + unitCount(node.children), 0);
}

/** Everybody in a forest, in its order. */
function everybody(nodes: readonly SiteNode[]): readonly Participant[] {
  return nodes.flatMap((node) => [...node.participants, ...everybody(node.children)]);
}

/** Who asks for attention, the most pressing first, otherwise in the order of the tree. */
export function troubled(nodes: readonly SiteNode[]): readonly Participant[] {
  const rank = (participant: Participant) => {
    const trouble = troubleOf(participant);
    return trouble === null ? troubles.length : troubles.indexOf(trouble);
  };
  return everybody(nodes)
    .filter((participant) => troubleOf(participant) !== null)
    .toSorted((a, b) => rank(a) - rank(b));
}

/** Whoever a typed name means, the best first: the whole name, then one that begins with it, then any that has it. */
export function found(nodes: readonly SiteNode[], query: string): readonly Participant[] {
  const wanted = foldText(query);
  if (wanted === '') return [];
  const nameOf = ({ card }: Participant) => (card.kind === 'site' ? card.unitName : card.name);
  const rank = (participant: Participant) => {
    const name = foldText(nameOf(participant));
    if (name === wanted || name.endsWith(` ${wanted}`)) return 0;
    return ` ${name}`.includes(` ${wanted}`) ? 1 : 2;
  };
  return everybody(nodes)
    .filter((participant) => matches(`${nameOf(participant)} ${participant.card.name}`, query))
    .toSorted((a, b) => rank(a) - rank(b));
}

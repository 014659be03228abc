import type { UnitId } from '../../../core/id.ts';
import type { Participant } from '../../../core/meeting.ts';
import { type SiteNode, type Trouble, troubled, troubleOf } from './site-tree.ts';

/** A row of the tree as it is drawn, from the top down. */
export type TreeRow =
  | { readonly kind: 'heading'; readonly part: 'troubles' | 'all'; readonly count: number }
  | { readonly kind: 'trouble'; readonly participant: Participant; readonly trouble: Trouble }
  | { readonly kind: 'more'; readonly count: number }
  | {
      readonly kind: 'unit';
      readonly node: SiteNode;
      readonly site: Participant | null;
      readonly depth: number;
      /** null: nothing below it */
      readonly opened: boolean | null;
    }
  | { readonly kind: 'person'; readonly participant: Participant; readonly depth: number };

export function keyOfRow(row: TreeRow): string {
  switch (row.kind) {
    case 'heading':
      return `heading:${row.part}`;
    case 'trouble':
      return `trouble:${row.participant.card.participant}`;
    case 'more':
      return 'more';
    case 'unit':
      return `unit:${row.node.unit.id}`;
    case 'person':
      return row.participant.card.participant;
  }
}

/** Whether nothing of a row is drawn otherwise: filtering makes nodes anew whose unit and counts are the same. */
export function sameRow(a: TreeRow, b: TreeRow): boolean {
  if (a === b) return true;
  if (a.kind === 'unit')
    return (
      b.kind === 'unit' &&
      a.node.unit === b.node.unit &&
      a.node.counts === b.node.counts &&
      a.site === b.site &&
      a.depth === b.depth &&
      a.opened === b.opened
    );
  if (a.kind === 'person')
    return b.kind === 'person' && a.participant === b.participant && a.depth === b.depth;
  if (a.kind === 'trouble') return b.kind === 'trouble' && a.participant === b.participant;
  return 'count' in b && a.count === b.count && keyOfRow(a) === keyOfRow(b);
}

/** A forest as rows: each unit with its site, its people, then what is below it as far as it is open. */
export function treeRows(
  nodes: readonly SiteNode[],
  isOpen: (unit: UnitId, depth: number) => boolean,
  depth = 0,
): readonly TreeRow[] {
  return nodes.flatMap((node): readonly TreeRow[] => {
    const site = node.participants.find(({ card }) => card.kind === 'site') ?? null;
    const people = node.participants.filter((participant) => participant !== site);
    const below = node.children.length > 0;
    const opened = isOpen(node.unit.id, depth);
    return [
      { kind: 'unit', node, site, depth, opened: below ? opened : null },
      ...people.map((participant): TreeRow => ({ kind: 'person', participant, depth: depth + 1 })),
      ...(below && opened ? treeRows(node.children, isOpen, depth + 1) : []),
    ];
  });
}

/** So many troubles stand above the tree; the others are a press away. */
const troublesShown = 5;

/** What asks for attention before the whole tree. */
export function troubleRows(nodes: readonly SiteNode[]): readonly TreeRow[] {
  const all = troubled(nodes);
  if (all.length === 0) return [];
  const rows = all.slice(0, troublesShown).flatMap((participant): readonly TreeRow[] => {
    const trouble = troubleOf(participant);
    return trouble === null ? [] : [{ kind: 'trouble', participant, trouble }];
  });
  const rest = all.length - rows.length;
  return [
    { kind: 'heading', part: 'troubles', count: all.length },
    ...rows,
    ...(rest > 0 ? [{ kind: 'more', count: rest } as const] : []),
  ];
}

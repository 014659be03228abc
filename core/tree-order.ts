import type { UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';

/** The units of the meeting's tree, each before those below it, siblings by id: main site first, then by unit code. */
export function treeOrder(meeting: Meeting): readonly { readonly unit: UnitId; readonly depth: number }[] {
  const childrenByParent = new Map<UnitId, UnitId[]>();
  for (const { id, parent } of Object.values(meeting.unitById)) {
    if (parent === null) continue;
    const siblings = childrenByParent.get(parent);
    if (siblings === undefined) childrenByParent.set(parent, [id]);
    else siblings.push(id);
  }
  const order: { unit: UnitId; depth: number }[] = [];
  const stack = [{ unit: meeting.unit, depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { unit, depth } = next;
    order.push(next);
    const children = (childrenByParent.get(unit) ?? []).sort().reverse();
    childrenByParent.delete(unit);
    for (const child of children) stack.push({ unit: child, depth: depth + 1 });
  }
  return order;
}

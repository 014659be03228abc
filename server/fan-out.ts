import type { SeenEntry } from '../core/event.ts';
import type { ParticipantId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import { isShown, subjectOf, type View, viewChanged, viewKey, viewOf } from '../core/view.ts';
import type { EntryBatch } from '../protocol/message.ts';
import type { Batch, Step } from './live-meeting.ts';

export type Viewer = { readonly connection: string; readonly participant: ParticipantId };

/** What each connection is to be sent after a batch. */
export type FanOut = {
  /** The same entries for all of these connections: encoded once. */
  readonly groups: readonly { readonly connections: readonly string[]; readonly batch: EntryBatch }[];
  /** Those whose part of the meeting changed so that entries do not lead there: a fresh snapshot each. */
  readonly snapshots: readonly Viewer[];
};

type Group = { readonly view: View; readonly viewers: Viewer[] };

/** Sequence that each kind of viewer was last sent, by `viewKey`; kept between batches of one meeting. */
export type SentByKey = Map<string, number>;

function viewsMayHaveChanged({ entry }: Step, viewer: ParticipantId): boolean {
  const { event } = entry;
  return event.type.startsWith('role.') || subjectOf(event) === viewer;
}

function changed(steps: readonly Step[], after: Meeting, viewer: ParticipantId): boolean {
  return steps.some((step, index) => {
    const next = steps[index + 1]?.before ?? after;
    return viewsMayHaveChanged(step, viewer) && viewChanged(step.before, next, viewer);
  });
}

function seen({ entry: { seq, at, event } }: Step): SeenEntry {
  return { seq, at, event };
}

function shownTo(view: View, steps: readonly Step[]): readonly SeenEntry[] {
  return steps.filter(({ before, entry }) => isShown(before, entry.event, view)).map(seen);
}

/**
 * Sorts the viewers of a meeting into groups that receive the same, and those who receive something of their own.
 * `sent` is read and brought up to date.
 */
export function fanOut({ steps, after }: Batch, viewers: readonly Viewer[], sent: SentByKey): FanOut {
  const snapshots: Viewer[] = [];
  const groupByKey = new Map<string, Group>();
  for (const viewer of viewers) {
    if (changed(steps, after, viewer.participant)) {
      snapshots.push(viewer);
      continue;
    }
    const view = viewOf(after, viewer.participant);
    const key = viewKey(view);
    const group = groupByKey.get(key) ?? { view, viewers: [] };
    group.viewers.push(viewer);
    groupByKey.set(key, group);
  }
  const subjects = new Set(steps.map(({ entry }) => subjectOf(entry.event)));
  const groups: { connections: readonly string[]; batch: EntryBatch }[] = [];
  for (const [key, { view, viewers: members }] of groupByKey) {
    const entries = shownTo(view, steps);
    const prev = sent.get(key) ?? 0;
    const own = members.filter(({ participant }) => subjects.has(participant));
    const shared = members.filter(({ participant }) => !subjects.has(participant));
    if (entries.length > 0) {
      sent.set(key, after.seq);
      if (shared.length > 0) {
        const connections = shared.map(({ connection }) => connection);
        groups.push({ connections, batch: { prev, seq: after.seq, entries } });
      }
    }
    for (const { connection, participant } of own) {
      const mine = steps
        .filter(
          ({ before, entry }) => subjectOf(entry.event) === participant || isShown(before, entry.event, view),
        )
        .map(seen);
      groups.push({ connections: [connection], batch: { prev, seq: after.seq, entries: mine } });
    }
  }
  return { groups, snapshots };
}

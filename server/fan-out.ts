import type { EventType, SeenEntry } from '../core/event.ts';
import type { ParticipantId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import { subjectsOf } from '../core/subject.ts';
import { concerns, isShown, type View, viewChanged, viewKey, viewOf } from '../core/view.ts';
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

/** Events after which anybody's part of the meeting may be another one, and not only that of those it is about. */
const turning: readonly EventType[] = ['role.granted', 'role.revoked', 'sidebar.opened', 'sidebar.closed'];

function viewsMayHaveChanged({ entry: { event } }: Step, viewer: ParticipantId): boolean {
  return turning.includes(event.type) || subjectsOf(event).includes(viewer);
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

/** Whether some of these concern the viewer itself, and would not reach it by the kind of viewer it is. */
function receivesMore(steps: readonly Step[], view: View, viewer: ParticipantId): boolean {
  return steps.some(
    ({ before, entry }) => concerns(before, entry.event, viewer) && !isShown(before, entry.event, view),
  );
}

function receivedBy(steps: readonly Step[], view: View, viewer: ParticipantId): readonly SeenEntry[] {
  return steps
    .filter(
      ({ before, entry }) => concerns(before, entry.event, viewer) || isShown(before, entry.event, view),
    )
    .map(seen);
}

type Same = { readonly connections: readonly string[]; readonly entries: readonly SeenEntry[] };

/** Viewers of one kind, by what they receive: what is told to a whole subtree is the same for many. */
function sameEntries(
  { view, viewers }: Group,
  steps: readonly Step[],
  shown: readonly SeenEntry[],
): readonly Same[] {
  const sameBySeqs = new Map<string, { connections: string[]; entries: readonly SeenEntry[] }>();
  for (const { connection, participant } of viewers) {
    const entries = receivesMore(steps, view, participant) ? receivedBy(steps, view, participant) : shown;
    const seqs = entries.map(({ seq }) => seq).join();
    const same = sameBySeqs.get(seqs);
    if (same) same.connections.push(connection);
    else sameBySeqs.set(seqs, { connections: [connection], entries });
  }
  return [...sameBySeqs.values()].filter(({ entries }) => entries.length > 0);
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
  const groups = [...groupByKey].flatMap(([key, group]) => {
    const prev = sent.get(key) ?? 0;
    const shown = shownTo(group.view, steps);
    if (shown.length > 0) sent.set(key, after.seq);
    return sameEntries(group, steps, shown).map(({ connections, entries }) => ({
      connections,
      batch: { prev, seq: after.seq, entries },
    }));
  });
  return { groups, snapshots };
}

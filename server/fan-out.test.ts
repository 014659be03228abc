import { expect, it } from 'vitest';
import { apply } from '../core/apply.ts';
import type { ParticipantId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import {
  act,
  by,
  grant,
  liveMeeting,
  places,
  play,
  request,
  requestBy,
  seats,
  who,
} from '../test/doubles/meeting.ts';
import { fanOut, type Viewer } from './fan-out.ts';
import type { Batch } from './live-meeting.ts';

function batchOf(meeting: Meeting, ...acts: readonly Parameters<typeof act>[]): Batch {
  let state = meeting;
  const steps = acts.flatMap(([, actor, command, now]) =>
    act(state, actor, command, now).entries.map((entry) => {
      const step = { before: state, entry };
      state = apply(state, entry);
      return step;
    }),
  );
  return { steps, after: state };
}

const everyone: readonly Viewer[] = Object.values(seats).map(({ card }) => ({
  connection: `line of ${card.participant}`,
  participant: card.participant,
}));

function received(viewer: ParticipantId, { groups }: ReturnType<typeof fanOut>): readonly string[] {
  return groups
    .filter(({ connections }) => connections.includes(`line of ${viewer}`))
    .flatMap(({ batch }) => batch.entries.map(({ event }) => event.type));
}

it('HUB-6: a grant reaches everyone, and those who only watch share one encoding of it', () => {
  const meeting = liveMeeting();
  const out = fanOut(batchOf(meeting, [meeting, by(who.chair), grant(who.delegate)]), everyone, new Map());
  for (const { participant } of everyone) expect(received(participant, out)).toContain('floor.granted');
  const guests = out.groups.find(({ connections }) => connections.includes(`line of ${who.guest}`));
  expect(guests?.connections).toContain(`line of ${who.observer}`);
});

it('VIEW-1: a request is told to who asked and to who conducts that unit, to nobody else', () => {
  const meeting = liveMeeting();
  const out = fanOut(batchOf(meeting, [meeting, by(who.delegate), request()]), everyone, new Map());
  expect(received(who.delegate, out)).toEqual(['floor.requested']);
  expect(received(who.chair, out)).toEqual(['floor.requested']);
  expect(received(who.provinceChair, out)).toEqual(['floor.requested']);
  expect(received(who.otherProvinceChair, out)).toEqual([]);
  expect(received(who.guest, out)).toEqual([]);
});

it('HUB-6: a role that changes what somebody sees sends that person a snapshot and no entries', () => {
  const meeting = liveMeeting();
  const command = { type: 'role.grant', participant: who.delegate, role: 'secretary', unit: 'TW' } as const;
  const batch = batchOf(meeting, [meeting, by(who.chair), { ...command, unit: seats.chair.card.unit }]);
  const out = fanOut(batch, everyone, new Map());
  expect(out.snapshots.map(({ participant }) => participant)).toEqual([who.delegate]);
  expect(received(who.delegate, out)).toEqual([]);
});

it('HUB-6: each kind of viewer can tell a gap: what it is sent names what it was sent before', () => {
  const meeting = liveMeeting();
  const sent = new Map<string, number>();
  const first = batchOf(meeting, [meeting, by(who.chair), grant(who.delegate)]);
  fanOut(first, everyone, sent);
  const asked = batchOf(first.after, [first.after, by(who.farDelegate), request()]);
  fanOut(asked, everyone, sent);
  const denied = requestBy(asked.after, who.farDelegate).id;
  const second = batchOf(asked.after, [
    asked.after,
    by(who.chair),
    { type: 'floor.deny', request: denied, reason: '' },
  ]);
  const out = fanOut(second, everyone, sent);
  const chairs = out.groups.find(({ connections }) => connections.includes(`line of ${who.chair}`));
  expect(chairs?.batch.prev).toBe(asked.after.seq);
  const third = batchOf(second.after, [second.after, by(who.chair), { type: 'recording.start' }]);
  const last = fanOut(third, everyone, sent);
  const guests = last.groups.find(({ connections }) => connections.includes(`line of ${who.guest}`));
  expect(guests?.batch.prev).toBe(first.after.seq);
});

it('VIEW-7: nobody is sent who wished it', () => {
  const meeting = liveMeeting();
  const out = fanOut(batchOf(meeting, [meeting, by(who.chair), grant(who.delegate)]), everyone, new Map());
  const sent = out.groups.flatMap(({ batch }) => batch.entries);
  expect(sent.length).toBeGreaterThan(0);
  for (const entry of sent) expect(Object.keys(entry).sort()).toEqual(['at', 'event', 'seq']);
});

it('HUB-6: a subtree that goes on alone is sent fresh parts, and everybody else the entry', () => {
  const meeting = liveMeeting();
  const open = { type: 'sidebar.open', unit: places.province } as const;
  const out = fanOut(batchOf(meeting, [meeting, by(who.provinceChair), open]), everyone, new Map());
  const fresh = out.snapshots.map(({ participant }) => participant);
  const within = Object.values(seats).filter(({ card }) => card.unit.startsWith(places.province));
  expect(fresh.toSorted()).toEqual(within.map(({ card }) => card.participant).toSorted());
  expect(received(who.chair, out)).toEqual(['sidebar.opened']);
  expect(received(who.guest, out)).toEqual(['sidebar.opened']);
});

it('HALL-5: what happens in a sidebar reaches those in it and above it, and nobody of the main hall', () => {
  const open = { type: 'sidebar.open', unit: places.province } as const;
  const alone = play(liveMeeting(), [who.provinceChair, open]);
  const out = fanOut(
    batchOf(alone, [alone, by(who.provinceChair), grant(who.communeSite)]),
    everyone,
    new Map(),
  );
  for (const told of [who.chair, who.secretary, who.provinceChair, who.communeSite, who.delegate])
    expect(received(told, out)).toContain('floor.granted');
  for (const not of [who.guest, who.otherProvinceChair, who.farSite, who.centralSite])
    expect(received(not, out)).toEqual([]);
});

it('HUB-6: what is told to a subtree is encoded once for all of it who receive the same', () => {
  const meeting = liveMeeting();
  const notice = { type: 'notice.send', unit: places.province, text: 'a word' } as const;
  const out = fanOut(batchOf(meeting, [meeting, by(who.provinceChair), notice]), everyone, new Map());
  const to = out.groups.find(({ connections }) => connections.includes(`line of ${who.communeSite}`));
  expect(to?.connections).toContain(`line of ${who.delegate}`);
  expect(to?.connections).not.toContain(`line of ${who.farSite}`);
  expect(received(who.farSite, out)).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  id,
  join,
  liveMeeting,
  places,
  play,
  request,
  requestBy,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { AgendaItemId, FloorRequestId, ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';

const live = liveMeeting();
const collect = { type: 'opinion.collect' } as const;
const write = (opinion: FloorRequestId | null, text = 'text', topic = 'topic') =>
  ({ type: 'opinion.write', opinion, topic, text }) as const;
const asked = play(
  live,
  [who.chair, { type: 'agenda.select', item: id<AgendaItemId>('a2') }],
  [who.delegate, request({ topic: 'roads' })],
  [who.guest, request({ floor: 'content' })],
  [who.farSite, request({ kind: 'debate' })],
);

function refusal(meeting: Meeting, actor: ParticipantId, command = write(null)): string | null {
  return act(meeting, by(actor), command).refusal;
}

describe('opinions in writing', () => {
  it('OPINION-1: whoever was not reached hands in an opinion, all in one step', () => {
    const { meeting, events } = act(asked, by(who.chair), collect, at(9));
    expect(events.map(({ type }) => type)).toEqual(['opinion.awaited', 'opinion.awaited']);
    expect(meeting.queue.map(({ floor }) => floor)).toEqual(['content']);
    expect(meeting.opinions).toMatchObject([
      {
        id: requestBy(asked, who.delegate).id,
        author: { participant: who.delegate },
        item: 'a2',
        topic: 'roads',
        text: null,
        at: at(9),
      },
      { author: { participant: who.farSite }, text: null },
    ]);
    expect(act(meeting, by(who.chair), collect).refusal).toBe('queue-empty');
  });

  it('OPINION-1: what still lies at a desk below is left to its chair', () => {
    const climbing = play(
      liveMeeting({ settings: { requestRoute: 'climb' } }),
      [who.delegate, request()],
      [who.guest, request()],
      [who.chair, collect],
    );
    expect(climbing.queue.map(({ desk }) => desk)).toEqual([places.district]);
  });

  it('OPINION-1: by who conducts the hall, also while it rests', () => {
    expect(act(asked, by(who.provinceChair), collect).refusal).toBe('not-permitted');
    const resting = play(asked, [who.chair, { type: 'meeting.rest', until: null }]);
    expect(act(resting, by(who.chair), collect).refusal).toBeNull();
    expect(refusal(resting, who.delegate)).toBeNull();
  });

  it('OPINION-2: its author writes it, and writes it again', () => {
    const awaited = play(asked, [who.chair, collect]);
    const opinion = requestBy(asked, who.delegate).id;
    const written = play(awaited, [who.delegate, write(opinion, 'first'), at(9)]);
    const again = play(written, [who.delegate, write(opinion, 'second', 'rivers'), at(10)]);
    expect(again.opinions[0]).toMatchObject({
      id: opinion,
      text: 'second',
      topic: 'rivers',
      at: at(10),
      item: 'a2',
    });
    expect(again.opinions).toHaveLength(2);
    expect(act(again, by(who.delegate), write(opinion, 'second', 'rivers'), at(11)).events).toEqual([]);
    for (const other of [who.chair, who.farSite]) {
      expect(refusal(awaited, other, write(opinion))).toBe('not-found');
    }
    expect(refusal(awaited, who.delegate, write(id<FloorRequestId>('f0')))).toBe('not-found');
  });

  it('OPINION-2: also unasked, by who may ask for the floor', () => {
    const written = play(
      live,
      [who.communeSite, write(null, 'unasked')],
      [who.communeSite, write(null, 'more')],
    );
    expect(written.opinions.map(({ text }) => text)).toEqual(['unasked', 'more']);
    expect(new Set(written.opinions.map((opinion) => opinion.id)).size).toBe(2);
    expect(refusal(live, who.observer)).toBe('never-speaks');
    expect(refusal(live, who.operator)).toBe('never-speaks');
  });

  it('OPINION-2: only while the meeting is live', () => {
    const scheduled = play(scheduledMeeting(), [system('hub'), join(seats.delegate.card)]);
    expect(refusal(scheduled, who.delegate)).toBe('not-live');
    expect(refusal(play(live, [who.chair, { type: 'meeting.close' }]), who.delegate)).toBe('already-closed');
  });

  it('OPINION-3: of one author, and of no other, twenty at most are begun, and each is still written anew', () => {
    let full = live;
    for (let count = 0; count < 20; count += 1)
      full = play(full, [who.delegate, write(null, `text ${count}`)]);
    expect(refusal(full, who.delegate)).toBe('too-many');
    expect(refusal(full, who.farSite)).toBeNull();
    const [first] = full.opinions;
    expect(refusal(full, who.delegate, write(first?.id ?? null, 'another text'))).toBeNull();
  });
});

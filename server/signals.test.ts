import { expect, it } from 'vitest';
import type { ParticipantId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import type { Signal } from '../protocol/message.ts';
import { grant, liveMeeting, places, play, request, seats, who } from '../test/doubles/meeting.ts';
import { createSignals } from './signals.ts';

/** Everybody connected, and what each was signalled. */
function listen(meeting: Meeting) {
  const told = new Map<string, Signal[]>();
  const signals = createSignals({
    connections: {
      push: (to, _, payload) => {
        for (const line of to) told.set(line, [...(told.get(line) ?? []), payload as Signal]);
      },
      end: () => undefined,
    },
    seats: () =>
      Object.values(seats).map(({ card }) => ({
        connection: card.participant,
        meeting: meeting.id,
        participant: card.participant,
      })),
    state: () => meeting,
  });
  return { signals, to: (participant: ParticipantId) => told.get(participant) ?? [] };
}

/** Whose loudness somebody was told. */
function heardBy(listening: ReturnType<typeof listen>, participant: ParticipantId): readonly ParticipantId[] {
  return listening
    .to(participant)
    .flatMap((signal) => (signal.type === 'levels' ? signal.levels.map((level) => level.participant) : []));
}

const alone = play(
  liveMeeting(),
  [who.provinceChair, { type: 'sidebar.open', unit: places.province }],
  [who.chair, grant(who.farSite)],
  [who.provinceChair, grant(who.communeSite)],
);
const levels = [
  { participant: who.farSite, dbov: -20 },
  { participant: who.communeSite, dbov: -20 },
];

it('MEDIA-3: everybody is told the loudness of their own hall alone', () => {
  const listening = listen(alone);
  listening.signals.levels(levels);
  expect(heardBy(listening, who.guest)).toEqual([who.farSite]);
  expect(heardBy(listening, who.chair)).toEqual([who.farSite]);
  expect(heardBy(listening, who.delegate)).toEqual([who.communeSite]);
});

it('ASSIST-3: the loudness of two who talk alone is told to these two', () => {
  const talking = play(alone, [who.provinceOperator, { type: 'assist.talk', participant: who.districtSite }]);
  const listening = listen(talking);
  listening.signals.levels([...levels, { participant: who.districtSite, dbov: -30 }]);
  expect(heardBy(listening, who.provinceOperator)).toEqual([who.communeSite, who.districtSite]);
  expect(heardBy(listening, who.districtSite)).toEqual([who.communeSite, who.districtSite]);
  expect(heardBy(listening, who.delegate)).toEqual([who.communeSite]);
  expect(heardBy(listening, who.guest)).toEqual([who.farSite]);
});

it('MEDIA-3: whoever is no longer heard in a hall is told silent there once more', () => {
  let meeting = alone;
  const told: Signal[] = [];
  const signals = createSignals({
    connections: { push: (_, __, payload) => void told.push(payload as Signal), end: () => undefined },
    seats: () => [{ connection: 'guest', meeting: meeting.id, participant: who.guest }],
    state: () => meeting,
  });
  signals.levels(levels);
  meeting = play(meeting, [who.farSite, { type: 'floor.release', grant: meeting.grants[0]!.id }]);
  signals.levels([{ participant: who.farSite, dbov: -127 }]);
  signals.levels([{ participant: who.farSite, dbov: -127 }]);
  expect(told).toHaveLength(2);
});

it('HALL-5: one’s place in line counts those at the same desk', () => {
  const asked = play(
    alone,
    [who.otherProvinceSite, request()],
    [who.districtSite, request()],
    [who.delegate, request()],
  );
  const listening = listen(asked);
  listening.signals.follow(alone, asked);
  expect(listening.to(who.delegate)).toContainEqual({ type: 'place', speech: 2, content: null, of: 2 });
  expect(listening.to(who.otherProvinceSite)).toContainEqual({
    type: 'place',
    speech: 1,
    content: null,
    of: 1,
  });
  listening.signals.close();
});

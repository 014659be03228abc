import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ParticipantId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import type { Equipment, Pushes } from '../protocol/message.ts';
import { drop, liveMeeting, places, play, system, who } from '../test/doubles/meeting.ts';
import { createEquipmentBook } from './equipment.ts';
import type { Seat } from './ports.ts';

const live = liveMeeting();
const equipment: Equipment = {
  devices: [],
  camera: null,
  microphone: null,
  speaker: null,
  cameraFault: null,
  microphoneFault: null,
  volume: 100,
  soundBlocked: false,
  screen: { width: 1920, height: 1080 },
  browser: '',
};
const seatOf = (participant: ParticipantId): Seat => ({
  connection: `c:${participant}`,
  meeting: live.id,
  participant,
});
const all = Object.values(who).map(seatOf);

function open(initial: Meeting = live) {
  const told: [ParticipantId, readonly ParticipantId[]][] = [];
  let meeting = initial;
  const push = (connections: readonly string[], _type: string, payload: Pushes[keyof Pushes]) => {
    if (!('type' in payload) || payload.type !== 'equipment') throw new Error('another signal');
    const helped = payload.reports.map(({ participant }) => participant);
    for (const connection of connections) told.push([connection.slice(2) as ParticipantId, helped]);
  };
  const book = createEquipmentBook({ connections: { push }, seats: () => all, state: () => meeting });
  return {
    book,
    told: () => told.splice(0).sort(),
    become: (next: Meeting) => {
      const before = meeting;
      meeting = next;
      book.follow(before, next);
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a report of equipment', () => {
  it('is told to those whose `site.assist` covers the seat, and to nobody else', () => {
    const { book, told } = open();
    expect(book.report(who.communeSite, equipment)).toBeNull();
    expect(told()).toEqual([]);
    vi.runAllTimers();
    expect(told()).toEqual(
      [who.chair, who.operator, who.provinceChair, who.provinceOperator, who.districtChair]
        .map((helper) => [helper, [who.communeSite]])
        .sort(),
    );
  });
  it('is told together with others that came at about the same time, each as last made', () => {
    const { book, told } = open();
    book.report(who.communeSite, equipment);
    book.report(who.farSite, equipment);
    book.report(who.communeSite, { ...equipment, volume: 10 });
    vi.runAllTimers();
    const told_ = told();
    expect(told_.filter(([helper]) => helper === who.operator)).toEqual([
      [who.operator, [who.communeSite, who.farSite]],
    ]);
    expect(told_.filter(([helper]) => helper === who.provinceOperator)).toEqual([
      [who.provinceOperator, [who.communeSite]],
    ]);
  });
  it('is told to a newcomer at once, as far as it covers', () => {
    const { book, told } = open();
    for (const site of [who.communeSite, who.provinceSite, who.farSite]) book.report(site, equipment);
    vi.runAllTimers();
    told();
    for (const newcomer of [who.provinceOperator, who.delegate, who.communeSite])
      book.greet(seatOf(newcomer));
    expect(told()).toEqual([[who.provinceOperator, [who.communeSite, who.provinceSite]]]);
  });
  it('is told to who comes to cover it by a role', () => {
    const { book, told, become } = open();
    book.report(who.communeSite, equipment);
    book.report(who.farSite, equipment);
    vi.runAllTimers();
    told();
    const grant = {
      type: 'role.grant',
      participant: who.guest,
      role: 'operator',
      unit: places.district,
    } as const;
    become(play(live, [who.chair, grant]));
    expect(told()).toEqual([[who.guest, [who.communeSite]]]);
  });
  it('is not taken of a person, whose device nobody else looks at', () => {
    const { book, told } = open();
    expect(book.report(who.delegate, equipment)).toBe('not-a-site');
    vi.runAllTimers();
    book.greet(seatOf(who.operator));
    expect(told()).toEqual([]);
  });
  it('is neither taken from nor told to who is not in the meeting', () => {
    const gone = play(
      live,
      [system('hub'), drop(who.communeSite)],
      [who.provinceOperator, { type: 'participant.leave' }],
    );
    const { book, told } = open(gone);
    expect(book.report(who.communeSite, equipment)).toBe('not-present');
    expect(book.report(who.districtSite, equipment)).toBeNull();
    vi.runAllTimers();
    expect(told().map(([helper]) => helper)).not.toContain(who.provinceOperator);
  });
});

import { describe, expect, it } from 'vitest';
import {
  act,
  by,
  drop,
  grant,
  liveMeeting,
  places,
  play,
  type SeatName,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { AssistOrder } from '../assist.ts';
import type { ParticipantId } from '../id.ts';
import { heardIn, mayHear, mediaRights } from '../stage.ts';
import { receivesEvent } from '../view.ts';

const live = liveMeeting();
const talk = (participant: ParticipantId) => ({ type: 'assist.talk', participant }) as const;
const end = (participant: ParticipantId) => ({ type: 'assist.endTalk', participant }) as const;
const order = (participant: ParticipantId, what: AssistOrder = { kind: 'restart' }) =>
  ({ type: 'assist.order', participant, order: what }) as const;
const talking = play(live, [who.provinceOperator, talk(who.communeSite)]);
const names = Object.keys(seats) as SeatName[];

describe('help from afar', () => {
  it('ASSIST-1: an order reaches the site alone, and is kept as it was said', () => {
    const { events } = act(live, by(who.provinceOperator), order(who.communeSite));
    expect(events).toEqual([
      { type: 'assist.ordered', participant: who.communeSite, order: { kind: 'restart' } },
    ]);
    const told = names.filter((name) => receivesEvent(live, events[0]!, who[name]));
    expect(told).toEqual(['communeSite']);
  });

  it('ASSIST-1: to a site of one’s own scope that is there, and to nobody’s own device', () => {
    expect(act(live, by(who.provinceOperator), order(who.farSite)).refusal).toBe('not-permitted');
    expect(act(live, by(who.provinceSecretary), order(who.communeSite)).refusal).toBe('not-permitted');
    expect(act(live, by(who.operator), order(who.delegate)).refusal).toBe('not-a-site');
    const lost = play(live, [system('hub'), drop(who.farSite)]);
    expect(act(lost, by(who.operator), order(who.farSite)).refusal).toBe('not-present');
  });

  it('ASSIST-2: one talk at a time for each: a new one leaves the old, and nobody’s site is taken', () => {
    expect(talking.talks).toEqual([{ helper: who.provinceOperator, site: who.communeSite }]);
    expect(act(talking, by(who.provinceOperator), talk(who.communeSite)).events).toEqual([]);
    const other = play(talking, [who.provinceOperator, talk(who.provinceSite)]);
    expect(other.talks).toEqual([{ helper: who.provinceOperator, site: who.provinceSite }]);
    expect(act(talking, by(who.operator), talk(who.communeSite)).refusal).toBe('already-talking');
    expect(act(live, by(who.operator), talk(who.delegate)).refusal).toBe('not-a-site');
    const helping = play(live, [
      who.chair,
      { type: 'role.grant', participant: who.centralSite, role: 'operator', unit: places.central },
    ]);
    expect(act(helping, by(who.centralSite), talk(who.centralSite)).refusal).toBe('not-a-site');
  });

  it('ASSIST-2: not with who holds the speech floor', () => {
    const speaking = play(live, [who.chair, grant(who.communeSite)]);
    expect(act(speaking, by(who.provinceOperator), talk(who.communeSite)).refusal).toBe('already-holding');
    const helper = play(live, [who.chair, grant(who.provinceOperator)]);
    expect(act(helper, by(who.provinceOperator), talk(who.communeSite)).refusal).toBe('already-holding');
  });

  it('ASSIST-3: the two hear each other with microphones off, across halls, and nobody else hears them', () => {
    const apart = play(talking, [who.chair, { type: 'sidebar.open', unit: places.district }]);
    for (const meeting of [talking, apart]) {
      const hears = (target: ParticipantId) => names.filter((name) => mayHear(meeting, who[name], target));
      expect(hears(who.communeSite)).toEqual(['provinceOperator']);
      expect(hears(who.provinceOperator)).toEqual(['communeSite']);
      expect(mediaRights(meeting, who.communeSite).microphone).toBe(true);
      expect(mediaRights(meeting, who.provinceOperator).microphone).toBe(true);
    }
    expect(mediaRights(live, who.communeSite).microphone).toBe(false);
  });

  it('ASSIST-3: also of who would be heard by all', () => {
    const chair = play(live, [who.chair, { type: 'microphone.open' }], [who.chair, talk(who.farSite)]);
    expect(mayHear(chair, who.farSite, who.chair)).toBe(true);
    expect(mayHear(chair, who.guest, who.chair)).toBe(false);
    expect(heardIn(chair, places.central)).toEqual([]);
  });

  it.each([
    ['the helper leaves', who.provinceOperator, { type: 'participant.leave' }],
    ['the site leaves', who.communeSite, { type: 'participant.leave' }],
    ['the site is given the floor', who.chair, grant(who.communeSite)],
    ['the site is turned away', who.chair, { type: 'participant.deny', participant: who.communeSite }],
    ['who may help it ends it', who.operator, end(who.communeSite)],
    [
      'the helper may help no longer',
      who.chair,
      { type: 'role.revoke', participant: who.provinceOperator, role: 'operator', unit: places.province },
    ],
  ] as const)('ASSIST-4: ends when %s', (_, actor, command) => {
    const { meeting, events } = act(talking, by(actor), command);
    expect(events).toContainEqual({
      type: 'assist.talkEnded',
      helper: who.provinceOperator,
      participant: who.communeSite,
    });
    expect(meeting.talks).toEqual([]);
  });

  it.each([who.provinceOperator, who.communeSite])('ASSIST-4: ends when the line of %s drops', (one) => {
    expect(play(talking, [system('hub'), drop(one)]).talks).toEqual([]);
  });

  it('ASSIST-4: the site itself hangs up, and nobody else of its unit', () => {
    expect(act(talking, by(who.communeSite), end(who.communeSite)).meeting.talks).toEqual([]);
    expect(act(talking, by(who.delegate), end(who.communeSite)).refusal).toBe('not-permitted');
  });

  it('ASSIST-4: where nobody talks nothing is ended', () => {
    expect(act(live, by(who.operator), end(who.communeSite)).events).toEqual([]);
    expect(act(talking, by(who.otherProvinceChair), end(who.communeSite)).refusal).toBe('not-permitted');
  });
});

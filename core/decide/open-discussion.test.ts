import { describe, expect, it } from 'vitest';
import {
  act,
  by,
  grant,
  grantOf,
  isOpen,
  liveMeeting,
  places,
  play,
  request,
  requestBy,
  who,
} from '../../test/doubles/meeting.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';

const live = liveMeeting({ settings: { discussion: 'open' } });
const open = { type: 'microphone.open' } as const;
const close = { type: 'microphone.close' } as const;

function holders(meeting: Meeting): readonly ParticipantId[] {
  return meeting.grants.map(({ holder }) => holder.participant);
}

const full = play(live, [who.delegate, request()], [who.farDelegate, open]);

describe('open discussion', () => {
  it('FLOOR-19: a request is granted at once while there is room', () => {
    const asked = play(live, [who.delegate, request({ kind: 'paper' })]);
    expect(grantOf(asked, who.delegate)).toMatchObject({
      kind: 'paper',
      authority: places.central,
      under: null,
      taken: true,
    });
    expect(isOpen(asked, who.delegate)).toBe(true);
    expect(asked.queue).toEqual([]);
  });

  it('FLOOR-19: without room it joins the queue, and the chair gives the floor as always', () => {
    const waiting = play(full, [who.guest, request()]);
    expect(holders(waiting)).toEqual([who.delegate, who.farDelegate]);
    expect(requestBy(waiting, who.guest).desk).toBe(places.central);
    const revoke = { type: 'floor.revoke', grant: grantOf(waiting, who.delegate).id } as const;
    const given = play(waiting, [who.chair, revoke], [who.chair, grant(who.guest)]);
    expect(grantOf(given, who.guest).taken).toBe(false);
  });

  it('FLOOR-19: who never speaks takes no floor, and content is asked for as always', () => {
    expect(act(live, by(who.observer), request()).refusal).toBe('not-permitted');
    expect(play(live, [who.delegate, request({ floor: 'content' })]).queue).toHaveLength(1);
  });

  it('MIC-4: opening one’s microphone takes the floor, closing it gives it back', () => {
    const speaking = play(live, [who.communeSite, open]);
    expect(grantOf(speaking, who.communeSite)).toMatchObject({ kind: 'discussion', taken: true });
    const { events, meeting } = act(speaking, by(who.communeSite), close);
    expect(events).toEqual([
      { type: 'floor.released', grant: grantOf(speaking, who.communeSite).id },
      { type: 'microphone.closed', participant: who.communeSite, reason: 'floor' },
    ]);
    expect(holders(meeting)).toEqual([]);
  });

  it('MIC-4: a pending request becomes the floor when there is room again', () => {
    const waiting = play(full, [who.guest, request({ kind: 'explanation' })]);
    expect(act(waiting, by(who.guest), open).refusal).toBe('floor-full');
    const taken = play(waiting, [who.delegate, close], [who.guest, open]);
    expect(grantOf(taken, who.guest)).toMatchObject({
      id: requestBy(waiting, who.guest).id,
      kind: 'explanation',
    });
    expect(taken.queue).toEqual([]);
  });

  it('MIC-4: without room, or without the right to hold the floor, it stays closed', () => {
    expect(act(full, by(who.guest), open).refusal).toBe('floor-full');
    expect(act(live, by(who.observer), open).refusal).toBe('never-speaks');
    expect(play(full, [who.chair, open]).grants).toEqual(full.grants);
  });

  it('MIC-4: muting takes no floor; closing what is muted already gives it back', () => {
    const muted = play(
      live,
      [who.communeSite, open],
      [who.chair, { type: 'microphone.mute', participant: who.communeSite }],
    );
    expect(holders(muted)).toEqual([who.communeSite]);
    expect(isOpen(play(muted, [who.communeSite, open]), who.communeSite)).toBe(true);
    expect(holders(play(muted, [who.communeSite, close]))).toEqual([]);
  });

  it('MIC-4: whoever was given the floor keeps it when closing the microphone', () => {
    const given = play(live, [who.chair, grant(who.communeSite)], [who.communeSite, close]);
    expect(holders(given)).toEqual([who.communeSite]);
  });

  it('MIC-3: whoever speaks freely closes the microphone too, with the floor they took', () => {
    const taken = play(live, [who.chair, request()]);
    expect([holders(taken), isOpen(taken, who.chair)]).toEqual([[who.chair], true]);
    const closed = play(taken, [who.chair, close]);
    expect([holders(closed), isOpen(closed, who.chair)]).toEqual([[], false]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  act,
  by,
  delegate,
  delegationTo,
  grant,
  grantOf,
  isOpen,
  liveMeeting,
  meetingWithoutChair,
  places,
  play,
  request,
  who,
} from '../../test/doubles/meeting.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { placeOf } from '../queue.ts';
import { stageOf } from '../stage.ts';

const live = liveMeeting();
const show = request({ floor: 'content' });

function shownBy(meeting: Meeting): ParticipantId | undefined {
  return stageOf(meeting, places.central).content?.holder.participant;
}

describe('the content floor', () => {
  it.each([
    ['chair', who.chair],
    ['deputy', who.deputy],
    ['secretary', who.secretary],
    ['operator', who.operator],
  ])('CONTENT-1: a %s of the meeting shows content without asking', (_, presenter) => {
    const shown = play(live, [presenter, show]);
    expect(shownBy(shown)).toBe(presenter);
    expect(grantOf(shown, presenter, 'content').under).toBeNull();
  });

  it('CONTENT-1: whoever speaks shows content without asking, for as long as they speak', () => {
    const speaking = play(live, [who.chair, grant(who.delegate)], [who.delegate, show]);
    const speech = grantOf(speaking, who.delegate);
    expect(shownBy(speaking)).toBe(who.delegate);
    expect(grantOf(speaking, who.delegate, 'content').under).toBe(speech.id);
    expect(
      shownBy(play(speaking, [who.delegate, { type: 'floor.release', grant: speech.id }])),
    ).toBeUndefined();
  });

  it('CONTENT-1: so does whoever speaks without the right to ask for a floor', () => {
    const speaking = play(live, [who.chair, grant(who.provinceOperator)]);
    expect(shownBy(play(speaking, [who.provinceOperator, show]))).toBe(who.provinceOperator);
  });

  it('CONTENT-1: everybody else asks, a province’s operator neither shows nor asks', () => {
    for (const each of [who.delegate, who.provinceChair, who.provinceSecretary]) {
      const asked = play(live, [each, show]);
      expect(placeOf(asked, each, 'content')).toBe(1);
      expect(shownBy(asked)).toBeUndefined();
    }
    for (const each of [who.provinceOperator, who.observer]) {
      expect(act(live, by(each), show).refusal).toBe('not-permitted');
    }
  });

  it('CONTENT-1: a request is given like any other, and then stands by itself', () => {
    const asked = play(live, [who.delegate, show], [who.chair, grant(who.delegate, { floor: 'content' })]);
    expect(shownBy(asked)).toBe(who.delegate);
    expect(asked.queue).toEqual([]);
  });

  it('CONTENT-2: what is shown is replaced by who conducts the floor and by nobody else', () => {
    const shown = play(live, [who.secretary, show]);
    expect(act(shown, by(who.operator), show).refusal).toBe('floor-taken');
    expect(act(shown, by(who.secretary), show).refusal).toBe('already-holding');
    const { events, meeting } = act(shown, by(who.chair), show);
    expect(events[0]).toEqual({
      type: 'floor.revoked',
      grant: grantOf(shown, who.secretary, 'content').id,
      reason: 'next',
    });
    expect(shownBy(meeting)).toBe(who.chair);
    const acting = play(meetingWithoutChair(), [who.secretary, show]);
    expect(shownBy(play(acting, [who.deputy, show]))).toBe(who.deputy);
  });

  it('CONTENT-2: giving the content floor takes it from who shows, but not from above', () => {
    const called = play(live, [who.chair, delegate(places.province)], [who.secretary, show]);
    const give = grant(who.communeSite, { floor: 'content' });
    expect(act(called, by(who.provinceChair), give).refusal).toBe('floor-taken');
    expect(shownBy(play(called, [who.chair, give]))).toBe(who.communeSite);
    const released = play(called, [
      who.secretary,
      { type: 'floor.release', grant: grantOf(called, who.secretary, 'content').id },
    ]);
    const below = play(released, [who.provinceChair, give]);
    expect(grantOf(below, who.communeSite, 'content').under).toBe(delegationTo(below, places.province).id);
    expect(shownBy(play(below, [who.provinceChair, grant(who.delegate, { floor: 'content' })]))).toBe(
      who.delegate,
    );
  });

  it('CONTENT-2: each hall shows its own, and whoever presents all over it there without asking', () => {
    const both = play(
      live,
      [who.secretary, show],
      [who.chair, { type: 'sidebar.open', unit: places.province }],
      [who.provinceSecretary, show],
    );
    expect(shownBy(both)).toBe(who.secretary);
    expect(stageOf(both, places.province).content?.holder.participant).toBe(who.provinceSecretary);
    expect(act(both, by(who.provinceOperator), show).refusal).toBe('floor-taken');
    const replaced = play(both, [who.provinceChair, show]);
    expect(shownBy(replaced)).toBe(who.secretary);
    expect(grantOf(replaced, who.provinceChair, 'content').authority).toBe(places.province);
  });

  it('CONTENT-3: it opens no microphone and closes none', () => {
    const shown = play(live, [who.chair, grant(who.delegate, { floor: 'content' })]);
    expect(isOpen(shown, who.delegate)).toBe(false);
    const both = play(shown, [who.chair, grant(who.delegate)]);
    const ended = play(both, [
      who.chair,
      { type: 'floor.revoke', grant: grantOf(both, who.delegate, 'content').id },
    ]);
    expect(isOpen(ended, who.delegate)).toBe(true);
  });
});

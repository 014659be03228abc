import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  join,
  liveMeeting,
  places,
  play,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { Command } from '../command.ts';
import type { NoticeId, UnitId } from '../id.ts';
import { redact } from '../redact.ts';
import { receivesEvent } from '../view.ts';

const live = liveMeeting();
const send = (unit: UnitId, text = 'Họp lại lúc 14 giờ'): Command => ({ type: 'notice.send', unit, text });
const withdraw = (notice: NoticeId): Command => ({ type: 'notice.withdraw', notice });
const post: Command = { type: 'channel.post', text: 'Xã Nậm Tin mất tiếng' };

describe('a notice', () => {
  const told = play(live, [who.provinceOperator, send(places.province), at(8)]);
  const [notice] = told.notices;
  if (!notice) throw new Error('no notice');

  it('NOTICE-4: of each unit the last twenty stand, and no other’s go for them', () => {
    let many = told;
    for (let count = 0; count < 21; count += 1)
      many = play(many, [who.operator, send(places.otherProvince, `notice ${count}`)]);
    const texts = many.notices.filter(({ unit }) => unit === places.otherProvince).map(({ text }) => text);
    expect(texts).toHaveLength(20);
    expect([texts.at(0), texts.at(-1)]).toEqual(['notice 1', 'notice 20']);
    expect(many.notices).toContainEqual(notice);
  });

  it('NOTICE-1: is told to a subtree by who has `notice.send` over it, with name and time', () => {
    expect(notice).toMatchObject({
      unit: places.province,
      unitName: 'unit 11',
      from: seats.provinceOperator.card.name,
      text: 'Họp lại lúc 14 giờ',
      at: at(8),
    });
    expect(act(live, by(who.provinceOperator), send(places.central)).refusal).toBe('not-permitted');
    expect(act(live, by(who.delegate), send(places.commune)).refusal).toBe('not-permitted');
  });
  it('NOTICE-1: reaches everybody of that subtree and whoever conducts it, and nobody else', () => {
    const [event] = act(live, by(who.provinceOperator), send(places.province)).events;
    if (!event) throw new Error('no event');
    const receives = [
      who.delegate,
      who.communeSite,
      who.provinceChair,
      who.chair,
      who.farSite,
      who.guest,
    ].map((each) => receivesEvent(live, event, each));
    expect(receives).toEqual([true, true, true, true, false, false]);
    expect(redact(told, who.delegate).notices).toHaveLength(1);
    expect(redact(told, who.farSite).notices).toEqual([]);
  });
  it('NOTICE-1: may be told before the meeting too', () => {
    const scheduled = play(scheduledMeeting(), [system('hub'), join(seats.operator.card)]);
    expect(act(scheduled, by(who.operator), send(places.central)).refusal).toBeNull();
  });
  it('NOTICE-2: is withdrawn by who may tell that subtree something', () => {
    expect(play(told, [who.chair, withdraw(notice.id)]).notices).toEqual([]);
    expect(act(told, by(who.otherProvinceChair), withdraw(notice.id)).refusal).toBe('not-permitted');
    expect(act(told, by(who.chair), withdraw('n0' as NoticeId)).refusal).toBe('not-found');
    expect(act(told, by(who.provinceOperator), withdraw('n0' as NoticeId)).refusal).toBe('not-permitted');
  });
});

describe('the channel', () => {
  it('NOTICE-3: is written and read by whoever conducts anything, and by nobody else', () => {
    const said = play(live, [who.provinceOperator, post, at(3)]);
    expect(said.channel).toMatchObject([
      { author: seats.provinceOperator.card, text: 'Xã Nậm Tin mất tiếng', at: at(3) },
    ]);
    for (const conductor of [who.chair, who.deputy, who.secretary, who.districtChair])
      expect(act(live, by(conductor), post).refusal).toBeNull();
    for (const other of [who.delegate, who.communeSite, who.observer, who.recorder])
      expect(act(live, by(other), post).refusal).toBe('not-permitted');
    expect(redact(said, who.districtChair).channel).toHaveLength(1);
    expect(redact(said, who.communeSite).channel).toEqual([]);
  });
  it('NOTICE-3: notices and messages never share an id', () => {
    const said = play(
      live,
      [who.operator, send(places.central)],
      [who.operator, post],
      [who.operator, send(places.province)],
    );
    const ids = [...said.notices, ...said.channel].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });
});

import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { BallotPaper } from '../../client/features/votes/ballot-paper.tsx';
import { cardOf, ids, openVoteOf } from '../../client/features/votes/fixture.ts';
import { type Attempt, answered, ballotOf, ownBallot } from '../../client/features/votes/own-ballot.ts';
import { en } from '../../client/i18n/en/index.ts';
import { vi } from '../../client/i18n/vi/index.ts';
import type { RefusalCode } from '../../core/refusal.ts';
import type { Vote } from '../../core/vote.ts';

const words = i18next.createInstance();
beforeAll(() => words.init({ lng: 'vi', resources: { vi: { translation: vi }, en: { translation: en } } }));

const ballot = { voter: cardOf(ids.delegate), choice: { sealed: 'x' } };
const secret = openVoteOf({ secrecy: 'secret' });
const secretKept = openVoteOf({ secrecy: 'secret', ballots: [ballot] });
const named = openVoteOf({ ballots: [{ ...ballot, choice: 'for' }] });

/** What stands on the screen: what is read below the buttons, what is pressed in, and what is offered. */
function shown(vote: Vote, attempt: Attempt | null, offline = false) {
  const own = ownBallot(vote, ids.delegate, attempt);
  const paper = createElement(BallotPaper, { own, vote, offline, onCast: () => {} });
  const html = renderToStaticMarkup(
    createElement(I18nextProvider, { i18n: words }, createElement(MantineProvider, null, paper)),
  );
  const [buttons = '', below = ''] = html.split('</fieldset>');
  const pressed = [...buttons.matchAll(/data-choice="(\w+)"[^>]*aria-pressed="true"/g)];
  return {
    read: below
      .replaceAll(/<svg.*?<\/svg>/g, '')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
    role: /role="(\w+)"/.exec(below)?.[1],
    pressed: pressed.map(([, choice]) => choice),
    again: below.includes('<button'),
  };
}
/** The press on Không tán thành, and what the hub said to it. */
const refused = (vote: Vote, code: RefusalCode) =>
  answered('against', ballotOf(vote, ids.delegate), { code });

describe('a ballot that did not arrive', () => {
  it.each([
    ['unavailable', 'chưa nhận được xác nhận từ máy chủ. Hãy gửi lại.'],
    ['internal', vi.refusal.internal],
    ['not-voting', vi.refusal['not-voting']],
  ] as const)('VOTE-10: in secret and %s: is said to be missing, why, and not by its choice', (code, why) => {
    expect(shown(secret, refused(secret, code))).toEqual({
      read: `Chưa ghi nhận được phiếu của bạn: ${why} Gửi lại`,
      role: 'alert',
      pressed: [],
      again: true,
    });
  });

  it('VOTE-10: leaves the one that was cast before it, which is said', () => {
    expect(shown(secretKept, refused(secretKept, 'unavailable'))).toEqual({
      read: 'Chưa ghi nhận được phiếu của bạn: chưa nhận được xác nhận từ máy chủ. Hãy gửi lại. Lựa chọn đã ghi nhận trước đó vẫn được tính. Gửi lại',
      role: 'alert',
      pressed: [],
      again: true,
    });
    expect(shown(named, refused(named, 'unavailable'))).toEqual({
      read: 'Chưa ghi nhận được “Không tán thành”: chưa nhận được xác nhận từ máy chủ. Hãy gửi lại. Lựa chọn đã ghi nhận trước đó vẫn được tính. Gửi lại',
      role: 'alert',
      pressed: ['for'],
      again: true,
    });
  });

  it('VOTE-10: is not offered to be sent again while the line is lost, nor told as sent while it is under way', () => {
    expect(shown(secret, refused(secret, 'unavailable'), true)).toMatchObject({ pressed: [], again: false });
    expect(shown(secret, { state: 'sending', choice: 'against' })).toEqual({
      read: 'Đang gửi, chưa được ghi nhận…',
      role: 'status',
      pressed: [],
      again: false,
    });
  });

  it('VOTE-10: one that did arrive is told as sealed, and nothing is pressed in', () => {
    expect(shown(secret, answered('against', null, null))).toMatchObject({
      read: vi.votes.own.sealed,
      role: 'status',
      pressed: [],
    });
  });
});

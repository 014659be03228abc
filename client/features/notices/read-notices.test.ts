import { expect, it } from 'vitest';
import type { NoticeId } from '../../../core/id.ts';
import type { Notice } from '../../../core/meeting.ts';
import { units } from '../meeting/fixture.ts';
import { unreadNotices } from './read-notices.ts';

function notice(id: string): Notice {
  return { id: id as NoticeId, unit: units.province, unitName: '', from: '', text: id, at: 0 };
}

it('leaves out what was put away, and begins with the newest', () => {
  const all = [notice('a'), notice('b'), notice('c')];
  expect(unreadNotices(all, ['b' as NoticeId]).map(({ id }) => id)).toEqual(['c', 'a']);
});

import { describe, expect, it } from 'vitest';
import type { UnitId } from '../../../core/id.ts';
import { type AccountDraft, bodyOf, draftOf, faultsOf, withRole } from './account-draft.ts';

const unit = '11' as UnitId;
const limits = { editing: false, shortestPassword: 10 };
const sound: AccountDraft = {
  username: ' ThuKy.A ',
  password: 'một mật khẩu dài',
  name: ' Phạm Thu Hà ',
  position: '',
  unit,
  administrator: false,
  roles: [{ key: 0, role: 'secretary', unit }],
};

describe('an account being written', () => {
  it('is sent trimmed, the user name in lower case', () => {
    expect(bodyOf(sound, limits)).toEqual({
      username: 'thuky.a',
      password: 'một mật khẩu dài',
      name: 'Phạm Thu Hà',
      position: '',
      unit,
      administrator: false,
      standingRoles: [{ role: 'secretary', unit }],
    });
  });

  it('tells what is missing, and is not sent', () => {
    expect(faultsOf(draftOf(null), limits)).toEqual(['username', 'password', 'name', 'unit']);
    for (const change of [
      { username: 'thư-ký' },
      { password: 'ngắn quá' },
      { name: ' ' },
      { roles: [{ key: 0, role: 'chair', unit: null }] },
    ] as const)
      expect(bodyOf({ ...sound, ...change }, limits)).toBeNull();
  });

  it('needs no password when it is only changed', () => {
    const editing = { ...limits, editing: true };
    expect(faultsOf({ ...sound, password: '' }, editing)).toEqual([]);
  });

  it('gains roles over the own unit, each line its own', () => {
    const roles = withRole(withRole(sound)).roles;
    expect(roles.map(({ key, role, unit: over }) => [key, role, over])).toEqual([
      [0, 'secretary', '11'],
      [1, 'delegate', '11'],
      [2, 'delegate', '11'],
    ]);
  });
});

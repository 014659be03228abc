import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { ParticipantId } from '../../core/id.ts';
import { createMemoryStore } from '../../test/doubles/store.ts';
import type { RefreshTokens } from '../ports.ts';
import { createRefreshes } from './refresh.ts';

const account = 'person:daibieu' as ParticipantId;

it('puts no token into a family that is being revoked', async () => {
  let now = 0;
  let gate = Promise.resolve();
  const { refreshTokens } = createMemoryStore();
  const slow: RefreshTokens = {
    ...refreshTokens,
    put: async (row) => {
      await gate;
      await refreshTokens.put(row);
    },
  };
  const refreshes = createRefreshes({
    tokens: slow,
    clock: { now: () => now },
    refreshMs: 3_600_000,
    graceMs: 10,
  });
  const tokenOf = (refreshed: Awaited<ReturnType<typeof refreshes.refresh>>): string =>
    refreshed.kind === 'fresh' ? refreshed.token : refreshed.kind;

  const stolen = await refreshes.start(account);
  const current = tokenOf(await refreshes.refresh(stolen));
  now = 11;
  const { promise, resolve: open } = Promise.withResolvers<void>();
  gate = promise;
  const owner = refreshes.refresh(current);
  const thief = refreshes.refresh(stolen);
  await setImmediate();
  open();
  expect(await thief).toEqual({ kind: 'stolen', account });
  expect(await refreshes.refresh(tokenOf(await owner))).toEqual({ kind: 'unknown' });
});

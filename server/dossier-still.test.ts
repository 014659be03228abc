import { beforeEach, describe, expect, it } from 'vitest';
import type { ParticipantId, RecordingId } from '../core/id.ts';
import { confirm, type DossierDesk, main, openDesk, sidebar } from '../test/doubles/dossier-desk.ts';
import type { AccountRow } from './ports.ts';

let desk: DossierDesk;
beforeEach(async () => {
  desk = await openDesk();
});

/** The books say of Nam from here on. */
async function nowOfNam(change: Partial<AccountRow>): Promise<void> {
  const account = await desk.store.accounts.byId(desk.nam.account.participant);
  if (account === null) return expect.fail('no account');
  await desk.store.accounts.put({ ...account, ...change });
}

describe('who was let begin', () => {
  const may = (right: 'see' | 'download' | 'export') => desk.service.mayStill(desk.nam, main.id, right);

  it('ARCHIVE-4: may go on by today’s books, not by those of when they began', async () => {
    expect([await may('see'), await may('export')]).toEqual([true, true]);
    await nowOfNam({ standingRoles: [{ role: 'operator', unit: main.unit }] });
    expect([await may('see'), await may('download'), await may('export')]).toEqual([true, false, false]);
    await nowOfNam({ standingRoles: [] });
    expect(await may('see')).toBe(false);
    await nowOfNam({ standingRoles: desk.nam.standingRoles });
    expect(await may('see')).toBe(true);
    await nowOfNam({ disabledAt: 1 });
    expect(await may('see')).toBe(false);
  });

  it('ARCHIVE-4: may not go on with what is no longer there, or never was', async () => {
    expect(await desk.service.mayStill(desk.hà, sidebar.id, 'see')).toBe(false);
    expect(await desk.service.mayStill(desk.hà, 'r-9' as RecordingId, 'see')).toBe(false);
    const nobody = { ...desk.hà, account: { ...desk.hà.account, participant: 'person:x' as ParticipantId } };
    expect(await desk.service.mayStill(nobody, main.id, 'see')).toBe(false);
    await desk.asked();
    expect(await may('see')).toBe(true);
    await desk.done(desk.nam, confirm);
    expect(await may('see')).toBe(false);
  });
});

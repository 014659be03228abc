import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { demoAccounts, demoUnitFile } from '../config/demo.ts';
import { readUnitFile } from '../config/unit-file.ts';
import { createMeeting, type MeetingDraft } from '../core/create.ts';
import type { Level, Unit } from '../core/unit.ts';
import type { AccountRow, MeetingRow } from './ports.ts';
import { type SeedNeeds, seedDemo } from './seed.ts';

const read = readUnitFile(fileURLToPath(new URL(`../${demoUnitFile}`, import.meta.url)));
if (!read.ok) throw new Error('the demo units cannot be read');
const unitFile = read.file;

/** A hub in memory, with what it was given. */
function emptyHub() {
  const kept = {
    levels: [] as readonly Level[],
    units: [] as readonly Unit[],
    accounts: [] as AccountRow[],
    meetings: [] as MeetingRow[],
    drafts: [] as MeetingDraft[],
  };
  let ids = 0;
  const needs: SeedNeeds = {
    store: {
      units: {
        levels: async () => kept.levels,
        all: async () => kept.units,
        replace: async (levels, units) => {
          kept.levels = levels;
          kept.units = units;
        },
      },
      accounts: {
        byUsername: async (name) => kept.accounts.find(({ username }) => username === name) ?? null,
        byId: async (id) => kept.accounts.find((row) => row.id === id) ?? null,
        all: async () => kept.accounts,
        put: async (row) => {
          kept.accounts = [...kept.accounts.filter(({ id }) => id !== row.id), row];
        },
      },
      meetings: {
        byId: async (id) => kept.meetings.find((row) => row.id === id) ?? null,
        put: async (row) => {
          kept.meetings = [...kept.meetings.filter(({ id }) => id !== row.id), row];
        },
        list: async (kind) => kept.meetings.filter(({ phase }) => phase.kind === kind),
        ofUnit: async (unit) => kept.meetings.filter((row) => row.unit === unit),
      },
    },
    create: async (draft) => {
      const { id, title, unit, scheduledAt } = draft;
      const creation = createMeeting(draft);
      if (!creation.ok) return creation;
      kept.drafts.push(draft);
      const row = { id, title, unit, scheduledAt, plannedMs: null, moved: null } as const;
      kept.meetings.push({ ...row, phase: { kind: 'scheduled' } });
      return { ok: true, value: id };
    },
    hashPassword: async (password) => `hashed:${password}`,
    newId: () => {
      ids += 1;
      return `m${ids}`;
    },
    unitFile,
    // 08:40 in Vietnam
    clock: { now: () => Date.UTC(2026, 10, 23, 1, 40) },
  };
  return { kept, needs };
}

describe('the demo', () => {
  it('begins with every unit, every account and the meeting', async () => {
    const { kept, needs } = emptyHub();
    expect(await seedDemo(needs)).toEqual({ units: 77, accounts: 9, meeting: 'm1' });
    expect(kept.accounts.map(({ username }) => username)).toEqual(
      demoAccounts.map(({ username }) => username),
    );
    expect(new Set(kept.accounts.map(({ passwordHash }) => passwordHash))).toEqual(
      new Set(['hashed:diemcau']),
    );
  });

  it('invites a site for each unit, and each person with its standing role', async () => {
    const { kept, needs } = emptyHub();
    await seedDemo(needs);
    const invited = kept.drafts[0]?.invited ?? [];
    const sites = invited.filter(({ card }) => card.kind === 'site');
    expect(sites.map(({ card }) => card.unit)).toEqual(kept.units.map(({ id }) => id));
    const roleOf = Object.fromEntries(
      invited
        .filter(({ card }) => card.kind === 'person')
        .map(({ card, roles }) => [
          card.participant,
          roles.map(({ role, unit }) => `${role} ${unit}`).join(),
        ]),
    );
    expect(roleOf).toEqual({
      'person:chutri': 'chair TW',
      'person:chutri.dienbien': 'chair 11',
      'person:chutri.nampo': 'chair 11.103',
      'person:thuky': 'secretary TW',
      'person:kythuat': 'operator TW',
      'person:daibieu1': 'delegate 11.103.03156',
      'person:daibieu2': 'delegate 54.561.22210',
      'person:daibieu3': 'delegate 38.393.15352',
    });
  });

  it('announces the meeting for the next half hour, with its agenda and with admission of persons', async () => {
    const { kept, needs } = emptyHub();
    await seedDemo(needs);
    const [draft] = kept.drafts;
    expect(new Date(draft?.scheduledAt ?? 0).toISOString()).toBe('2026-11-23T02:00:00.000Z');
    expect(draft?.settings).toEqual({ admission: 'sites' });
    expect(draft?.agenda.length).toBeGreaterThanOrEqual(4);
    for (const { plannedMs } of draft?.agenda ?? []) expect(plannedMs).toBeGreaterThanOrEqual(60_000);
  });

  it('changes nothing at a second start, not even what was changed by hand', async () => {
    const { kept, needs } = emptyHub();
    await seedDemo(needs);
    await needs.store.accounts.put({ ...kept.accounts[0]!, name: 'Tên khác' });
    expect(await seedDemo(needs)).toEqual({ units: 0, accounts: 0, meeting: null });
    expect(kept.accounts.some(({ name }) => name === 'Tên khác')).toBe(true);
  });

  it('goes on where an earlier start broke off', async () => {
    const { kept, needs } = emptyHub();
    const failing = { ...needs, create: async () => Promise.reject(new Error('the disk is full')) };
    await expect(seedDemo(failing)).rejects.toThrow('the disk is full');
    kept.accounts.pop();
    expect(await seedDemo(needs)).toEqual({ units: 0, accounts: 1, meeting: 'm2' });
  });

  it('makes a new meeting once the last was closed, and none while it is live', async () => {
    const { kept, needs } = emptyHub();
    await seedDemo(needs);
    const [row] = kept.meetings;
    await needs.store.meetings.put({
      ...row!,
      phase: { kind: 'live', openedAt: 1, adjournedAt: null, rest: null },
    });
    expect((await seedDemo(needs)).meeting).toBeNull();
    await needs.store.meetings.put({ ...row!, phase: { kind: 'closed', openedAt: 1, closedAt: 2 } });
    expect((await seedDemo(needs)).meeting).toBe('m2');
  });
});

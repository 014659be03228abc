import { demoAccounts, demoMeeting, demoPassword } from '../config/demo.ts';
import type { UnitFile } from '../config/unit-file.ts';
import type { MeetingDraft } from '../core/create.ts';
import type { MeetingId } from '../core/id.ts';
import type { Unit, UnitById } from '../core/unit.ts';
import { meetingId, participantId, unitId } from '../protocol/id.ts';
import { invitePersons, inviteSite } from './meeting-draft.ts';
import type { AccountRow, Clock, Outcome, Store } from './ports.ts';
import { unitTree } from './unit-tree.ts';

export type SeedNeeds = {
  readonly store: Pick<Store, 'accounts' | 'meetings'> & {
    readonly units: Pick<Store['units'], 'levels' | 'all' | 'replace'>;
  };
  /** The hub's, already started. */
  readonly create: (draft: MeetingDraft) => Promise<Outcome<MeetingId>>;
  readonly hashPassword: (password: string) => Promise<string>;
  /** A fresh UUIDv7. */
  readonly newId: () => string;
  readonly unitFile: UnitFile;
  readonly clock: Clock;
};

/** What this start added; all zero and null when everything was there. */
export type Seeded = {
  readonly units: number;
  readonly accounts: number;
  readonly meeting: MeetingId | null;
};

/** A meeting is announced for the next half hour, as invitations are. */
const half = 30 * 60_000;
const nextHalfHour = (now: number) => (Math.floor(now / half) + 1) * half;

async function seedUnits({ store, unitFile }: SeedNeeds): Promise<number> {
  if ((await store.units.all()).length > 0) return 0;
  const { levels, units } = unitTree(unitFile);
  await store.units.replace(levels, units);
  return units.length;
}

async function seedAccounts({ store, hashPassword }: SeedNeeds): Promise<number> {
  const known = new Set((await store.accounts.all()).map(({ username }) => username));
  const missing = demoAccounts.filter(({ username }) => !known.has(username));
  for (const account of missing) {
    await store.accounts.put({
      id: participantId.parse(`person:${account.username}`),
      username: account.username,
      name: account.name,
      position: account.position,
      unit: unitId.parse(account.unit),
      passwordHash: await hashPassword(demoPassword),
      administrator: account.administrator,
      standingRoles: account.standingRoles.map(({ role, unit }) => ({ role, unit: unitId.parse(unit) })),
      disabledAt: null,
    });
  }
  return missing.length;
}

/** The demo's own people come as what they are in daily life, and every unit's room. */
function invite(units: readonly Unit[], accounts: readonly AccountRow[]): MeetingDraft['invited'] {
  const demoNames = new Set(demoAccounts.map(({ username }) => username));
  const unitById: UnitById = Object.fromEntries(units.map((unit) => [unit.id, unit]));
  const persons = accounts.filter(({ username }) => demoNames.has(username));
  return [...invitePersons(persons, unitById), ...units.map(inviteSite)];
}

async function seedMeeting({ store, create, newId, clock }: SeedNeeds): Promise<MeetingId | null> {
  const open = [...(await store.meetings.list('scheduled')), ...(await store.meetings.list('live'))];
  if (open.some(({ title }) => title === demoMeeting.title)) return null;
  const [levels, units, accounts] = await Promise.all([
    store.units.levels(),
    store.units.all(),
    store.accounts.all(),
  ]);
  const created = await create({
    id: meetingId.parse(newId()),
    title: demoMeeting.title,
    unit: unitId.parse(demoMeeting.unit),
    scheduledAt: nextHalfHour(clock.now()),
    secret: false,
    // Sites come in by themselves, as on the day; a person who does not conduct shows how one is admitted.
    settings: { admission: 'sites' },
    levels,
    units,
    agenda: demoMeeting.agenda.map(({ title, presenter, plannedMinutes }) => ({
      title,
      presenter,
      plannedMs: plannedMinutes * 60_000,
    })),
    invited: invite(units, accounts),
  });
  if (!created.ok) throw new Error(`the demo meeting was refused: ${created.refusal.code}`);
  return created.value;
}

/**
 * Fills an empty hub with the demo's units, accounts and meeting. Run at each demo start: it adds what is missing and
 * changes nothing that is there; once the meeting was closed, the next start makes a new one.
 */
export async function seedDemo(needs: SeedNeeds): Promise<Seeded> {
  const units = await seedUnits(needs);
  const accounts = await seedAccounts(needs);
  return { units, accounts, meeting: await seedMeeting(needs) };
}

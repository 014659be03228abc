import { pino } from 'pino';
import { expect, vi } from 'vitest';
import type { DossierOrder } from '../../core/dossier/order.ts';
import { monthsAfter } from '../../core/dossier/term.ts';
import type { LevelId, MeetingId, ParticipantId, RecordingId, UnitId } from '../../core/id.ts';
import type { RefusalCode } from '../../core/refusal.ts';
import type { Role } from '../../core/role.ts';
import type { DossierReply } from '../../protocol/archive.ts';
import { createDossierService, type DossierService } from '../../server/dossier.ts';
import { createDossierLog } from '../../server/dossier-log.ts';
import type { Damaged } from '../../server/dossier-notices.ts';
import type { Principal, RecordingRow } from '../../server/ports.ts';
import { createMemoryStore, type MemoryStore } from './store.ts';

/** The service of meetings' files over a store in memory: a meeting that ended five years ago, recorded in two halls. */

export const unit = (id: string) => id as UnitId;
export const meeting = 'm-1' as MeetingId;
export const closedAt = Date.UTC(2020, 5, 1, 2);
export const dayMs = 86_400_000;
/** The moment at which it has been kept for five years. */
export const afterwards = monthsAfter(closedAt, 60);

const recordingRow = (id: string, more: Partial<RecordingRow> = {}): RecordingRow => ({
  id: id as RecordingId,
  meeting,
  title: 'Hội nghị giao ban',
  unit: unit('TW'),
  unitName: 'Trung ương',
  startedAt: closedAt - 3_600_000,
  state: 'ready',
  reason: null,
  gaps: [],
  pauses: [],
  durationMs: 1,
  size: 1,
  sha256: 'ab',
  ...more,
});
export const [main, sidebar] = [
  recordingRow('r-1'),
  recordingRow('r-2', { unit: unit('11'), unitName: 'Tỉnh 11', state: 'failed' }),
];

export const ask: DossierOrder = { type: 'disposal.ask', reason: 'Hết thời hạn' };
export const confirm: DossierOrder = { type: 'disposal.confirm' };

/** Somebody with an account, signed in. */
async function person(
  store: MemoryStore,
  name: string,
  { role, at }: { readonly role: Role; readonly at: string },
): Promise<Principal> {
  const participant = `person:${name}` as ParticipantId;
  const standingRoles = [{ role, unit: unit(at) }];
  await store.accounts.put({
    id: participant,
    username: name,
    name,
    position: 'Chuyên viên',
    unit: unit(at),
    passwordHash: '',
    administrator: false,
    standingRoles,
    disabledAt: null,
  });
  const account = { kind: 'person', participant, name, position: 'Chuyên viên', unit: unit(at) } as const;
  return {
    account: { ...account, unitName: '', administrator: false, operates: [] },
    standingRoles,
    device: null,
  };
}

export type DossierDesk = {
  readonly store: MemoryStore;
  readonly sign: (meeting: MeetingId) => Promise<void>;
  /** Chair and secretary of the meeting's unit, the chair of the province that went on alone, and an operator. */
  readonly hà: Principal;
  readonly nam: Principal;
  readonly province: Principal;
  readonly operator: Principal;
  service: DossierService;
  now: number;
  /** Recordings whose files were destroyed. */
  readonly removed: string[];
  /** Meetings whose documents were destroyed. */
  readonly emptied: string[];
  /** Waited for before that. */
  removal: () => Promise<void>;
  damaged: readonly Damaged[];
  composing: string | null;
  /** Another service over the same store. */
  start(): DossierService;
  /** The reply of an order that is accepted. */
  done(by: Principal, order: DossierOrder, row?: RecordingRow): Promise<DossierReply>;
  codeOf(by: Principal, order: DossierOrder, row?: RecordingRow): Promise<RefusalCode | null>;
  /** Hà has asked for the disposal. */
  asked(): Promise<void>;
  /** Until the disposal was carried out. */
  carriedOut(): Promise<void>;
};

async function writeBooks(store: MemoryStore): Promise<void> {
  const level = 'any' as LevelId;
  await store.units.replace(
    [{ id: level, name: 'Cấp' }],
    [
      { id: unit('TW'), name: 'Trung ương', level, parent: null },
      { id: unit('11'), name: 'Tỉnh 11', level, parent: unit('TW') },
    ],
  );
  await store.meetings.put({
    id: meeting,
    title: 'Hội nghị giao ban',
    unit: unit('TW'),
    scheduledAt: 1,
    plannedMs: null,
    phase: { kind: 'closed', openedAt: 1, closedAt },
    moved: null,
  });
  for (const row of [main, sidebar]) await store.recordings.put(row);
}

export async function openDesk(): Promise<DossierDesk> {
  const store = createMemoryStore();
  await writeBooks(store);
  const desk: Omit<DossierDesk, 'service'> = {
    store,
    sign: vi.fn(async () => {}),
    hà: await person(store, 'Hà', { role: 'chair', at: 'TW' }),
    nam: await person(store, 'Nam', { role: 'secretary', at: 'TW' }),
    province: await person(store, 'Tỉnh', { role: 'chair', at: '11' }),
    operator: await person(store, 'Kỹ thuật', { role: 'operator', at: 'TW' }),
    now: afterwards,
    removed: [],
    emptied: [],
    removal: async () => {},
    damaged: [],
    composing: null,
    start: () =>
      createDossierService({
        store,
        log: createDossierLog(store, { now: () => whole.now }),
        files: {
          describe: async (recording) => ({
            recording,
            files: 10,
            bytes: 1_000,
            manifestSha256: recording === main.id ? 'c'.repeat(64) : null,
            sound: true,
          }),
          remove: async (recording) => {
            await whole.removal();
            whole.removed.push(recording);
          },
        },
        documents: { remove: async (id) => void whole.emptied.push(id) },
        terms: {
          retention: [
            { name: 'Vĩnh viễn', years: null },
            { name: '5 năm', years: 5 },
          ],
          handOverMonths: 12,
          remindDays: 60,
          linkDays: 90,
        },
        composing: (id) => id === whole.composing,
        damaged: async () => whole.damaged,
        sign: desk.sign,
        clock: { now: () => whole.now },
        logger: pino({ level: 'silent' }),
      }),
    async done(by, order, row = main) {
      const outcome = await whole.service.order(by, row, order);
      return outcome.ok ? outcome.value : expect.fail(`${order.type}: ${outcome.refusal.code}`);
    },
    async codeOf(by, order, row = main) {
      const outcome = await whole.service.order(by, row, order);
      return outcome.ok ? null : outcome.refusal.code;
    },
    async asked() {
      await desk.done(desk.hà, { type: 'retention.set', name: '5 năm' });
      await desk.done(desk.hà, ask);
    },
    carriedOut: () =>
      vi.waitFor(async () => expect(await store.dossiers.inDisposal('carriedOut')).toEqual([meeting])),
  };
  const whole: DossierDesk = { ...desk, service: desk.start() };
  return whole;
}

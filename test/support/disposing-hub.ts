import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { LevelId, MeetingId, ParticipantId, RecordingId, UnitId } from '../../core/id.ts';
import { createDocumentFiles } from '../../server/document/files.ts';
import { createDossierService, type DossierNeeds, type DossierService } from '../../server/dossier.ts';
import { createDossierLog } from '../../server/dossier-log.ts';
import { createPackageFiles } from '../../server/package/removal.ts';
import type { Principal, RecordingRow, Store } from '../../server/ports.ts';
import { createStore } from '../../server/store/store.ts';

const logger = pino({ level: 'silent' });

/**
 * As much of a hub as disposes of a meeting's recordings: the real store and real folders. Run as a program it confirms
 * the disposal that was asked for, and dies of SIGKILL at the moment that its third argument names.
 */

const unit = 'TW' as UnitId;
export const meeting = 'm-1' as MeetingId;
export const recordings = ['r-1' as RecordingId, 'r-2' as RecordingId];
/** When the meeting was closed, in 2020; today's clock is past its five years. */
const closedAt = Date.UTC(2020, 0, 1);

/** `recorded`: before any file is gone; `half`: in the midst of a folder; `removed`: before it is said to be done. */
export const moments = ['recorded', 'half', 'removed'] as const;

const person = (name: string): Principal => ({
  account: {
    kind: 'person',
    participant: `person:${name}` as ParticipantId,
    name,
    position: '',
    unit,
    unitName: 'Trung ương',
    administrator: false,
    operates: [],
  },
  standingRoles: [{ role: 'chair', unit }],
  device: null,
});
export const [asker, confirmer] = [person('Hà'), person('Nam')];

export const row = (id: RecordingId): RecordingRow => ({
  id,
  meeting,
  title: 'Hội nghị giao ban',
  unit,
  unitName: 'Trung ương',
  startedAt: closedAt - 1,
  state: 'ready',
  reason: null,
  gaps: [],
  pauses: [],
  durationMs: 1,
  size: 1,
  sha256: 'ab',
});

export async function openStore(folder: string): Promise<Store> {
  return createStore({ file: join(folder, 'hub.sqlite') });
}

/** Closed, with two recordings, and what its keepers need to be known. */
export async function writeBooks(store: Store): Promise<void> {
  const level = 'any' as LevelId;
  await store.units.replace(
    [{ id: level, name: 'Cấp' }],
    [{ id: unit, name: 'Trung ương', level, parent: null }],
  );
  for (const { account, standingRoles } of [asker, confirmer])
    await store.accounts.put({
      id: account.participant,
      username: account.name,
      name: account.name,
      position: '',
      unit,
      passwordHash: '',
      administrator: false,
      standingRoles,
      disabledAt: null,
    });
  await store.meetings.put({
    id: meeting,
    title: 'Hội nghị giao ban',
    unit,
    scheduledAt: closedAt,
    plannedMs: null,
    phase: { kind: 'closed', openedAt: closedAt - 2, closedAt },
    moved: null,
  });
  for (const id of recordings) await store.recordings.put(row(id));
}

export function openService(store: Store, folder: string, more: Partial<DossierNeeds> = {}): DossierService {
  const folderOf = (id: RecordingId) => join(folder, 'archive', id);
  return createDossierService({
    store,
    log: createDossierLog(store, more.clock ?? { now: () => Date.now() }),
    files: createPackageFiles({ folderOf, foldersOf: (id) => [folderOf(id)], packages: store.packages }),
    documents: createDocumentFiles({
      root: join(folder, 'documents'),
      mostBytes: 0,
      room: async () => 0,
      write: async () => 'no-room',
      examinePdf: async () => null,
      logger,
    }),
    terms: { retention: [{ name: '5 năm', years: 5 }], handOverMonths: 12, remindDays: 60, linkDays: 90 },
    composing: () => false,
    damaged: async () => [],
    sign: async () => {},
    clock: { now: () => Date.now() },
    logger,
    ...more,
  });
}

async function confirmAndDie(folder: string, moment: string): Promise<void> {
  const store = await openStore(folder);
  const die = () => process.kill(process.pid, 'SIGKILL');
  const real = createPackageFiles({
    folderOf: (id) => join(folder, 'archive', id),
    foldersOf: (id) => [join(folder, 'archive', id)],
    packages: store.packages,
  });
  const service = openService(store, folder, {
    files: {
      describe: real.describe,
      remove: async (id) => {
        if (moment === 'recorded') die();
        if (moment === 'half') {
          const [first = ''] = readdirSync(join(folder, 'archive', id));
          rmSync(join(folder, 'archive', id, first), { recursive: true });
          die();
        }
        await real.remove(id);
      },
    },
  });
  service.onDisposed(() => {
    if (moment === 'removed') die();
  });
  await service.order(confirmer, row(recordings[0] ?? ('' as RecordingId)), { type: 'disposal.confirm' });
}

if (import.meta.main) {
  const [, , folder = '', moment = ''] = process.argv;
  await confirmAndDie(folder, moment);
}

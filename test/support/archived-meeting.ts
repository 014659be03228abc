import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Logger, pino } from 'pino';
import { loadSigningKey, type SigningKey } from '../../config/signing-key.ts';
import { applyAll, found } from '../../core/apply.ts';
import type { Entry, MeetingEvent } from '../../core/event.ts';
import type { MeetingId, RecordingId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { RecordedDocument } from '../../protocol/meeting-record.ts';
import { createPackages, type PackageDesk, type PackageOptions } from '../../server/package/desk.ts';
import { recordingFolder } from '../../server/package/folder.ts';
import type { RecordingRow, Store } from '../../server/ports.ts';
import { createLogHeads } from '../../server/store/log-heads.ts';
import { createStore } from '../../server/store/store.ts';
import { founding, id, places, start } from '../doubles/meeting.ts';

/** The moment of every test here. */
export const now = start + 7_200_000;
export const meetingId = id<MeetingId>('m1');
export const title = 'Hội nghị giao ban: quý IV/2026';
export const recordingIds = ['m1.r5', 'm1.r9'].map((text) => id<RecordingId>(text));

export const digest = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/** The log of a closed meeting in which two recordings were made. */
function entries(): readonly Entry[] {
  const [first, second] = recordingIds;
  if (first === undefined || second === undefined) throw new Error('two recordings');
  const hall = places.central;
  const events: MeetingEvent[] = [
    { type: 'meeting.opened' },
    ...[first, second].flatMap((recording): MeetingEvent[] => [
      { type: 'recording.ordered', recording, hall },
      { type: 'recording.started', recording },
      { type: 'recording.stopped', recording },
      { type: 'recording.composing', recording },
      { type: 'recording.ready', recording, durationMs: 60_000 },
    ]),
    { type: 'meeting.closed' },
  ];
  const created = founding({ id: meetingId, title });
  const rest = events.map((event, index): Entry => {
    const at = start + (index + 1) * 1_000;
    return { seq: index + 2, at, by: { kind: 'system', part: 'hub' }, event };
  });
  return [created, ...rest];
}

export function meetingState(): Meeting {
  const [first, ...rest] = entries();
  if (first?.event.type !== 'meeting.created') throw new Error('a log begins with the creation');
  return applyAll(found(first.event, first.seq), rest);
}

/** A hub's archive on a real disk and in a real database. */
export type ArchiveHub = {
  readonly root: string;
  readonly store: Store;
  readonly packages: PackageDesk;
  readonly key: SigningKey;
  readonly logger: Logger;
  /** Lines that were logged as errors or warnings. */
  readonly complaints: string[];
  readonly indexed: RecordingId[];
  folderOf(recording: RecordingId): string;
  /** The same hub, started again with its books and folders as they are. */
  again(more?: Partial<PackageOptions>): PackageDesk;
  close(): Promise<void>;
};

/** An empty hub with a key of its own; `more` replaces any of its options. */
export async function emptyHub(more: Partial<PackageOptions> = {}): Promise<ArchiveHub> {
  const home = await mkdtemp(join(tmpdir(), 'diemcau-archive-'));
  const root = join(home, 'archive');
  await mkdir(root);
  const store = await createStore({ file: join(home, 'hub.sqlite') });
  const keyFile = join(home, 'keys', 'key.pem');
  const heads = createLogHeads({ folder: join(home, 'heads'), keyFile });
  const complaints: string[] = [];
  const logger: Logger = pino({ level: 'warn' }, { write: (line) => void complaints.push(line) });
  const indexed: RecordingId[] = [];
  const folderOf = (recording: RecordingId) => recordingFolder(root, recording);
  const desk = (changes: Partial<PackageOptions>) =>
    createPackages({
      root,
      folderOf,
      key: loadSigningKey(keyFile),
      store,
      heads,
      rehashDays: 30,
      importBytes: 50_000_000,
      places: [],
      meetingLive: () => false,
      composing: () => false,
      documentFile: (_meeting, sha256) => join(home, 'documents', sha256),
      dossier: async () => null,
      minutes: async () => null,
      index: async (recording) => void indexed.push(recording),
      software: 'diemcau test',
      clock: { now: () => now },
      logger,
      ...changes,
    });
  const desks = [desk(more)];
  const again = (changes: Partial<PackageOptions> = {}) => {
    const next = desk({ ...more, ...changes });
    desks.push(next);
    return next;
  };
  const [packages] = desks;
  if (packages === undefined) throw new Error('one desk');
  return {
    root,
    store,
    packages,
    key: loadSigningKey(keyFile),
    logger,
    complaints,
    indexed,
    folderOf,
    again,
    close: async () => {
      for (const each of desks) each.close();
      await store.close();
      await rm(home, { recursive: true });
    },
  };
}

export function recordingRow(recording: RecordingId, film: string): RecordingRow {
  return {
    id: recording,
    meeting: meetingId,
    title,
    unit: places.central,
    unitName: 'unit TW',
    startedAt: start + 2_000,
    state: 'ready',
    reason: null,
    gaps: [{ from: start + 3_000, to: start + 4_000, reason: 'recorder-lost' }],
    pauses: [{ from: start + 5_000, to: start + 6_000 }],
    durationMs: 60_000,
    size: film.length,
    sha256: digest(film),
  };
}

/** Writes a recording's finished folder, unsigned, as a composition leaves it. */
export async function writePackage(
  folder: string,
  {
    film,
    meeting = 'm1',
    documents,
  }: { readonly film: string; readonly meeting?: string; readonly documents?: readonly RecordedDocument[] },
): Promise<void> {
  const files: Readonly<Record<string, string>> = {
    'recording.mp4': film,
    'timeline.jsonl': '{}\n',
    'meeting.json': JSON.stringify({ id: meeting, title, documents }),
    'tracks/0001-nguyễn văn a-microphone.mka': 'a track',
  };
  const lines: string[] = [];
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
    lines.push(`${digest(content)}  ${path}\n`);
  }
  await writeFile(join(folder, 'manifest-sha256.txt'), lines.join(''));
}

/** Writes a closed meeting into a hub's books, and the folders of its two recordings, unsigned. */
export async function writeMeeting(
  store: Store,
  folderOf: (recording: RecordingId) => string,
): Promise<void> {
  await store.log.append([{ meeting: meetingId, entries: entries() }]);
  const { unit, scheduledAt, plannedMs, phase } = meetingState();
  await store.meetings.put({ id: meetingId, title, unit, scheduledAt, plannedMs, phase, moved: null });
  for (const recording of recordingIds) {
    await writePackage(folderOf(recording), { film: `film of ${recording}` });
    await store.recordings.put(recordingRow(recording, `film of ${recording}`));
  }
}

/** A hub that held one meeting with two recordings, both signed; the meeting's head is signed, too. */
export async function heldMeeting(more: Partial<PackageOptions> = {}): Promise<ArchiveHub> {
  const hub = await emptyHub(more);
  const { store, folderOf, packages } = hub;
  await writeMeeting(store, folderOf);
  const keyFile = join(dirname(hub.root), 'keys', 'key.pem');
  const heads = createLogHeads({ folder: join(dirname(hub.root), 'heads'), keyFile });
  await heads.keep(await store.log.heads(), now);
  for (const recording of recordingIds) await packages.finished(recording);
  return hub;
}

/** The whole package as it is exported. */
export async function exportOf(hub: ArchiveHub, desk: PackageDesk = hub.packages): Promise<Buffer> {
  const outcome = await desk.export({
    meeting: meetingState(),
    recordings: await hub.store.recordings.all(),
    name: 'Hội nghị - 2026-11-23',
    attendance: ['Mục,Tên\r\n'],
    speeches: ['Mục,Tên\r\n'],
  });
  if (!outcome.ok) throw new Error(`not exported: ${outcome.refusal.code}`);
  const parts: Uint8Array[] = [];
  for await (const part of outcome.value) parts.push(part);
  return Buffer.concat(parts);
}

/** Has a hub take in these bytes. */
export async function importInto(hub: Pick<ArchiveHub, 'packages'>, bytes: Buffer | readonly Buffer[]) {
  const parts = Buffer.isBuffer(bytes) ? [bytes] : bytes;
  const received = await hub.packages.receive({
    length: null,
    parts: (async function* () {
      yield* parts;
    })(),
  });
  if (!received.ok) throw new Error(`not received: ${received.refusal.code}`);
  return received.value.take();
}

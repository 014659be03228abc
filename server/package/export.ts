import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { SigningKey } from '../../config/signing-key.ts';
import type { MeetingId, RecordingId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { ApprovedMinutes } from '../../core/minutes/minutes.ts';
import {
  type BagMeeting,
  bagFiles,
  bagLine,
  bagVersion,
  packageFiles,
} from '../../protocol/recording-package.ts';
import type { Packages } from '../archive-ports.ts';
import type { Clock, EventLog, LogHeads, Outcome, RecordingRow } from '../ports.ts';
import { isFile, partBytes } from './folder.ts';
import { minutesFile, minutesPaper } from './minutes-paper.ts';
import { recipeOf } from './recipe.ts';
import { keysFor } from './seal.ts';
import { type Manifest, readManifest, signatureOf } from './verify.ts';
import { type ZipEntry, zipOf } from './zip-writer.ts';

/** What is to be exported: a closed meeting, and those of its finished recordings that the caller may take home. */
export type ExportOrder = {
  readonly meeting: Meeting;
  readonly recordings: readonly RecordingRow[];
  /** Of the folder in the ZIP; a name that any file system takes. */
  readonly name: string;
  readonly attendance: Iterable<string>;
  readonly speeches: Iterable<string>;
};

export type ExportNeeds = {
  readonly folderOf: (id: RecordingId) => string;
  readonly key: SigningKey;
  readonly log: Pick<EventLog, 'readWithHashes'>;
  readonly heads: Pick<LogHeads, 'linesOf'>;
  readonly packages: Pick<Packages, 'of'>;
  /** Whether a recording's film is just being made anew: what is in its folder may be of two films then. */
  readonly composing: (id: RecordingId) => boolean;
  /** The file of the meeting (hồ sơ), a line for each order; null: it has none. */
  readonly dossier: (meeting: MeetingId) => Promise<AsyncIterable<string> | Iterable<string> | null>;
  /** The approved minutes; null: none. */
  readonly minutes: (meeting: MeetingId) => Promise<ApprovedMinutes | null>;
  /** Name and version of this program. */
  readonly software: string;
  readonly clock: Clock;
};

/** Exports at a time on the whole hub: each reads the disk as fast as its line takes it. */
const mostAtOnce = 2;
/** Entries of the log read at once. */
const entriesAtOnce = 500;

type Whole = { readonly row: RecordingRow; readonly manifest: Manifest };
type Written = { readonly path: string; readonly digest: string; readonly size: number };

/** Opened when it is asked for, and closed with whoever stops reading. */
async function* fileParts(path: string): AsyncIterable<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: partBytes });
}

async function* bytesOf(texts: AsyncIterable<string> | Iterable<string>): AsyncIterable<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text);
}

/** Passes bytes on, and tells their digest at the end; a digest that is known already is not made again. */
async function* watched(
  parts: AsyncIterable<Uint8Array>,
  known: string | null,
  ended: (digest: string, size: number) => void,
): AsyncIterable<Uint8Array> {
  const hash = known === null ? createHash('sha256') : null;
  let size = 0;
  for await (const part of parts) {
    hash?.update(part);
    size += part.length;
    yield part;
  }
  ended(hash?.digest('hex') ?? known ?? '', size);
}

/** Ends what was begun exactly once, also for whoever never began to read. */
function ending<T>(parts: AsyncGenerator<T>, end: () => void): AsyncIterable<T> {
  let open = true;
  const close = () => {
    if (open) end();
    open = false;
  };
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        try {
          const next = await parts.next();
          if (next.done === true) close();
          return next;
        } catch (error) {
          close();
          throw error;
        }
      },
      async return() {
        close();
        return parts.return(undefined);
      },
    }),
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function meetingFile(
  { meeting, recordings }: ExportOrder,
  times: Pick<BagMeeting, 'openedAt' | 'closedAt' | 'exportedAt' | 'software'>,
): string {
  const file: BagMeeting = {
    version: bagVersion,
    id: meeting.id,
    title: meeting.title,
    unit: { id: meeting.unit, name: meeting.unitById[meeting.unit]?.name ?? '' },
    scheduledAt: meeting.scheduledAt,
    ...times,
    recordings: recordings.map((row) => ({
      id: row.id,
      title: row.title,
      unit: { id: row.unit, name: row.unitName },
      startedAt: row.startedAt,
      durationMs: row.durationMs ?? 0,
      size: row.size ?? 0,
      sha256: row.sha256 ?? '',
      gaps: row.gaps,
      pauses: row.pauses,
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Exports meetings as packages, made while they are sent. */
export function createExport(needs: ExportNeeds) {
  const { folderOf, key, packages, clock, software } = needs;
  let running = 0;

  /** The recording's package with its manifest; null: it is not whole, or not what was signed. */
  const wholeOf = async (row: RecordingRow): Promise<Whole | null> => {
    const folder = folderOf(row.id);
    const manifest = await readManifest(folder).catch(() => null);
    if (manifest === null || manifest.digestByPath.get(packageFiles.video) !== row.sha256) return null;
    const [known] = await packages.of([row.id]);
    if ((await signatureOf(folder, manifest.bytes, keysFor(known, key))) !== 'genuine') return null;
    if (!(await isFile(join(folder, packageFiles.key)))) return null;
    for (const path of manifest.digestByPath.keys()) if (!(await isFile(join(folder, path)))) return null;
    return { row, manifest };
  };

  async function* logLines(meeting: Meeting): AsyncIterable<string> {
    let after = 0;
    for (;;) {
      const entries = await needs.log.readWithHashes(meeting.id, after, entriesAtOnce);
      // What is written from now on is not what the meeting's state was read from.
      const told = entries.filter(({ seq }) => seq <= meeting.seq);
      for (const { hash, text } of told) yield `{"hash":"${hash}","entry":${text}}\n`;
      after = entries.at(-1)?.seq ?? after;
      if (told.length < entriesAtOnce) return;
    }
  }

  async function* entriesOf(order: ExportOrder, wholes: readonly Whole[]): AsyncIterable<ZipEntry> {
    const { meeting, name } = order;
    const now = clock.now();
    const payload: Written[] = [];
    const tags: Written[] = [];
    const entry = (
      path: string,
      content: AsyncIterable<string> | Iterable<string>,
      listed: Written[] | null = path.startsWith(bagFiles.payload) ? payload : tags,
    ): ZipEntry => ({
      path: `${name}/${path}`,
      at: now,
      parts: watched(bytesOf(content), null, (digest, size) => listed?.push({ path, digest, size })),
    });
    const fileEntry = (folder: string, inside: string, known: string | null): ZipEntry => {
      const path = `${bagFiles.recordings}${folder}/${inside}`;
      const file = join(folderOf(folder as RecordingId), inside);
      const list = (digest: string, size: number) => payload.push({ path, digest, size });
      return { path: `${name}/${path}`, at: now, parts: watched(fileParts(file), known, list) };
    };
    const { phase } = meeting;
    if (phase.kind !== 'closed') throw new Error(`meeting ${meeting.id} is not closed`);

    yield entry(bagFiles.declaration, ['BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n']);
    const times = { openedAt: phase.openedAt, closedAt: phase.closedAt, exportedAt: now, software };
    yield entry(bagFiles.meeting, [meetingFile(order, times)]);
    yield entry(bagFiles.log, logLines(meeting));
    yield entry(
      bagFiles.heads,
      (await needs.heads.linesOf(meeting.id)).map((line) => `${line}\n`),
    );
    yield entry(bagFiles.attendance, order.attendance);
    yield entry(bagFiles.speeches, order.speeches);
    const dossier = await needs.dossier(meeting.id);
    if (dossier !== null) yield entry(bagFiles.dossier, dossier);
    const minutes = await needs.minutes(meeting.id);
    if (minutes !== null) {
      yield entry(bagFiles.minutes, [minutesFile(meeting, minutes)]);
      yield entry(bagFiles.minutesPaper, [minutesPaper(meeting, minutes)]);
    }
    for (const { row, manifest } of wholes) {
      for (const [path, digest] of manifest.digestByPath) yield fileEntry(row.id, path, digest);
      for (const path of [packageFiles.manifest, packageFiles.signature, packageFiles.key])
        yield fileEntry(row.id, path, null);
    }

    const bytes = payload.reduce((sum, { size }) => sum + size, 0);
    yield entry(bagFiles.info, [
      `Source-Organization: ${oneLine(meeting.unitById[meeting.unit]?.name ?? meeting.unit)}\n`,
      `External-Identifier: ${meeting.id}\n`,
      `External-Description: ${oneLine(meeting.title)}\n`,
      `Bagging-Date: ${new Date(now).toISOString().slice(0, 10)}\n`,
      `Payload-Oxum: ${bytes}.${payload.length}\n`,
      `Bag-Software-Agent: ${software}\n`,
      `Diemcau-Unit: ${meeting.unit}\n`,
      `Diemcau-Opened: ${new Date(phase.openedAt).toISOString()}\n`,
      `Diemcau-Closed: ${new Date(phase.closedAt).toISOString()}\n`,
    ]);
    yield entry(bagFiles.recipe, [recipeOf(key.fingerprint)]);
    yield entry(bagFiles.key, [key.publicKey]);
    yield entry(
      bagFiles.manifest,
      payload.map(({ digest, path }) => bagLine(digest, path)),
    );
    const tagManifest = tags.map(({ digest, path }) => bagLine(digest, path)).join('');
    yield entry(bagFiles.tagManifest, [tagManifest], null);
    const signature = key.sign(Buffer.from(tagManifest));
    yield {
      path: `${name}/${bagFiles.signature}`,
      at: now,
      parts: (async function* () {
        yield signature;
      })(),
    };
  }

  return {
    /**
     * The package of a meeting as a ZIP, byte by byte as it is made; nothing of it lies on the disk. Refused
     * `overloaded` while others are being sent, `out-of-order` while a film is made anew, `package-damaged` when a
     * recording's files or signature are not whole (a file whose bytes changed is sent as it is, and then contradicts
     * the manifest).
     */
    async export(order: ExportOrder): Promise<Outcome<AsyncIterable<Uint8Array>>> {
      if (order.recordings.some(({ id }) => needs.composing(id)))
        return { ok: false, refusal: { code: 'out-of-order' } };
      if (running >= mostAtOnce) return { ok: false, refusal: { code: 'overloaded' } };
      running += 1;
      const end = () => {
        running -= 1;
      };
      try {
        const wholes: Whole[] = [];
        for (const row of order.recordings) {
          const whole = await wholeOf(row);
          if (whole !== null) wholes.push(whole);
        }
        if (wholes.length === order.recordings.length)
          return { ok: true, value: ending(zipOf(entriesOf(order, wholes)), end) };
      } catch (error) {
        end();
        throw error;
      }
      end();
      return { ok: false, refusal: { code: 'package-damaged' } };
    },
  };
}

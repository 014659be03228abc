import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { MeetingId } from '../../core/id.ts';
import { meetingId } from '../../protocol/id.ts';
import type { DocumentRemoval } from '../dossier-ports.ts';
import type { DocumentFiles, IncomingBody, Outcome } from '../ports.ts';
import { mediaTypeOf } from './media-type.ts';
import { withPatience } from './patience.ts';
import type { PdfState } from './pdf-examination.ts';

/** Why a file is not taken. */
type Unfit = 'too-large' | 'no-room';

export type DocumentFilesNeeds = {
  /** Where documents lie. No meeting's folder begins with a dot: what comes in stands in one that does. */
  readonly root: string;
  /** Largest document, in bytes. */
  readonly mostBytes: number;
  /** Bytes that may be written just now. */
  readonly room: () => Promise<number>;
  /** Writes a body to a new file; why it is not taken, or null once all of it is there. Rejects when it breaks off. */
  readonly write: (
    body: IncomingBody,
    file: string,
    bounds: { readonly mostBytes: number; readonly room: () => Promise<number> },
  ) => Promise<Unfit | null>;
  /** Whether a PDF opens; null: it could not be said. */
  readonly examinePdf: (path: string) => Promise<PdfState | null>;
  readonly logger: Logger;
};

const incomingName = '.incoming';
/** Documents that may come in at once, of all meetings. */
const mostAtOnce = 16;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Before a file is put in place, this says so beside what comes in: by it a crash in between is mended. */
const markName = (meeting: MeetingId, hash: string): string => `${meeting}+${hash}.mark`;

function markOf(name: string): { readonly meeting: MeetingId; readonly hash: string } | null {
  const [meeting, hash] = name.endsWith('.mark') ? name.slice(0, -'.mark'.length).split('+') : [];
  const read = z.tuple([meetingId, sha256]).safeParse([meeting, hash]);
  return read.success ? { meeting: read.data[0], hash: read.data[1] } : null;
}

type Untaken = Unfit | 'file-not-taken' | 'file-locked' | 'file-damaged' | 'overloaded' | 'invalid-message';
const no = (code: Untaken) => ({ ok: false, refusal: { code } }) as const;

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Brings a file's bytes, or a folder's names, to the disk. */
async function settle(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Whether the disk took no more. */
function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** Whether an error is the disk's and not of a line that broke. */
function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall !== 'read';
}

/** The body, hashed while it passes. */
function hashing({ length, parts }: IncomingBody) {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* passing(): AsyncIterable<Uint8Array> {
    for await (const part of parts) {
      hash.update(part);
      bytes += part.length;
      yield part;
    }
  }
  return { body: { length, parts: passing() }, result: () => ({ bytes, sha256: hash.digest('hex') }) };
}

/** Documents as files, each named by its SHA-256 in its meeting's folder. */
export function createDocumentFiles(needs: DocumentFilesNeeds): DocumentFiles & DocumentRemoval {
  const { root, mostBytes, room, write, examinePdf, logger } = needs;
  const incoming = join(root, incomingName);
  let coming = 0;

  const pathOf = (meeting: MeetingId, hash: string): string =>
    join(root, meetingId.parse(meeting), sha256.parse(hash));

  const turnByMeeting = new Map<MeetingId, Promise<unknown>>();
  /** One file of a meeting is put in place, or taken away, after the other. */
  const inTurn = <T>(meeting: MeetingId, work: () => Promise<T>): Promise<T> => {
    const done = (turnByMeeting.get(meeting) ?? Promise.resolve()).then(work);
    const turn = done
      .catch(() => undefined)
      .finally(() => {
        if (turnByMeeting.get(meeting) === turn) turnByMeeting.delete(meeting);
      });
    turnByMeeting.set(meeting, turn);
    return done;
  };

  /** Puts the file in place, then has it written down; what is refused, or fails, leaves nothing behind. */
  const place = async <T>(
    file: string,
    { meeting, hash }: { readonly meeting: MeetingId; readonly hash: string },
    writeDown: () => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const to = pathOf(meeting, hash);
    const mark = join(incoming, markName(meeting, hash));
    // What lies there already, the log names: it is of a document that is there, or was taken away.
    const stays = await isThere(to);
    let written = false;
    try {
      await writeFile(mark, '', { flush: true });
      await settle(incoming);
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await rename(file, to);
      await settle(dirname(to));
      await settle(root);
      const outcome = await writeDown();
      written = outcome.ok;
      return outcome;
    } catch (error) {
      if (isFull(error)) return no('no-room');
      throw error;
    } finally {
      if (!written && !stays) await rm(to, { force: true });
      await rm(mark, { force: true });
    }
  };

  /** What the file is, and that it will open for its readers. */
  const judge = async (file: string, fileName: string) => {
    const mediaType = await mediaTypeOf(file, fileName);
    if (mediaType === null) return no('file-not-taken');
    const pdf = mediaType === 'application/pdf' ? await examinePdf(file) : 'sound';
    if (pdf === 'locked' || pdf === 'damaged') return no(`file-${pdf}`);
    return { ok: true, value: mediaType } as const;
  };

  const take = async (fileName: string, body: IncomingBody): ReturnType<DocumentFiles['receive']> => {
    const file = join(incoming, randomUUID());
    const discard = () => rm(file, { force: true });
    const refuse = async (code: Untaken) => {
      await discard();
      return no(code);
    };
    const { body: passing, result } = hashing(withPatience(body));
    try {
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      const unfit = await write(passing, file, { mostBytes, room });
      if (unfit !== null) return await refuse(unfit);
      const { bytes, sha256: hash } = result();
      const judged = await judge(file, fileName);
      if (!judged.ok) return await refuse(judged.refusal.code);
      const mediaType = judged.value;
      await settle(file);
      return {
        ok: true,
        value: {
          sha256: hash,
          bytes,
          mediaType,
          keep: (meeting, writeDown) =>
            inTurn(meeting, () => place(file, { meeting, hash }, writeDown)).finally(discard),
          discard,
        },
      };
    } catch (error) {
      await discard();
      if (isFull(error)) return no('no-room');
      if (isOfDisk(error)) throw error;
      logger.info({ err: error }, 'a document broke off on its way');
      return no('invalid-message');
    }
  };

  return {
    pathOf,
    receive: async (fileName, body) => {
      if (coming >= mostAtOnce) return no('overloaded');
      coming += 1;
      return take(fileName, body).finally(() => {
        coming -= 1;
      });
    },
    remove: (meeting) =>
      inTurn(meeting, async () => {
        const folder = join(root, meetingId.parse(meeting));
        if (!(await isThere(folder))) return;
        await rm(folder, { recursive: true, force: true });
        // A loss of power does not bring back what was written down as destroyed.
        await settle(root);
      }),
    start: async (isNamed) => {
      const names = await readdir(incoming).catch(() => []);
      for (const name of names) {
        const mark = markOf(name);
        if (mark !== null && !(await isNamed(mark.meeting, mark.hash)))
          await rm(pathOf(mark.meeting, mark.hash), { force: true });
        await rm(join(incoming, name), { force: true });
      }
      if (names.length > 0)
        logger.warn({ files: names.length }, 'documents that were cut short are cleaned up');
    },
  };
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setImmediate as breath } from 'node:timers/promises';
import type { VerifyingKey } from '../../config/signing-key.ts';
import { apply, found } from '../../core/apply.ts';
import type { Entry } from '../../core/event.ts';
import type { MeetingId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { HashedEntry } from '../ports.ts';

/** A log that came in a package: what it says, or what is wrong with it. */
export type ForeignLog =
  | { readonly ok: true; readonly entries: readonly HashedEntry[]; readonly meeting: Meeting }
  | { readonly ok: false; readonly fault: 'broken-log' | 'other-meeting' };

/** Entries read between two breaths of the event loop. */
const readAtOnce = 100;

const broken = { ok: false, fault: 'broken-log' } as const;

const line = /^\{"hash":"([0-9a-f]{64})","entry":(\{.*\})\}$/;

function entryOf(text: string): (Entry & { readonly meeting: unknown }) | null {
  const value: unknown = JSON.parse(text);
  const whole = typeof value === 'object' && value !== null && 'event' in value && 'seq' in value;
  return whole ? (value as Entry & { readonly meeting: unknown }) : null;
}

/** The entry of a line that follows the one before, by its number and by its hash; null: it does not. */
function readLine(each: string, before: HashedEntry | undefined) {
  const [, told, text = ''] = line.exec(each) ?? [];
  const hash = createHash('sha256')
    .update((before?.hash ?? '0'.repeat(64)) + text)
    .digest('hex');
  const entry = hash === told ? entryOf(text) : null;
  return entry?.seq === (before?.seq ?? 0) + 1 ? { entry, hashed: { seq: entry.seq, text, hash } } : null;
}

/**
 * Reads `data/log.jsonl`: walks its chain of hashes from the first entry, and folds it to the state that it tells of.
 * It must be that meeting's, begin with its creation, and tell of its end.
 */
export async function readForeignLog(path: string, id: MeetingId): Promise<ForeignLog> {
  const entries: HashedEntry[] = [];
  let meeting: Meeting | null = null;
  try {
    for await (const each of createInterface({ input: createReadStream(path), crlfDelay: 0 })) {
      const read = readLine(each, entries.at(-1));
      if (read === null) return broken;
      if (read.entry.meeting !== id) return { ok: false, fault: 'other-meeting' };
      entries.push(read.hashed);
      meeting = folded(meeting, read.entry);
      if (entries.length % readAtOnce === 0) await breath();
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    // An event that this version does not know, or cannot fold.
    return broken;
  }
  if (meeting !== null && meeting.id !== id) return { ok: false, fault: 'other-meeting' };
  return meeting?.phase.kind === 'closed' ? { ok: true, entries, meeting } : broken;
}

function folded(meeting: Meeting | null, entry: Entry): Meeting {
  if (entry.event.type === 'meeting.created' && meeting === null) return found(entry.event, entry.seq);
  if (meeting === null) throw new Error('the log does not begin with the creation');
  return apply(meeting, entry);
}

const headLine = /^\{"head":(\{[^{}]*\}),"key":"([0-9a-f]{16})","signature":"([A-Za-z0-9+/=]+)"\}$/;

function headHolds(each: string, log: { entries: readonly HashedEntry[]; id: MeetingId }, key: VerifyingKey) {
  const [, text = '', name, signature = ''] = headLine.exec(each) ?? [];
  const head: unknown = text === '' ? null : JSON.parse(text);
  if (typeof head !== 'object' || head === null || !('seq' in head && 'hash' in head && 'meeting' in head))
    return false;
  // Of a hub before the one that signed the package only the hash can be compared: its key is not here.
  const signed =
    !key.fingerprint.startsWith(name ?? '-') ||
    key.verifies(Buffer.from(text), Buffer.from(signature, 'base64'));
  const entry = typeof head.seq === 'number' ? log.entries[head.seq - 1] : undefined;
  return signed && head.meeting === log.id && entry !== undefined && entry.hash === head.hash;
}

/** Whether the log agrees with every signed head that came with it (`data/log-heads.jsonl`). */
export function headsHold(
  text: string,
  log: { readonly entries: readonly HashedEntry[]; readonly id: MeetingId },
  key: VerifyingKey,
): boolean {
  try {
    return text
      .split('\n')
      .filter((each) => each !== '')
      .every((each) => headHolds(each, log, key));
  } catch {
    return false;
  }
}

import { createHash } from 'node:crypto';
import type { MeetingId } from '../../core/id.ts';
import type { HashedEntry } from '../ports.ts';
import { canonicalJson } from './canonical-json.ts';

/** What stands before the first entry of a meeting. */
export const chainStart = '0'.repeat(64);

/** An entry as it is kept: actor and event as canonical JSON, so that what was hashed is what lies in the file. */
export type Link = {
  readonly meeting: MeetingId;
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly event: string;
  readonly hash: string;
};

/**
 * What is hashed of an entry: the canonical JSON of `{at, by, event, meeting, seq}`. The stored texts enter as they
 * are: a changed byte shows even where it would not change what is read.
 */
export function textOf({ meeting, seq, at, actor, event }: Omit<Link, 'hash'>): string {
  return `{"at":${at},"by":${actor},"event":${event},"meeting":${JSON.stringify(meeting)},"seq":${seq}}`;
}

/** SHA-256 (hex) of the previous hash followed by the entry's text. */
function hashOf(previous: string, link: Omit<Link, 'hash'>): string {
  return createHash('sha256').update(previous).update(textOf(link)).digest('hex');
}

/** What a log is made of, whoever acts in it and whatever happens. */
export type ChainEntry<By, Event> = {
  readonly seq: number;
  readonly at: number;
  readonly by: By;
  readonly event: Event;
};

/** The links that `entries` become after a link with the hash `previous`. */
export function chain(
  meeting: MeetingId,
  previous: string,
  entries: readonly ChainEntry<unknown, unknown>[],
): readonly Link[] {
  let hash = previous;
  return entries.map(({ seq, at, by, event }) => {
    const link = { meeting, seq, at, actor: canonicalJson(by), event: canonicalJson(event) };
    hash = hashOf(hash, link);
    return { ...link, hash };
  });
}

/** Whether a link follows the one before it: the next number, and the hash that both give. */
export function follows(previous: { readonly seq: number; readonly hash: string }, link: Link): boolean {
  return link.seq === previous.seq + 1 && link.hash === hashOf(previous.hash, link);
}

/** The link whose hashed bytes these are; null when they are not the canonical JSON of an entry of that meeting. */
export function linkOf(meeting: MeetingId, { seq, text, hash }: HashedEntry): Link | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('by' in value && 'event' in value && 'at' in value))
    return null;
  const { at, by, event } = value;
  if (typeof at !== 'number' || !Number.isSafeInteger(at)) return null;
  const link = { meeting, seq, at, actor: canonicalJson(by), event: canonicalJson(event), hash };
  return textOf(link) === text ? link : null;
}

/** The entry that a link keeps. */
export function entryOf<By, Event>({ seq, at, actor, event }: Link): ChainEntry<By, Event> {
  return { seq, at, by: JSON.parse(actor), event: JSON.parse(event) };
}

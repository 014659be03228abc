import { setImmediate as breath } from 'node:timers/promises';
import type { MeetingId } from '../../core/id.ts';
import type { ChainedLog, LogHead } from '../ports.ts';
import { type ChainEntry, chain, chainStart, entryOf, follows, textOf } from './chain.ts';
import { storeFault } from './fault.ts';
import type { Db } from './table.ts';
import { exclusively, portions } from './transaction.ts';

/** Links walked between two breaths of the event loop, when the chain is checked. */
const walkedAtOnce = 1_000;
/** Meetings whose heads are looked up between two breaths. */
const headsAtOnce = 100;
/** Sorts before every id there can be. */
const beforeAll = '' as MeetingId;

/** The tables that hold a log: the meetings' own, and those of their files. */
export type LogTable = 'entries' | 'dossier_entries';

/** Appends entries to a meeting's log, in a transaction that holds the right to write. Rejects with `sequence`. */
export async function extend(
  tx: Db,
  table: LogTable,
  {
    meeting,
    entries,
  }: { readonly meeting: MeetingId; readonly entries: readonly ChainEntry<unknown, unknown>[] },
): Promise<void> {
  const last = await tx
    .selectFrom(table)
    .select(['seq', 'hash'])
    .where('meeting', '=', meeting)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const expected = (last?.seq ?? 0) + 1;
  entries.forEach(({ seq }, index) => {
    if (seq !== expected + index)
      throw storeFault('sequence', `meeting ${meeting}: entry ${seq} where ${expected + index} is next`);
  });
  const links = chain(meeting, last?.hash ?? chainStart, entries);
  for (const rows of portions(links))
    await tx
      .insertInto(table)
      .values([...rows])
      .execute();
}

/** The last link of the first meeting whose id comes after this one: each step is a look-up by key, whatever the size. */
async function nextHead(db: Db, table: LogTable, after: MeetingId): Promise<LogHead | undefined> {
  const next = await db
    .selectFrom(table)
    .select('meeting')
    .where('meeting', '>', after)
    .orderBy('meeting')
    .limit(1)
    .executeTakeFirst();
  if (next === undefined) return undefined;
  return db
    .selectFrom(table)
    .select(['meeting', 'seq', 'at', 'hash'])
    .where('meeting', '=', next.meeting)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The log in that table. Only ever appended to. */
export function createChainedLog<By, Event>(db: Db, table: LogTable): ChainedLog<ChainEntry<By, Event>> {
  return {
    async append(batch) {
      await exclusively(db, async (tx) => {
        for (const each of batch) await extend(tx, table, each);
      });
    },
    async read(meeting, after) {
      const links = await db
        .selectFrom(table)
        .selectAll()
        .where('meeting', '=', meeting)
        .where('seq', '>', after)
        .orderBy('seq')
        .execute();
      return links.map(entryOf<By, Event>);
    },
    async firstBroken(meeting) {
      let previous = { seq: 0, hash: chainStart };
      for (;;) {
        const links = await db
          .selectFrom(table)
          .selectAll()
          .where('meeting', '=', meeting)
          .where('seq', '>', previous.seq)
          .orderBy('seq')
          .limit(walkedAtOnce)
          .execute();
        for (const link of links) {
          if (!follows(previous, link)) return link.seq;
          previous = link;
        }
        if (links.length < walkedAtOnce) return null;
        await breath();
      }
    },
    async readWithHashes(meeting, after, limit) {
      const links = await db
        .selectFrom(table)
        .selectAll()
        .where('meeting', '=', meeting)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return links.map((link) => ({ seq: link.seq, text: textOf(link), hash: link.hash }));
    },
    async heads() {
      const heads: LogHead[] = [];
      let head = await nextHead(db, table, beforeAll);
      while (head !== undefined) {
        heads.push(head);
        if (heads.length % headsAtOnce === 0) await breath();
        head = await nextHead(db, table, head.meeting);
      }
      return heads;
    },
  };
}

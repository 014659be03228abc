import type { Entry } from '../../core/event.ts';
import type { MeetingId } from '../../core/id.ts';
import type { EventLog } from '../ports.ts';
import { chain, chainStart, entryOf, follows } from './chain.ts';
import { storeFault } from './fault.ts';
import type { Db } from './table.ts';
import { exclusively, portions } from './transaction.ts';

/** Links walked between two breaths of the event loop, when the chain is checked. */
const walkedAtOnce = 1_000;

async function extend(tx: Db, meeting: MeetingId, entries: readonly Entry[]): Promise<void> {
  const last = await tx
    .selectFrom('entries')
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
      .insertInto('entries')
      .values([...rows])
      .execute();
}

/** The event log in the table `entries`. Only ever appended to. */
export function createEventLog(db: Db): EventLog {
  return {
    async append(batch) {
      await exclusively(db, async (tx) => {
        for (const { meeting, entries } of batch) await extend(tx, meeting, entries);
      });
    },
    async read(meeting, after) {
      const links = await db
        .selectFrom('entries')
        .selectAll()
        .where('meeting', '=', meeting)
        .where('seq', '>', after)
        .orderBy('seq')
        .execute();
      return links.map(entryOf);
    },
    async firstBroken(meeting) {
      let previous = { seq: 0, hash: chainStart };
      for (;;) {
        const links = await db
          .selectFrom('entries')
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
        await new Promise((resume) => setImmediate(resume));
      }
    },
  };
}

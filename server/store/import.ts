import { setImmediate as breath } from 'node:timers/promises';
import type { MeetingId } from '../../core/id.ts';
import type { ImportedMeeting } from '../archive-ports.ts';
import type { HashedEntry } from '../ports.ts';
import { chainStart, follows, type Link, linkOf } from './chain.ts';
import { extend } from './event-log.ts';
import { storeFault } from './fault.ts';
import { createMeetings } from './meeting.ts';
import { createPackages } from './package.ts';
import { createRecordings } from './recording.ts';
import type { Db } from './table.ts';
import { exclusively, portions } from './transaction.ts';

/** Entries read between two breaths of the event loop. */
const readAtOnce = 200;

/** The links that a foreign log becomes. Rejects with `broken-chain` at the first entry that does not hold. */
export async function linksOf(meeting: MeetingId, log: readonly HashedEntry[]): Promise<readonly Link[]> {
  const links: Link[] = [];
  let previous = { seq: 0, hash: chainStart };
  for (const [index, entry] of log.entries()) {
    const link = linkOf(meeting, entry);
    if (link === null || !follows(previous, link))
      throw storeFault('broken-chain', `meeting ${meeting}: entry ${entry.seq} does not hold`);
    links.push(link);
    previous = link;
    if (index % readAtOnce === readAtOnce - 1) await breath();
  }
  if (links.length === 0) throw storeFault('broken-chain', `meeting ${meeting} has no entries`);
  return links;
}

async function isHere(tx: Db, { row, recordings }: ImportedMeeting): Promise<boolean> {
  const entry = await tx
    .selectFrom('entries')
    .select('seq')
    .where('meeting', '=', row.id)
    .limit(1)
    .executeTakeFirst();
  const meeting = await tx.selectFrom('meetings').select('id').where('id', '=', row.id).executeTakeFirst();
  if (entry !== undefined || meeting !== undefined) return true;
  for (const { id } of recordings)
    if (await tx.selectFrom('recordings').select('id').where('id', '=', id).executeTakeFirst()) return true;
  return false;
}

/** Writes all of an imported meeting or nothing; what it promises stands in ports.ts. */
export async function importMeeting(db: Db, meeting: ImportedMeeting): Promise<boolean> {
  const links = await linksOf(meeting.row.id, meeting.log);
  return exclusively(db, async (tx) => {
    if (await isHere(tx, meeting)) return false;
    for (const rows of portions(links))
      await tx
        .insertInto('entries')
        .values([...rows])
        .execute();
    await createMeetings(tx).put(meeting.row);
    for (const row of meeting.recordings) await createRecordings(tx).put(row);
    for (const row of meeting.packages) await createPackages(tx).put(row);
    if (meeting.file.length > 0)
      await extend(tx, 'dossier_entries', { meeting: meeting.row.id, entries: meeting.file });
    return true;
  });
}

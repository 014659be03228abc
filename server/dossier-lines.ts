import type { MeetingId } from '../core/id.ts';
import type { Store } from './ports.ts';

/** The file of a meeting as its export holds it, entry by entry as it was hashed; null: nothing was ordered about it. */
export async function dossierLines(
  { dossiers }: Pick<Store, 'dossiers'>,
  meeting: MeetingId,
): Promise<readonly string[] | null> {
  const entries = await dossiers.log.readWithHashes(meeting, 0, Number.MAX_SAFE_INTEGER);
  if (entries.length === 0) return null;
  return entries.map(({ hash, text }) => `{"hash":"${hash}","entry":${text}}\n`);
}

import type { DossierReply } from '../../../protocol/archive.ts';

/** Why nobody can ask for a file's disposal just now, as far as the file itself tells; null: nothing is known. */
export type DisposalObstacle = 'notClosed' | 'notSet' | 'forever' | 'running' | 'held';

/** Says beforehand what the hub would refuse (core DOSSIER-4), so that nobody writes a reason for nothing. */
export function disposalObstacle(
  { closedAt, retention, holds }: Pick<DossierReply, 'closedAt' | 'retention' | 'holds'>,
  now: number,
): DisposalObstacle | null {
  if (closedAt === null) return 'notClosed';
  if (retention === null) return 'notSet';
  if (retention.years === null) return 'forever';
  if (retention.until === null || now < retention.until) return 'running';
  return holds.some(({ lifted }) => lifted === null) ? 'held' : null;
}

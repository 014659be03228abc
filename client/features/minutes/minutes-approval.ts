import type { MinutesReply } from '../../../protocol/minutes.ts';

/** What *Duyệt biên bản* stands for: the version that is read on this screen, which is approved, or why not yet. */
export type Approval = {
  readonly version: number;
  readonly later: 'approveLater' | 'approveUnsaved' | null;
};

/**
 * @param changed whether something is typed here that the hub has not: what is read is no version then
 * @returns null where there is nothing to approve, or not for who reads
 */
export function approvalOf(
  { rights, latest, approved, closedAt }: Pick<MinutesReply, 'rights' | 'latest' | 'approved' | 'closedAt'>,
  changed: boolean,
): Approval | null {
  if (!rights.includes('approve') || latest === null || approved?.version === latest.version) return null;
  const { version } = latest;
  if (closedAt === null) return { version, later: 'approveLater' };
  return { version, later: changed ? 'approveUnsaved' : null };
}

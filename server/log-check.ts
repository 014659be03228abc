import type { MeetingId } from '../core/id.ts';
import type { LogVerifyReply } from '../protocol/log.ts';
import type { LogHeads, SignedHead, Store } from './ports.ts';

type Needs = { readonly log: Store['log']; readonly heads: Pick<LogHeads, 'of'> };

/** The hash that the database holds of that entry now; null when there is none. */
async function hashAt({ log }: Needs, meeting: MeetingId, seq: number): Promise<string | null> {
  const [entry] = await log.readWithHashes(meeting, seq - 1, 1);
  return entry?.seq === seq ? entry.hash : null;
}

async function lastSeq({ log }: Needs, meeting: MeetingId): Promise<number> {
  return (await log.heads()).find((head) => head.meeting === meeting)?.seq ?? 0;
}

/** The first signed head that the database contradicts, and the last before it with which it agrees. */
async function compare(
  needs: Needs,
  meeting: MeetingId,
  signed: readonly SignedHead[],
): Promise<{ readonly agreesTo: number; readonly contradicted: number | null }> {
  let agreesTo = 0;
  for (const head of signed.toSorted((one, other) => one.seq - other.seq)) {
    if ((await hashAt(needs, meeting, head.seq)) !== head.hash) return { agreesTo, contradicted: head.seq };
    agreesTo = head.seq;
  }
  return { agreesTo, contradicted: null };
}

/**
 * Verifies a meeting's log (LOG-7, LOG-8): walks the hash chain, then holds it against the heads that were signed and
 * kept outside the database, so that a chain rewritten from end to end shows too.
 */
export async function checkLog(needs: Needs, meeting: MeetingId): Promise<LogVerifyReply> {
  const [broken, entries, kept] = await Promise.all([
    needs.log.firstBroken(meeting),
    lastSeq(needs, meeting),
    needs.heads.of(meeting),
  ]);
  const forged = kept.filter(({ genuine }) => !genuine);
  const signed = kept.filter(({ genuine }) => genuine);
  const { agreesTo, contradicted } = await compare(needs, meeting, signed);
  const result = { entries, heads: signed.length, agreesTo, signedAt: signed.at(-1)?.signedAt ?? null };
  if (broken !== null) return { ...result, ok: false, fault: 'chain', seq: broken };
  if (contradicted !== null) return { ...result, ok: false, fault: 'head', seq: contradicted };
  const [firstForged] = forged;
  if (firstForged !== undefined) return { ...result, ok: false, fault: 'signature', seq: firstForged.seq };
  return { ...result, ok: true, fault: null, seq: null };
}

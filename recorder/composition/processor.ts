import { readFile } from 'node:fs/promises';

/** Counters of `/proc/stat`, in ticks since the machine was switched on. */
export type ProcessorTicks = {
  /** What everybody else does: user, system and interrupts, without what runs under `nice`. */
  readonly others: number;
  readonly total: number;
};

/** Of `/proc/stat`'s first line (proc(5)); null where it is none. */
export function parseProcessorTicks(text: string): ProcessorTicks | null {
  const fields = /^cpu +([\d ]+)/.exec(text)?.[1]?.trim().split(' ').map(Number) ?? [];
  // user nice system idle iowait irq softirq steal; what a guest system takes is within user and nice.
  const [user, nice, system, idle, iowait, irq, softirq, steal = 0] = fields;
  if (user === undefined || nice === undefined || system === undefined || idle === undefined) return null;
  if (iowait === undefined || irq === undefined || softirq === undefined) return null;
  const others = user + system + irq + softirq;
  return { others, total: others + nice + idle + iowait + steal };
}

/** Null on a machine that has no such file. */
export async function readProcessorTicks(): Promise<ProcessorTicks | null> {
  return parseProcessorTicks(await readFile('/proc/stat', 'utf8').catch(() => ''));
}

/** Share of all processors' time that others took between two readings, 0 to 1; null: nothing is known. */
export function shareOfOthers(before: ProcessorTicks | null, now: ProcessorTicks | null): number | null {
  if (!before || !now || now.total <= before.total) return null;
  return Math.min(1, Math.max(0, (now.others - before.others) / (now.total - before.total)));
}

/** Whether compositions stand still, and since when what would change that has held without a break. */
export type Hold = { readonly held: boolean; readonly sinceMs: number | null };

export const unheld: Hold = { held: false, sinceMs: null };

/** A meeting wants the processor while others take more than this share of it for so long; … */
const busyShare = 0.6;
const busyForMs = 5_000;
/** … it has come free when they take less than this for so long. Between the two everything stays as it is. */
const calmShare = 0.4;
const calmForMs = 10_000;

/**
 * Decides once a second. Nothing is held while no meeting sits; where a machine does not tell how busy it is
 * (`share` null), everything is held while one does.
 */
export function decideHold(
  { held, sinceMs }: Hold,
  now: { readonly atMs: number; readonly live: boolean; readonly share: number | null },
): Hold {
  const { atMs, live, share } = now;
  if (!live) return unheld;
  if (share === null) return { held: true, sinceMs: null };
  const turns = held ? share < calmShare : share > busyShare;
  if (!turns) return { held, sinceMs: null };
  const since = sinceMs ?? atMs;
  const longEnough = atMs - since >= (held ? calmForMs : busyForMs);
  return longEnough ? { held: !held, sinceMs: null } : { held, sinceMs: since };
}

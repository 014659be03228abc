import type { Response } from 'express';

/** Whoever takes nothing of an answer for so long, in milliseconds, has gone, or only means to hold the line. */
export const longestStallMs = 60_000;

/**
 * Ends an answer of which nothing is taken for a while, so that no file of the hub stays open for it. A player that
 * was paused meanwhile asks again by range where it stands.
 */
export function endStalled(response: Response, stallMs: number): void {
  response.setTimeout(stallMs, () => response.destroy());
}

/** Whether the caller of an answer under way may still have it. */
export type Still = () => Promise<boolean>;

/** How often that is asked, in milliseconds: a film is sent in one answer for as long as somebody watches it. */
const askEveryMs = 5_000;

/** Ends an answer soon after its caller may no longer have it. */
export function endRevoked(response: Response, still: Still): void {
  let timer: NodeJS.Timeout | null = null;
  const askLater = (): void => {
    timer = setTimeout(() => void ask(), askEveryMs).unref();
  };
  const ask = async (): Promise<void> => {
    // Books that do not answer take nothing away: whoever asks for more is refused by them soon enough.
    const may = await still().catch(() => true);
    if (timer === null) return;
    if (may) askLater();
    else response.destroy();
  };
  response.once('close', () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  });
  askLater();
}

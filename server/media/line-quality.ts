import type { types } from 'mediasoup';

/**
 * Line quality, 0 (gone) to 4 (good), from mediasoup's scores: 10 is no loss, each point below is about a tenth of the
 * packets lost after repair. null: nothing flows, which is the normal state of a quiet site and never a fault.
 */
export function qualityOfScore(score: number | null): number {
  if (score === null || score >= 9) return 4;
  if (score >= 7) return 3;
  if (score >= 4) return 2;
  return 1;
}

type TransportState = Pick<types.WebRtcTransport, 'iceState' | 'dtlsState' | 'closed'>;

function isGone({ iceState, dtlsState, closed }: TransportState): boolean {
  return closed || iceState === 'disconnected' || iceState === 'closed' || dtlsState === 'failed';
}

/** Quality of a seat's line; null while it has never been connected, of which nothing can be said. */
export function qualityOfLine(
  transports: readonly TransportState[],
  scores: readonly (number | null)[],
): number | null {
  if (transports.some(isGone)) return 0;
  if (!transports.some(({ dtlsState }) => dtlsState === 'connected')) return null;
  return Math.min(...scores.map(qualityOfScore), 4);
}

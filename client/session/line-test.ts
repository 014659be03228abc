import type { LineTestOutcome, LineTestProgress } from './contract.ts';

/** Measures the line between this device and the hub. */
export async function runLineTest(
  _onProgress: (progress: LineTestProgress) => void,
  _signal?: AbortSignal,
): Promise<LineTestOutcome> {
  return { kind: 'refused', refusal: { code: 'unavailable' } };
}

import type { SoundTestOutcome, SoundTestProgress } from './contract.ts';

/** Plays a phrase and listens for it. */
export async function runSoundTest(
  _onProgress: (progress: SoundTestProgress) => void,
  _signal?: AbortSignal,
): Promise<SoundTestOutcome> {
  return { kind: 'cancelled' };
}

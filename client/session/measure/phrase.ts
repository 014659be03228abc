/** The notes of the phrase, in Hz, within what a voice has and a small loudspeaker gives; none is another's harmonic. */
export const notes = [523.25, 659.26, 783.99, 932.33, 1108.73] as const;
/** How long each sounds, in seconds. */
export const noteSeconds = 0.5;

/** By how much a note must stand out of what was there before to count as heard, in dB: a hum or a voice does less. */
const standsOutDb = 12;
/** Below this a microphone hears nothing but itself, in dBFS of one note's share of the spectrum. */
const floorDb = -90;
/** As many notes must be heard: one that a room swallows, and one that somebody talked over, may be missing. */
const heardNotes = 3;

/** The loudest that each note was, in dBFS, before the phrase and while it was played: whether it came back. */
export function isPhraseHeard(before: readonly number[], during: readonly number[]): boolean {
  const heard = during.filter((level, note) => {
    const rest = Math.max(before[note] ?? floorDb, floorDb);
    return level - rest >= standsOutDb;
  });
  return heard.length >= heardNotes;
}

/** Loudness of samples in -1..1, in dBFS: 0 is the loudest there is, -100 silence. */
export function dbfsOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const power = samples.length === 0 ? 0 : sum / samples.length;
  return Math.max(-100, 10 * Math.log10(power + 1e-12));
}

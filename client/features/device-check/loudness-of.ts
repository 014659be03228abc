/** Loudness of samples in -1..1 as a meter shows it, 0 to 1: from -60 dBFS (nothing) to -10 dBFS (loud speech). */
export function loudnessOf(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length + 1e-12);
  return Math.min(1, Math.max(0, (decibels + 60) / 50));
}

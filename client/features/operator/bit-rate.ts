/** A usable bit rate as a person reads it: kbit/s below one Mbit/s, otherwise Mbit/s with one digit below ten. */
export function bitRate(kbps: number): { readonly unit: 'kbps' | 'mbps'; readonly value: number } {
  if (kbps < 1000) return { unit: 'kbps', value: Math.round(kbps) };
  const mbps = kbps / 1000;
  return { unit: 'mbps', value: mbps < 10 ? Math.round(mbps * 10) / 10 : Math.round(mbps) };
}

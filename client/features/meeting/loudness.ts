/** Below this a room is as good as silent (dBov). */
const quiet = -52;
/** From here on the mark is full. */
const loud = -22;

/** How strongly a tile shows that somebody is heard, 0 to 1, from dBov (-127 to 0). */
export function loudness(dbov: number): number {
  return Math.min(1, Math.max(0, (dbov - quiet) / (loud - quiet)));
}

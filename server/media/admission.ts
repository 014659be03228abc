/** What one more thing would cost, dearest first: what is refused first. */
export type Wish =
  /** a camera that is not on the stage, or more pictures on somebody's wall */
  | 'camera'
  /** one more who only watches */
  | 'viewer'
  /** whoever is on the stage, and every microphone */
  | 'audio';

/**
 * The load (share of one core) from which each wish is refused. 70 % because a worker at 99 % needed 400 ms for a
 * control call (design.md); the steps above it leave viewers room when only cameras are refused, and sound last.
 */
const limitByWish: Readonly<Record<Wish, number>> = { camera: 0.7, viewer: 0.8, audio: 0.95 };

export function admits(load: number, wish: Wish): boolean {
  return load < limitByWish[wish];
}

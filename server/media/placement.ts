/** A worker as it looks to somebody who wants a place. */
export type Place = {
  readonly index: number;
  /** Share of one core, as last measured. */
  readonly load: number;
  /** Seats placed since that measurement, of which it knows nothing yet. */
  readonly recent: number;
  /** Whether the seat's meeting has a router there: then nothing need be piped to it. */
  readonly known: boolean;
};

/**
 * Share of a core that one receiver of the stage costs: some 250 packets a second of the 80,000 that a core encrypts
 * (setup.md).
 */
const loadPerSeat = 0.003;

/** The load to reckon with: as measured, and what has been promised since. */
export function pressureOf(place: Pick<Place, 'load' | 'recent'>): number {
  return place.load + place.recent * loadPerSeat;
}

/**
 * The place to take: the least loaded, or one within `spread` of it that the meeting already uses, so that a small
 * meeting stays on one core and a large one spills over. Ties go to the first. Throws for no places.
 */
export function choosePlace(places: readonly Place[], spread: number): Place {
  const [first, ...others] = places;
  if (!first) throw new RangeError('no worker to place a seat on');
  const least = others.reduce((best, place) => (pressureOf(place) < pressureOf(best) ? place : best), first);
  const near = places.find((place) => place.known && pressureOf(place) <= pressureOf(least) + spread);
  return near ?? least;
}

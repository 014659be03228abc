/** How long the seats beside the stage are spread over, in milliseconds (design.md). */
const spreadMs = 1_000;

/** Tells seats that their media is gone. */
export type Rebuild = { cancel(): void };

/** Those `first` names at once, the others evenly over a second, so that their return does not fall on one instant. */
export function startRebuild<Seat>(
  seats: readonly Seat[],
  { first, tell }: { first(seat: Seat): boolean; tell(seat: Seat): void },
): Rebuild {
  const others = seats.filter((seat) => !first(seat));
  for (const seat of seats.filter((each) => first(each))) tell(seat);
  const timers = others.map((seat, index) =>
    setTimeout(() => tell(seat), (spreadMs * (index + 1)) / others.length),
  );
  return {
    cancel() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

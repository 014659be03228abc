/** Runs pieces of work one after the other, in the order they came; one that fails does not stop the next. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** A queue of one's own: for changes that read a row, decide, and write it back. */
export function createTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}

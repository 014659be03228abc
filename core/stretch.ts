/** Milliseconds from a beginning. */
export type Stretch = { readonly startMs: number; readonly endMs: number };

type Kept<T> = { readonly value: T; readonly from: number; readonly to: number };

/** What lasted from one moment to another, by key; times are epoch milliseconds, and none of no length is kept. */
export type Stretches<K, T> = {
  begin(key: K, value: T, at: number): void;
  end(key: K, at: number): void;
  /** Ends what is not among these, and begins what is new. */
  set(now: ReadonlyMap<K, T>, at: number): void;
  /** All of them counted from `start`, in order of their beginnings; what lasts still ends `now`. */
  since(start: number, now: number): readonly (Stretch & { readonly value: T })[];
};

export function createStretches<K, T>(): Stretches<K, T> {
  const kept: Kept<T>[] = [];
  const open = new Map<K, { readonly from: number; readonly value: T }>();
  const begin = (key: K, value: T, at: number): void => {
    if (!open.has(key)) open.set(key, { from: at, value });
  };
  const end = (key: K, at: number): void => {
    const known = open.get(key);
    open.delete(key);
    if (known !== undefined && at > known.from) kept.push({ ...known, to: at });
  };
  return {
    begin,
    end,
    set(now, at) {
      for (const key of [...open.keys()]) if (!now.has(key)) end(key, at);
      for (const [key, value] of now) begin(key, value, at);
    },
    since(start, now) {
      const lasting = [...open.values()]
        .filter(({ from }) => now > from)
        .map((each) => ({ ...each, to: now }));
      return [...kept, ...lasting]
        .map(({ value, from, to }) => ({ value, startMs: from - start, endMs: to - start }))
        .sort((one, other) => one.startMs - other.startMs);
    },
  };
}

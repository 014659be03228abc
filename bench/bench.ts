/** What a bench found, with every single value: the report makes medians of them. */
export type Figure = {
  readonly what: string;
  readonly unit: Unit;
  /** One for each run. Never empty. */
  readonly samples: readonly number[];
};

export type Unit = 'ms' | 's' | '%' | 'MiB' | 'KiB' | 'bytes' | 'packets/s' | 'kbit/s' | '× real time' | '';

export type Findings = {
  readonly figures: readonly Figure[];
  /** Under which conditions, beyond those of the machine: sizes, settings, what was left out. */
  readonly conditions: Readonly<Record<string, string | number>>;
};

export type BenchContext = {
  /** The smallest sizes, to see whether the bench works at all: its figures mean nothing. */
  readonly quick: boolean;
  /** Whatever a bench starts, it ends here too: disposed after the bench, after its time limit, and at Ctrl-C. */
  readonly cleanup: AsyncDisposableStack;
  /** Says how far it is. */
  say(progress: string): void;
  /** A fresh folder, removed at the end. */
  folder(): Promise<string>;
};

export type Bench = {
  /** As on the command line. */
  readonly name: string;
  readonly title: string;
  /** It is given up after so long, in milliseconds. */
  readonly limitMs: number;
  run(context: BenchContext): Promise<Findings>;
};

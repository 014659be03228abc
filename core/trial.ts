export const trialChecks = ['line', 'picture', 'sound'] as const;
/** What a site is tested for before a meeting (practice.md: line, image, sound). */
export type TrialCheck = (typeof trialChecks)[number];

/** What a line test measured. Bit rates in kbit/s, usable; null where nothing came through. */
export type LineMeasure = {
  readonly roundTripMs: number | null;
  /** 0 to 100. */
  readonly lossPercent: number | null;
  readonly upKbps: number | null;
  readonly downKbps: number | null;
  /** Whether media passes over UDP, and over TCP. */
  readonly udp: boolean;
  readonly tcp: boolean;
};

export type TrialResult = {
  readonly passed: boolean;
  readonly at: number;
  /** Name of who found or confirmed it: the site itself, or who tested it. */
  readonly by: string;
  /** Whether somebody who conducts trials confirmed it; a site's own finding waits for that. */
  readonly confirmed: boolean;
  readonly note: string;
  /** Of the line check alone. */
  readonly measure: LineMeasure | null;
};

export type Trial = Readonly<Record<TrialCheck, TrialResult | null>>;

export const untested: Trial = { line: null, picture: null, sound: null };

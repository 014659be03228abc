import { z } from 'zod';

/** An IPv4 or IPv6 address in figures: a name could resolve to another interface tomorrow. */
const ip = z.union([z.ipv4(), z.ipv6()]);
const path = z.string().trim().min(1).max(1000);
/** A name or address that others are told to reach. */
const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.:-]*[A-Za-z0-9])?$/);
const hostAndPort = z.string().regex(/^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):[1-9]\d{0,4}$/);
/** An address or a range (CIDR), as Express's `trust proxy` takes them. */
const ipOrRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
/** What a browser sends as Origin: scheme, host, port if unusual; no path and no closing slash. */
const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text);

const retentionName = z.string().trim().min(1).max(100);
const retentionYears = z.int().min(1).max(200).nullable();
/** `{name, years}`; in an environment variable `name=years`, and `name=` for good. */
const retentionClass = z.union([
  z.strictObject({ name: retentionName, years: retentionYears }),
  z
    .string()
    .regex(/^[^=]+=\d{0,3}$/)
    .transform((text) => {
      const [name = '', years = ''] = text.split('=');
      return { name, years: years.trim() === '' ? null : Number(years) };
    })
    .pipe(z.strictObject({ name: retentionName, years: retentionYears })),
]);

const copyName = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,49}$/u);
const httpAddress = z
  .url({ protocol: /^https?$/ })
  .refine((text) => URL.canParse(text) && new URL(text).search === '' && new URL(text).username === '');
/** A second place for packages; in an environment variable `name=/folder`. */
const copyPlace = z.union([
  z.strictObject({ name: copyName, kind: z.literal('folder'), path }),
  z.strictObject({
    name: copyName,
    kind: z.literal('s3'),
    endpoint: httpAddress,
    bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
    region: z.string().trim().min(1).max(50).default('us-east-1'),
    /** Before each object's name, without slashes around it. */
    prefix: z
      .string()
      .regex(/^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?$/)
      .max(200)
      .default(''),
    accessKeyFile: path,
    secretKeyFile: path,
  }),
  z
    .string()
    .regex(/^[^=]+=.+$/)
    .transform((text) => {
      const [name = '', ...rest] = text.split('=');
      return { name, kind: 'folder' as const, path: rest.join('=') };
    })
    .pipe(z.strictObject({ name: copyName, kind: z.literal('folder'), path })),
]);

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * Everything that may stand in `config/hub.yaml`. A section's keys are explained, in both languages, in `key.ts` and
 * `hub.example.yaml`; what one key means for another is judged in `judge.ts`.
 */
export const settingsSchema = z.strictObject({
  listen: z.strictObject({
    address: ip,
    /** 0 lets the system choose (tests). */
    port: z.int().min(0).max(65_535),
  }),
  tls: z.strictObject({ certificate: path, key: path }).nullable().default(null),
  trustedProxy: z
    .strictObject({ addresses: z.array(ipOrRange).min(1) })
    .nullable()
    .default(null),
  /** Empty: only what the browser itself was served from, on this machine (loopback). */
  publicOrigins: z.array(origin).default([]),
  media: z
    .strictObject({
      listenIp: ip.default('0.0.0.0'),
      announcedAddress: host.nullable().default(null),
      /** Worker number n listens on basePort + n, UDP and TCP. */
      basePort: z.int().min(1024).max(65_535).default(40_000),
      /** null: one per processor core. */
      workers: z.int().min(1).max(64).nullable().default(null),
      /** Where RTP to the recorder leaves from. */
      recorderIp: ip.default('127.0.0.1'),
    })
    .prefault({}),
  dataFolder: path.default('data/hub'),
  recorder: z
    .strictObject({
      mode: z.enum(['child', 'remote']).default('child'),
      /** host:port of a recorder on another machine. */
      address: hostAndPort.nullable().default(null),
      /** A file holding the secret that hub and remote recorder share; a child is given a generated one. */
      tokenFile: path.nullable().default(null),
      /** Where recordings are kept; null: `archive` in the data folder. */
      folder: path.nullable().default(null),
    })
    .prefault({}),
  /** Another recorder that captures the same meetings elsewhere; null: there is none. */
  secondRecorder: z
    .strictObject({
      mode: z.enum(['child', 'remote']).default('child'),
      /** Where it keeps its recordings, as this machine sees it: another disk, or what another machine shares. */
      folder: path,
      /** As `recorder.tokenFile`, another secret. */
      tokenFile: path.nullable().default(null),
    })
    .nullable()
    .default(null),
  archive: z
    .strictObject({
      /** The classes of which one says how long a meeting's file is kept; null: for good. Each name once. */
      retention: z
        .array(retentionClass)
        .min(1)
        .refine((classes) => new Set(classes.map(({ name }) => name)).size === classes.length)
        .default([
          { name: 'Vĩnh viễn', years: null },
          { name: '20 năm', years: 20 },
          { name: '10 năm', years: 10 },
          { name: '5 năm', years: 5 },
        ]),
      /** By then a meeting's file is with the historical archive: within one year (practice). */
      handOverMonths: z.int().min(1).max(120).default(12),
      /** So many days before, whoever may hand it over is reminded. */
      remindDays: z.int().min(1).max(365).default(60),
      /** How far ahead a link for somebody without an account may end. */
      linkDays: z.int().min(1).max(90).default(90),
      /** Each package is hashed again at least so often, in days. */
      rehashDays: z.int().min(1).max(365).default(30),
      /** Largest package that is taken in from another hub, in GB (10⁹ bytes). */
      importGigabytes: z.int().min(1).max(10_000).default(200),
      /** Second places in which every package is kept, too. */
      copies: z
        .array(copyPlace)
        .max(8)
        .refine((places) => new Set(places.map(({ name }) => name)).size === places.length)
        .default([]),
    })
    .prefault({}),
  documents: z
    .strictObject({
      /** Largest document that is taken, in MB (2²⁰ bytes). */
      maxMegabytes: z.int().min(1).max(1_000).default(50),
      /** The documents of one meeting together, in MB. */
      meetingMegabytes: z.int().min(1).max(100_000).default(1_000),
    })
    .prefault({}),
  eventLog: z
    .strictObject({
      /** Where the signed heads of the logs are kept, outside the database; null: a folder beside the data folder. */
      headsFolder: path.nullable().default(null),
      /** The private key (PEM, Ed25519) that signs them, made at the first start; null: beside the data folder. */
      keyFile: path.nullable().default(null),
    })
    .prefault({}),
  limits: z
    .strictObject({
      /** Largest message over a socket, in bytes; never above the protocol's own bound of 64 KiB. */
      messageBytes: z.int().min(4_096).max(65_536).default(65_536),
      /** Sustained messages a second of one connection, and how many at once after a pause. */
      messagesPerSecond: z.int().min(1).max(1_000).default(20),
      messageBurst: z.int().min(10).max(10_000).default(120),
      /** HTTP requests a minute of one address: when power returns, a province's 400 sites ask some 2,000 times. */
      requestsPerMinute: z.int().min(10).max(100_000).default(3_000),
      /** Failed sign-ins of one user name in five minutes. */
      signInsPerUser: z.int().min(3).max(1_000).default(10),
      /** Sign-ins of everyone in one minute: each costs about 30 ms of a core. */
      signInsPerMinute: z.int().min(10).max(100_000).default(600),
    })
    .prefault({}),
  logLevel: z.enum(logLevels).default('info'),
});

export type Settings = z.infer<typeof settingsSchema>;

/** The configuration as the hub uses it: every path absolute, every default filled in. */
export type HubConfig = Omit<Settings, 'recorder' | 'eventLog'> & {
  readonly recorder: Omit<Settings['recorder'], 'folder'> & { readonly folder: string };
  readonly eventLog: { readonly headsFolder: string; readonly keyFile: string };
  /** `demo` without a configuration file: this machine only, accounts with a known password. */
  readonly mode: 'demo' | 'real';
  /** Absolute path of the configuration file, or null in demo mode. */
  readonly file: string | null;
};

/** Where things lie in the data folder. */
export function places({ dataFolder }: Pick<HubConfig, 'dataFolder'>): {
  database: string;
  keys: string;
  documents: string;
} {
  return {
    database: `${dataFolder}/hub.sqlite`,
    keys: `${dataFolder}/keys`,
    documents: `${dataFolder}/documents`,
  };
}

/**
 * The folder for the keys of secret votes: beside the hub's own key and not with the data, so that whoever has the one
 * cannot tell from the other who chose what.
 */
export function ballotKeys({ eventLog }: Pick<HubConfig, 'eventLog'>): string {
  return `${eventLog.keyFile}.ballots`;
}

/**
 * Origins that pages of this hub may come from, once it listens on `port` (the configured port may be 0).
 * Without configured ones it is this machine alone, by its usual names.
 */
export function originsOf(config: Pick<HubConfig, 'publicOrigins' | 'tls'>, port: number): readonly string[] {
  if (config.publicOrigins.length > 0) return config.publicOrigins;
  const scheme = config.tls === null ? 'http' : 'https';
  return ['127.0.0.1', 'localhost', '[::1]'].map((name) => new URL(`${scheme}://${name}:${port}`).origin);
}

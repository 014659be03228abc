import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { SigningKey } from '../../config/signing-key.ts';
import type { RecordingId } from '../../core/id.ts';
import type { PackageRow, Packages } from '../archive-ports.ts';
import type { Clock, Recordings } from '../ports.ts';
import { isDueAgain } from './due.ts';
import type { Pace } from './folder.ts';
import { keysFor, newPackageRow } from './seal.ts';
import { readManifest, verifyPackage } from './verify.ts';

export type RoundNeeds = {
  readonly folderOf: (id: RecordingId) => string;
  readonly key: Pick<SigningKey, 'verifies' | 'publicKey' | 'fingerprint'>;
  readonly recordings: Pick<Recordings, 'all' | 'byId'>;
  readonly packages: Pick<Packages, 'all' | 'of' | 'put'>;
  /** How long a package may stay unchecked, in days. */
  readonly rehashDays: number;
  /** Whether somebody sits in a meeting (core `isSitting`): nothing is read then. */
  readonly meetingLive: () => boolean;
  /** Whether a recording's film is just being made: its files do not agree then. */
  readonly composing: (id: RecordingId) => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Waits so many milliseconds; rejects when the round is closed. */
  readonly rest?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

export type Round = {
  /** Goes on until it is closed. */
  start(): void;
  close(): void;
  /** Checks all packages that are due now, the one not checked the longest first. Rejects only when it is closed. */
  once(): Promise<void>;
};

/** How often it is looked what is due, in milliseconds. */
const lookEveryMs = 10 * 60_000;
/** How often a round that waits for a meeting's end looks again, in milliseconds. */
const waitMs = 10_000;
/** Once it has waited so long somebody is told, in milliseconds: a meeting that nobody closed, with a room left in it. */
const longWaitMs = 24 * 3_600_000;
/** Bytes a second that a check reads: a third of what an old disk gives. */
const bytesPerSecond = 32 * 2 ** 20;

/**
 * Hashes every package again, one after another and never beside a meeting that sits, and keeps the result (PACKAGE-7).
 */
export function createRound(needs: RoundNeeds): Round {
  const { folderOf, key, recordings, packages, rehashDays, meetingLive, composing, clock, logger } = needs;
  const closing = new AbortController();
  const { signal } = closing;
  const rest = needs.rest ?? ((ms) => delay(ms, undefined, { signal, ref: false }));

  const quiet = async (): Promise<void> => {
    const since = clock.now();
    let told = false;
    while (meetingLive()) {
      await rest(waitMs, signal);
      if (told || clock.now() - since < longWaitMs) continue;
      told = true;
      logger.warn({ since }, 'a meeting that has been sitting for a day keeps packages from being hashed');
    }
    signal.throwIfAborted();
  };
  const pace: Pace = async (bytes) => {
    await rest((bytes * 1000) / bytesPerSecond, signal);
    await quiet();
  };

  const due = async (): Promise<readonly PackageRow[]> => {
    const known = new Map((await packages.all()).map((row) => [row.recording, row]));
    const ready = (await recordings.all()).filter(({ state }) => state === 'ready');
    return ready
      .map(({ id }) => known.get(id) ?? newPackageRow(id))
      .filter(({ checkedAt }) => checkedAt === null || isDueAgain(checkedAt, clock.now(), rehashDays))
      .toSorted((one, other) => (one.checkedAt ?? 0) - (other.checkedAt ?? 0));
  };

  const manifestOf = async (id: RecordingId): Promise<string | null> =>
    (await readManifest(folderOf(id)).catch(() => null))?.bytes.toString('base64') ?? null;

  /** Of what was disposed of since the round began nothing is known any more. */
  const isThere = async (id: RecordingId): Promise<boolean> =>
    (await recordings.byId(id))?.state === 'ready' && !composing(id);

  const check = async (row: PackageRow): Promise<void> => {
    const { recording } = row;
    if (!(await isThere(recording))) return;
    const before = await manifestOf(recording);
    const unreadable = (error: unknown): void =>
      logger.error({ recording, err: error }, 'a file of a package could not be read');
    const reply = await verifyPackage(folderOf(recording), { keys: keysFor(row, key), pace, unreadable });
    // The film was made anew meanwhile: what was read belongs to no one moment.
    if (!(await isThere(recording)) || (await manifestOf(recording)) !== before) return;
    const [now = row] = await packages.of([recording]);
    if (!reply.ok && now.sealedAt !== row.sealedAt) return;
    await packages.put({ ...now, checkedAt: clock.now(), sound: reply.ok });
    if (reply.ok) logger.info({ recording, files: reply.checked }, 'package hashed again');
    else logger.error({ recording, ...reply }, 'a package is damaged');
  };

  const once = async (): Promise<void> => {
    for (const row of await due()) {
      await quiet();
      try {
        await check(row);
      } catch (error) {
        if (signal.aborted) throw error;
        logger.error({ recording: row.recording, err: error }, 'a package could not be read');
      }
    }
  };

  const run = async (): Promise<void> => {
    for (;;) {
      await once();
      await rest(lookEveryMs, signal);
    }
  };

  return {
    once,
    start: () =>
      void run().catch((error: unknown) => {
        if (!signal.aborted) logger.error({ err: error }, 'packages are no longer hashed again');
      }),
    close: () => closing.abort(),
  };
}

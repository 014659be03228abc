import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { SigningKey } from '../../config/signing-key.ts';
import type { RecordingId } from '../../core/id.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import type { CopyRow, Packages } from '../archive-ports.ts';
import type { Clock, Recordings } from '../ports.ts';
import { digestOf, digestOfText, type Pace } from './folder.ts';
import { keysFor } from './seal.ts';
import { readManifest, signatureOf } from './verify.ts';

/** A file that is to be in the other place: where it lies here, and what it must be. */
export type CopyFile = {
  readonly source: string;
  /** Within the recording's folder. */
  readonly path: string;
  /** SHA-256 (hex). */
  readonly digest: string;
};

/** A second place. What lies there is deleted by `remove` alone. */
export type CopyPlace = {
  /** As the configuration names it. */
  readonly name: string;
  /**
   * To be called before a recording is copied there, or removed. `held`: recordings of which, by the books, a copy was
   * completed there. Rejects when what is there now is not the place that took them. The first call takes it into use.
   */
  open(held: () => Promise<readonly RecordingId[]>): Promise<void>;
  /**
   * Brings a file there under its own name only once it is whole, and reads it back; one that is there already and is
   * the same is left. Rejects when the place does not take it, or gives back something else.
   */
  copy(recording: RecordingId, file: CopyFile, pace: Pace, signal: AbortSignal): Promise<void>;
  /** Everything of a recording that was disposed of. */
  remove(recording: RecordingId): Promise<void>;
};

export type CopyNeeds = {
  readonly folderOf: (id: RecordingId) => string;
  readonly key: Pick<SigningKey, 'verifies' | 'publicKey' | 'fingerprint'>;
  readonly recordings: Pick<Recordings, 'all'>;
  readonly packages: Pick<Packages, 'all' | 'of' | 'allCopies' | 'copiesOf' | 'putCopy'>;
  readonly places: readonly CopyPlace[];
  readonly meetingLive: () => boolean;
  readonly composing: (id: RecordingId) => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly rest?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

export type Copies = {
  start(): void;
  /** Something may be to be copied: looks at once. */
  wake(): void;
  /** Copies everything that is due now. Never rejects but when closed. */
  once(): Promise<void>;
  /** Deletes all copies of a recording. Rejects when a place does not, or is no longer known. */
  remove(recording: RecordingId): Promise<void>;
  close(): void;
};

/** How often it is looked what is to be copied, in milliseconds. */
const lookEveryMs = 5 * 60_000;
/** The first wait after a failure, and the longest, in milliseconds. */
const retryMs = { first: 60_000, longest: 6 * 3_600_000 };
/** While a meeting sits a copy leaves the line and the disk to it, in bytes a second. */
const bytesPerSecondLive = 2 * 2 ** 20;

/** When a copy that failed so often in a row is tried again. */
export function retryAt({ at, failures }: Pick<CopyRow, 'at' | 'failures'>): number {
  return failures === 0 ? at : at + Math.min(retryMs.longest, retryMs.first * 2 ** (failures - 1));
}

/** Keeps a verified copy of every finished package in each of the places (PACKAGE-8). */
export function createCopies(needs: CopyNeeds): Copies {
  const { folderOf, key, recordings, packages, places, meetingLive, composing, clock, logger } = needs;
  const closing = new AbortController();
  const { signal } = closing;
  const rest = needs.rest ?? ((ms) => delay(ms, undefined, { signal, ref: false }));
  const paceOf =
    (stop: AbortSignal): Pace =>
    async (bytes) => {
      stop.throwIfAborted();
      if (meetingLive()) await rest((bytes * 1000) / bytesPerSecondLive, signal);
    };
  /** Disposed of since the start: whoever listed them before does not bring them back. */
  const gone = new Set<RecordingId>();
  let underWay: {
    readonly recording: RecordingId;
    readonly stop: AbortController;
    readonly ended: Promise<void>;
  } | null = null;
  let waking = Promise.withResolvers<void>();

  const filesOf = (folder: string, digestByPath: ReadonlyMap<string, string>): readonly CopyFile[] =>
    [...digestByPath].map(([path, digest]) => ({ source: join(folder, path), path, digest }));

  const copy = async (id: RecordingId, place: CopyPlace, stop: AbortSignal): Promise<string> => {
    const folder = folderOf(id);
    const manifest = await readManifest(folder);
    if (manifest === null) throw new Error('the package has no manifest');
    const [row] = await packages.of([id]);
    // What is not sound here must not take the place of what is sound there.
    if ((await signatureOf(folder, manifest.bytes, keysFor(row, key))) !== 'genuine')
      throw new Error('the package is not signed');
    const vouching = new Map<string, string>();
    for (const path of [packageFiles.key, packageFiles.signature])
      vouching.set(path, await digestOf(join(folder, path)));
    const digest = digestOfText(manifest.bytes);
    vouching.set(packageFiles.manifest, digest);
    // The manifest comes last: a copy without one is not finished.
    const files = [...filesOf(folder, manifest.digestByPath), ...filesOf(folder, vouching)];
    const pace = paceOf(stop);
    for (const file of files) await place.copy(id, file, pace, stop);
    return digest;
  };

  /** Where a copy was begun something may lie, too: it counts where that very recording is to be removed. */
  const heldIn = async ({ name }: CopyPlace, removed?: RecordingId): Promise<readonly RecordingId[]> =>
    (await packages.allCopies())
      .filter(({ place }) => place === name)
      .filter(({ manifest, state, recording }) =>
        recording === removed ? manifest !== null || state === 'failed' : manifest !== null,
      )
      .map(({ recording }) => recording);

  const tryCopy = async (before: CopyRow, place: CopyPlace, stop: AbortSignal): Promise<void> => {
    const { recording } = before;
    try {
      await place.open(() => heldIn(place));
      const manifest = await copy(recording, place, stop);
      if (gone.has(recording)) return;
      await packages.putCopy({ ...before, state: 'verified', at: clock.now(), manifest, failures: 0 });
      logger.info({ recording, place: place.name }, 'package copied');
    } catch (error) {
      signal.throwIfAborted();
      if (gone.has(recording)) return;
      const failures = before.failures + 1;
      await packages.putCopy({ ...before, state: 'failed', at: clock.now(), failures });
      logger.error({ recording, place: place.name, failures, err: error }, 'a package could not be copied');
    }
  };

  /** A verified one is due again once the package was signed anew: its film was made again. */
  const isDue = (row: CopyRow, sealedAt: number | null): boolean => {
    if (composing(row.recording)) return false;
    return row.state === 'verified' ? (sealedAt ?? 0) > row.at : retryAt(row) <= clock.now();
  };

  /** A copy that nobody has heard of yet. */
  const announce = async (recording: RecordingId, place: string): Promise<CopyRow> => {
    const at = clock.now();
    const row: CopyRow = { recording, place, state: 'waiting', at, manifest: null, failures: 0 };
    await packages.putCopy(row);
    return row;
  };

  const copyDue = async (
    place: CopyPlace,
    known: ReadonlyMap<RecordingId, CopyRow>,
    sealedAt: ReadonlyMap<RecordingId, number | null>,
  ): Promise<void> => {
    for (const { id, state } of await recordings.all()) {
      if (state !== 'ready' || gone.has(id)) continue;
      signal.throwIfAborted();
      const stop = new AbortController();
      const work = (async () => {
        const row = known.get(id) ?? (await announce(id, place.name));
        const either = AbortSignal.any([signal, stop.signal]);
        if (isDue(row, sealedAt.get(id) ?? null)) await tryCopy(row, place, either);
      })();
      underWay = { recording: id, stop, ended: work.catch(() => undefined) };
      await work;
    }
  };

  const once = async (): Promise<void> => {
    for (const place of places) {
      const rows = (await packages.allCopies()).filter((row) => row.place === place.name);
      const sealedAt = new Map((await packages.all()).map((row) => [row.recording, row.sealedAt]));
      await copyDue(place, new Map(rows.map((row) => [row.recording, row])), sealedAt);
    }
  };

  const run = async (): Promise<void> => {
    for (;;) {
      waking = Promise.withResolvers<void>();
      await once().catch((error: unknown) => {
        signal.throwIfAborted();
        logger.error({ err: error }, 'packages could not be copied');
      });
      await Promise.race([rest(lookEveryMs, signal), waking.promise]);
    }
  };

  return {
    once,
    start: () => void run().catch(() => undefined),
    wake: () => waking.resolve(),
    remove: async (recording) => {
      gone.add(recording);
      // Else what is on its way would be there after it was removed.
      if (underWay?.recording === recording) {
        underWay.stop.abort();
        await underWay.ended;
      }
      for (const place of places) {
        await place.open(() => heldIn(place, recording));
        await place.remove(recording);
      }
      const known = new Set(places.map(({ name }) => name));
      const kept = (await packages.copiesOf([recording])).filter(
        ({ place, state }) => !known.has(place) && state !== 'waiting',
      );
      if (kept.length > 0)
        throw new Error(
          `a place that is not configured keeps a copy: ${kept.map(({ place }) => place).join(', ')}`,
        );
    },
    close: () => closing.abort(),
  };
}

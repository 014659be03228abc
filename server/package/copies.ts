import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { SigningKey } from '../../config/signing-key.ts';
import type { RecordingId } from '../../core/id.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import type { CopyRow, Packages } from '../archive-ports.ts';
import type { Clock, Recordings } from '../ports.ts';
import { isDueAgain, isDueToRetry } from './due.ts';
import { digestOf, digestOfText, type Pace } from './folder.ts';
import { keysFor } from './seal.ts';
import { type Manifest, readManifest, signatureOf } from './verify.ts';

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
  /** The names of the recordings of which something lies there; null: it cannot tell by one look. */
  there(): Promise<ReadonlySet<string> | null>;
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
  /** How long a copy may stay unchecked, in days. */
  readonly rehashDays: number;
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
/** While a meeting sits a copy leaves the line and the disk to it, in bytes a second. */
const bytesPerSecondLive = 2 * 2 ** 20;

/** Copies everything that is not there as it is here, or looks again at what was found there long ago. */
type Pass = 'missing' | 'again';

/** Keeps a verified copy of every finished package in each of the places, and looks at it again (PACKAGE-8). */
export function createCopies(needs: CopyNeeds): Copies {
  const { folderOf, key, recordings, packages, places, rehashDays, meetingLive, composing, clock, logger } =
    needs;
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
  let woken = false;
  /** Of which seal it is known that its manifest is the one that was copied: not read again at each look. */
  const comparedSeals = new Map<string, number | null>();

  const filesOf = (folder: string, digestByPath: ReadonlyMap<string, string>): readonly CopyFile[] =>
    [...digestByPath].map(([path, digest]) => ({ source: join(folder, path), path, digest }));

  /** What is to be in the other place. Rejects when the package here is not sound: it must not replace what is. */
  const soundManifest = async (id: RecordingId): Promise<Manifest> => {
    const folder = folderOf(id);
    const manifest = await readManifest(folder);
    if (manifest === null) throw new Error('the package has no manifest');
    const [row] = await packages.of([id]);
    if ((await signatureOf(folder, manifest.bytes, keysFor(row, key))) !== 'genuine')
      throw new Error('the package is not signed');
    return manifest;
  };

  const copy = async (id: RecordingId, place: CopyPlace, stop: AbortSignal): Promise<string> => {
    const folder = folderOf(id);
    const manifest = await soundManifest(id);
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

  /** Whether its film was made again since it was copied; clocks say nothing of that, they are set back. */
  const isOfAnotherFilm = async (row: CopyRow, sealedAt: number | null): Promise<boolean> => {
    const compared = `${row.place}/${row.recording}`;
    if (comparedSeals.get(compared) === sealedAt) return false;
    const manifest = await soundManifest(row.recording).catch(() => null);
    if (manifest === null) return false;
    if (digestOfText(manifest.bytes) !== row.manifest) return true;
    comparedSeals.set(compared, sealedAt);
    return false;
  };

  /** A copy of what is damaged here stays what it was: it may be the last that is sound. */
  const isOld = async ({ recording, at }: CopyRow): Promise<boolean> =>
    isDueAgain(at, clock.now(), rehashDays) &&
    soundManifest(recording).then(
      () => true,
      () => false,
    );

  /** What lies in a place by one look; null: that is not known. */
  const lyingIn = async (place: CopyPlace): Promise<ReadonlySet<string> | null> => {
    try {
      await place.open(() => heldIn(place));
      return await place.there();
    } catch (error) {
      signal.throwIfAborted();
      logger.error({ place: place.name, err: error }, 'a second place is away');
      return null;
    }
  };

  /** A copy that nobody has heard of yet. */
  const announce = async (recording: RecordingId, place: string): Promise<CopyRow> => {
    const at = clock.now();
    const row: CopyRow = { recording, place, state: 'waiting', at, manifest: null, failures: 0 };
    await packages.putCopy(row);
    return row;
  };

  const copyDue = async (place: CopyPlace, pass: Pass): Promise<void> => {
    const rows = (await packages.allCopies()).filter((row) => row.place === place.name);
    const known = new Map(rows.map((row) => [row.recording, row]));
    const sealedAt = new Map((await packages.all()).map((row) => [row.recording, row.sealedAt]));
    const lying =
      pass === 'missing' && rows.some(({ state }) => state === 'verified') ? await lyingIn(place) : null;
    const isDue = async (row: CopyRow): Promise<boolean> => {
      const { recording, state } = row;
      if (composing(recording)) return false;
      if (pass === 'again') return state === 'verified' && isOld(row);
      if (state !== 'verified') return isDueToRetry(row, clock.now());
      const isGone = lying !== null && !lying.has(recording);
      return isGone || isOfAnotherFilm(row, sealedAt.get(recording) ?? null);
    };
    const ready = (await recordings.all()).flatMap(({ id, state }) => (state === 'ready' ? [id] : []));
    const lookedAt = (id: RecordingId): number => known.get(id)?.at ?? 0;
    for (const id of ready.toSorted((one, other) => lookedAt(one) - lookedAt(other))) {
      if (gone.has(id)) continue;
      signal.throwIfAborted();
      // What was not copied yet does not wait until everything was looked at, nor does a meeting's disk.
      if (pass === 'again' && (woken || meetingLive())) return;
      const stop = new AbortController();
      const work = (async () => {
        const row = known.get(id) ?? (await announce(id, place.name));
        const either = AbortSignal.any([signal, stop.signal]);
        if (await isDue(row)) await tryCopy(row, place, either);
      })();
      underWay = { recording: id, stop, ended: work.catch(() => undefined) };
      await work;
    }
  };

  const once = async (): Promise<void> => {
    woken = false;
    for (const pass of ['missing', 'again'] as const) for (const place of places) await copyDue(place, pass);
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
    wake: () => {
      woken = true;
      waking.resolve();
    },
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

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readPublicKey, type VerifyingKey } from '../../config/signing-key.ts';
import type { RecordingId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { PackageFault } from '../../protocol/archive.ts';
import { recordingId } from '../../protocol/id.ts';
import {
  type BagMeeting,
  type BagMinutes,
  bagFiles,
  bagMeeting,
  bagMinutes,
  compareManifest,
  packageFiles,
  parseBagManifest,
  parseManifest,
} from '../../protocol/recording-package.ts';
import type { HashedEntry } from '../ports.ts';
import { headsHold, readForeignLog } from './import-log.ts';

/** A package that was unpacked: its folder, and the digests of what lies in it. */
export type UnpackedBag = { readonly folder: string; readonly digestByPath: ReadonlyMap<string, string> };

/** A package in which nothing is wrong. */
export type CheckedBag = {
  readonly about: BagMeeting;
  readonly meeting: Meeting;
  readonly log: readonly HashedEntry[];
  /** Null: it brings none. */
  readonly minutes: BagMinutes | null;
  /** By whom the whole is signed. */
  readonly key: VerifyingKey;
  /** By whom each recording's own package is signed. */
  readonly keyByRecording: ReadonlyMap<RecordingId, VerifyingKey>;
};

/** Largest of the files that are read into memory, in bytes: the log of a long national meeting has some tens of MB. */
const largestText = 256 * 2 ** 20;

const recordedMeeting = z.looseObject({ id: z.string() });

/** Reads small files of the package, and notes what is missing, too large or not what it should be. */
function createReader({ folder, digestByPath }: UnpackedBag, faults: PackageFault[]) {
  const bytes = async (path: string): Promise<Buffer | null> => {
    if (!digestByPath.has(path)) {
      faults.push({ code: 'missing', path });
      return null;
    }
    if ((await stat(join(folder, path))).size > largestText) {
      faults.push({ code: 'too-large', path });
      return null;
    }
    return readFile(join(folder, path));
  };
  const read = async <T>(path: string, parse: (text: string) => T): Promise<T | null> => {
    const content = await bytes(path);
    if (content === null) return null;
    try {
      return parse(content.toString('utf8'));
    } catch {
      faults.push({ code: 'changed', path });
      return null;
    }
  };
  return { bytes, read };
}

/** Of a map by path those below a folder, by their path within it. */
function below<T>(byPath: ReadonlyMap<string, T>, folder: string): ReadonlyMap<string, T> {
  return new Map(
    [...byPath]
      .filter(([path]) => path.startsWith(folder))
      .map(([path, value]) => [path.slice(folder.length), value]),
  );
}

/** Whether the tag manifest is what is not listed by itself: it and its signature. */
const isUnlisted = (path: string): boolean => path === bagFiles.tagManifest || path === bagFiles.signature;

type Reader = ReturnType<typeof createReader>;

async function checkSignature(
  reader: Reader,
  faults: PackageFault[],
  { key: keyPath, signed, signature }: { key: string; signed: string; signature: string },
): Promise<VerifyingKey | null> {
  const [key, text, bytes] = [
    await reader.read(keyPath, readPublicKey),
    await reader.bytes(signed),
    await reader.bytes(signature),
  ];
  if (text === null || bytes === null) return null;
  if (key?.verifies(text, bytes)) return key;
  faults.push({ code: 'signature', path: signature });
  return null;
}

/** Every file's digest against the two manifests. */
async function checkManifests(bag: UnpackedBag, reader: Reader, faults: PackageFault[]): Promise<void> {
  const payload = await reader.read(bagFiles.manifest, parseBagManifest);
  const tags = await reader.read(bagFiles.tagManifest, parseBagManifest);
  if (payload === null || tags === null) return;
  for (const path of [bagFiles.declaration, bagFiles.info, bagFiles.manifest, bagFiles.key])
    if (!tags.has(path)) faults.push({ code: 'added', path });
  if ([...payload.keys()].some((path) => !path.startsWith(bagFiles.payload)))
    faults.push({ code: 'changed', path: bagFiles.manifest });
  faults.push(...differences(new Map([...payload, ...tags]), bag.digestByPath));
}

function differences(
  listed: ReadonlyMap<string, string>,
  there: ReadonlyMap<string, string>,
): readonly PackageFault[] {
  const found = [...listed].flatMap(([path, digest]): readonly PackageFault[] => {
    if (!there.has(path)) return [{ code: 'missing', path }];
    return there.get(path) === digest ? [] : [{ code: 'changed', path }];
  });
  const added = [...there.keys()].filter((path) => !listed.has(path) && !isUnlisted(path));
  return [...found, ...added.map((path): PackageFault => ({ code: 'added', path }))];
}

/** One recording's own package: complete, signed, and of this meeting. */
async function checkRecording(
  bag: UnpackedBag,
  { about, id }: { readonly about: BagMeeting; readonly id: RecordingId },
  { reader, faults }: { readonly reader: Reader; readonly faults: PackageFault[] },
): Promise<VerifyingKey | null> {
  const folder = `${bagFiles.recordings}${id}/`;
  const at = (path: string): string => folder + path;
  const listed = await reader.read(at(packageFiles.manifest), parseManifest);
  if (listed === null) return null;
  const there = below(bag.digestByPath, folder);
  const { changed, missing, added } = compareManifest(listed, there);
  // Composition's own is part of no package: from there it would go on, and put another film in the place of this one.
  const unlisted = [...there.keys()].filter((path) => path.startsWith(`${packageFiles.scratch}/`));
  for (const path of changed) faults.push({ code: 'changed', path: at(path) });
  for (const path of missing) faults.push({ code: 'missing', path: at(path) });
  for (const path of [...added, ...unlisted]) faults.push({ code: 'added', path: at(path) });
  const film = about.recordings.find((each) => each.id === id)?.sha256;
  const of = await reader.read(at(packageFiles.meeting), (text) => recordedMeeting.parse(JSON.parse(text)));
  if (listed.get(packageFiles.video) !== film || (of !== null && of.id !== about.id))
    faults.push({ code: 'other-meeting', path: at(packageFiles.meeting) });
  return checkSignature(reader, faults, {
    key: at(packageFiles.key),
    signed: at(packageFiles.manifest),
    signature: at(packageFiles.signature),
  });
}

/** The approved minutes that it brings, of this meeting; null: none. */
async function readMinutes(
  bag: UnpackedBag,
  about: BagMeeting,
  { reader, faults }: { readonly reader: Reader; readonly faults: PackageFault[] },
): Promise<BagMinutes | null> {
  if (!bag.digestByPath.has(bagFiles.minutes)) return null;
  const minutes = await reader.read(bagFiles.minutes, (text) => bagMinutes.parse(JSON.parse(text)));
  if (minutes !== null && minutes.meeting !== about.id)
    faults.push({ code: 'other-meeting', path: bagFiles.minutes });
  return minutes;
}

/** Which recordings lie in the package, by their folders. */
function recordingsIn(bag: UnpackedBag): ReadonlySet<string> {
  const inside = [...below(bag.digestByPath, bagFiles.recordings).keys()];
  return new Set(inside.map((path) => path.split('/')[0] ?? ''));
}

/** Folders and the meeting's own list of recordings name the same. */
function checkList(bag: UnpackedBag, about: BagMeeting, meeting: Meeting | null, faults: PackageFault[]) {
  const there = recordingsIn(bag);
  const told = new Set<string>(about.recordings.map(({ id }) => id));
  if (told.size !== about.recordings.length) faults.push({ code: 'changed', path: bagFiles.meeting });
  for (const id of told) if (!there.has(id)) faults.push({ code: 'missing', path: bagFiles.recordings + id });
  for (const id of there)
    if (!told.has(id) || !recordingId.safeParse(id).success)
      faults.push({ code: 'added', path: bagFiles.recordings + id });
  for (const id of told)
    if (meeting !== null && !meeting.recordings.some((each) => each.id === id))
      faults.push({ code: 'other-meeting', path: bagFiles.recordings + id });
}

/**
 * Checks a package from end to end (PACKAGE-5): every file's digest, both kinds of signature, the log's chain and its
 * signed heads, and that all of it speaks of one meeting. All faults are found, each once.
 */
export async function checkBag(bag: UnpackedBag): Promise<CheckedBag | readonly PackageFault[]> {
  const faults: PackageFault[] = [];
  if (!bag.digestByPath.has(bagFiles.declaration)) return [{ code: 'not-a-package', path: '' }];
  const reader = createReader(bag, faults);
  await checkManifests(bag, reader, faults);
  const key = await checkSignature(reader, faults, {
    key: bagFiles.key,
    signed: bagFiles.tagManifest,
    signature: bagFiles.signature,
  });
  const about = await reader.read(bagFiles.meeting, (text) => bagMeeting.parse(JSON.parse(text)));
  if (about === null || (await reader.bytes(bagFiles.log)) === null) return distinct(faults);
  const log = await readForeignLog(join(bag.folder, bagFiles.log), about.id);
  if (!log.ok) faults.push({ code: log.fault, path: bagFiles.log });
  const heads = await reader.read(bagFiles.heads, (text) => text);
  if (log.ok && heads !== null && key !== null) {
    const holds = headsHold(heads, { entries: log.entries, id: about.id }, key);
    if (!holds) faults.push({ code: 'broken-log', path: bagFiles.heads });
  }
  checkList(bag, about, log.ok ? log.meeting : null, faults);
  const minutes = await readMinutes(bag, about, { reader, faults });
  const keyByRecording = new Map<RecordingId, VerifyingKey>();
  for (const { id } of about.recordings) {
    const signer = await checkRecording(bag, { about, id }, { reader, faults });
    if (signer !== null) keyByRecording.set(id, signer);
  }
  if (faults.length > 0 || key === null || !log.ok) return distinct(faults);
  return { about, meeting: log.meeting, log: log.entries, minutes, key, keyByRecording };
}

/** Each fault once, however many lists showed it. */
function distinct(faults: readonly PackageFault[]): readonly PackageFault[] {
  return [...new Map(faults.map((fault) => [`${fault.code} ${fault.path}`, fault])).values()];
}

import { z } from 'zod';
import type { VerifyReply } from './archive.ts';
import { meetingId, participantId, recordingId, unitId } from './id.ts';
import { minutes } from './minutes.ts';

/** Names within a recording's folder (docs/recording-format.md). */
export const packageFiles = {
  tracks: 'tracks',
  timeline: 'timeline.jsonl',
  /** What the film took from another recorder of the same meeting: its tracks and its time line. */
  second: 'second',
  meeting: 'meeting.json',
  /** The meeting's documents, which the hub lays there before it signs (see `documentPath`). */
  documents: 'documents',
  video: 'recording.mp4',
  speakers: 'speakers.vtt',
  chapters: 'chapters.json',
  gaps: 'gaps.json',
  tools: 'tools.json',
  probe: 'ffprobe.json',
  manifest: 'manifest-sha256.txt',
  /** The manifest's Ed25519 signature, 64 bytes, and the public key (PEM) that anybody verifies it by. */
  signature: 'manifest-sha256.txt.sig',
  key: 'signing-key.pem',
  /** Composition's own; no part of the package, and removed at its end. */
  scratch: 'scratch',
} as const;

const ofFilm = { startMs: z.number(), endMs: z.number() };
/** `gaps.json`, as far as programs read it. Milliseconds are the film's, here as below. */
export const packageGaps = z.array(z.object({ ...ofFilm, reason: z.string().max(1000) })).readonly();
/** `meeting.json`, as far as programs read it. */
export const packageTimes = z.object({
  recording: z.object({
    /** Epoch milliseconds of the film's beginning by the meeting's log. */
    startedAt: z.number().min(0),
    /** Where the log stands in the film (core `FilmMoment`), in order; absent in packages of before that was kept. */
    moments: z
      .array(z.object({ seq: z.int(), at: z.number(), atMs: z.number() }))
      .readonly()
      .default([]),
  }),
  /** Closed parts; absent in packages of before there were any. */
  pauses: z.array(z.object(ofFilm)).readonly().default([]),
});

/** What vouches for the rest, and is therefore not listed itself. */
const vouching: readonly string[] = [packageFiles.manifest, packageFiles.signature, packageFiles.key];

/** Whether a file, by its path within the folder, belongs to what the manifest lists. */
export function isListed(path: string): boolean {
  return !vouching.includes(path) && !path.startsWith(`${packageFiles.scratch}/`);
}

/** Longest part of a document's own name in its file's, in characters. */
const longestName = 80;

/**
 * Where a document lies in the package: its place in the list, from 1 on, and of its name what every system takes.
 * The name itself stands in meeting.json.
 */
export function documentPath(place: number, fileName: string): string {
  const plain = fileName.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
  const [, stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/s.exec(plain) ?? [];
  const safe = stem.replace(/[^A-Za-z0-9]+/g, '-').slice(0, longestName);
  const name = safe.replace(/^-|-$/g, '') || 'document';
  return `${packageFiles.documents}/${String(place).padStart(3, '0')}-${name}${ending.toLowerCase()}`;
}

/** Lines of `sha256sum` by path. Throws on a line that is none, or a path that leads out of the folder. */
export function parseManifest(text: string): ReadonlyMap<string, string> {
  const digestByPath = new Map<string, string>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, digest, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (digest === undefined || path === undefined) throw new Error(`not a line of a manifest: ${line}`);
    if (path.startsWith('/') || path.split('/').includes('..'))
      throw new Error(`the manifest names a file outside its folder: ${path}`);
    digestByPath.set(path, digest);
  }
  return digestByPath;
}

/** What differs between what the manifest says and what is there, both as digests by path. */
export function compareManifest(
  listed: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): Omit<VerifyReply, 'signature'> {
  const changed = [...listed].filter(([path, digest]) => found.has(path) && found.get(path) !== digest);
  const missing = [...listed.keys()].filter((path) => !found.has(path));
  const added = [...found.keys()].filter((path) => isListed(path) && !listed.has(path));
  return {
    ok: changed.length + missing.length + added.length === 0,
    checked: listed.size - missing.length,
    changed: changed.map(([path]) => path),
    missing,
    added,
  };
}

/**
 * Names within the package of a whole meeting (docs/recording-format.md): BagIt 1.0 (RFC 8493). Each recording lies
 * unchanged in its own folder under `recordings`.
 */
export const bagFiles = {
  declaration: 'bagit.txt',
  info: 'bag-info.txt',
  recipe: 'KIEM-TRA.txt',
  key: 'signing-key.pem',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  /** Of the tag manifest, and so of everything. */
  signature: 'tagmanifest-sha256.txt.sig',
  payload: 'data/',
  meeting: 'data/meeting.json',
  log: 'data/log.jsonl',
  heads: 'data/log-heads.jsonl',
  attendance: 'data/attendance.csv',
  speeches: 'data/speeches.csv',
  dossier: 'data/dossier.jsonl',
  minutes: 'data/minutes.json',
  /** The same, to be read and printed. */
  minutesPaper: 'data/minutes.html',
  recordings: 'data/recordings/',
} as const;

const escapes: readonly (readonly [string, string])[] = [
  ['%', '%25'],
  ['\r', '%0D'],
  ['\n', '%0A'],
];

/** A line of a BagIt manifest; what would end it is written as RFC 8493 says. */
export function bagLine(digest: string, path: string): string {
  return `${digest}  ${escapes.reduce((text, [sign, code]) => text.replaceAll(sign, code), path)}\n`;
}

/** Digests by path of a BagIt manifest. Throws as `parseManifest` does. */
export function parseBagManifest(text: string): ReadonlyMap<string, string> {
  const read = (path: string): string => path.replace(/%(25|0D|0A)/gi, (code) => decodeURIComponent(code));
  return new Map([...parseManifest(text)].map(([path, digest]) => [read(path), digest]));
}

/** The number of `data/meeting.json`'s shape. */
export const bagVersion = 1;

const text = z.string().max(10_000);
/** Epoch milliseconds; of no more digits than the archive's pages are turned by. */
const time = z.int().min(0).max(999_999_999_999_999);
/** Milliseconds, or bytes. */
const amount = z.number().min(0).max(Number.MAX_SAFE_INTEGER);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** `data/meeting.json`: what the package is about, and the archive's lines of its recordings. */
export const bagMeeting = z.strictObject({
  version: z.literal(bagVersion),
  id: meetingId,
  title: text,
  unit: z.strictObject({ id: unitId, name: text }),
  scheduledAt: time,
  openedAt: time,
  closedAt: time,
  exportedAt: time,
  /** The program that wrote it. */
  software: text,
  recordings: z
    .array(
      z.strictObject({
        id: recordingId,
        title: text,
        unit: z.strictObject({ id: unitId, name: text }),
        startedAt: time,
        durationMs: amount,
        /** Of the film: bytes and SHA-256. */
        size: amount,
        sha256,
        gaps: z.array(z.strictObject({ from: time, to: time.nullable(), reason: text })).readonly(),
        pauses: z.array(z.strictObject({ from: time, to: time.nullable() })).readonly(),
      }),
    )
    .readonly(),
});
export type BagMeeting = z.infer<typeof bagMeeting>;

const signatory = z.strictObject({ participant: participantId, name: text, position: text });
/** `data/minutes.json`: the minutes that were approved last, as the file of the meeting holds them. */
export const bagMinutes = z.strictObject({
  version: z.literal(bagVersion),
  meeting: meetingId,
  /** Of the minutes, counted from 1. */
  edition: z.int().min(1),
  minutes,
  writtenBy: signatory,
  writtenAt: time,
  approvedBy: signatory,
  approvedAt: time,
});
export type BagMinutes = z.infer<typeof bagMinutes>;

import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { loadSigningKey, type SigningKey } from '../../config/signing-key.ts';
import { meetingId } from '../../protocol/id.ts';
import type { LogHead, LogHeads, SignedHead } from '../ports.ts';
import { canonicalJson } from './canonical-json.ts';

/** The month of a moment in Vietnam: `2026-11`. */
const month = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
});

const fileName = /^heads-\d{4}-\d{2}\.jsonl$/;

const headLine = z.strictObject({
  head: z.strictObject({
    at: z.int(),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    meeting: meetingId,
    seq: z.int().min(1),
    signedAt: z.int(),
  }),
  key: z.string(),
  signature: z.base64(),
});

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** A line names its key by so many digits of the fingerprint. */
const keyDigits = 16;

function lineOf(key: SigningKey, { meeting, seq, at, hash }: LogHead, signedAt: number): string {
  const head = canonicalJson({ at, hash, meeting, seq, signedAt });
  const signature = key.sign(Buffer.from(head)).toString('base64');
  const id = key.fingerprint.slice(0, keyDigits);
  return `{"head":${head},"key":"${id}","signature":"${signature}"}\n`;
}

/** The head that a line keeps; null for a line that is none, such as one cut short by a loss of power. */
function headOf(line: string, key: SigningKey): SignedHead | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = headLine.safeParse(value);
  if (!parsed.success) return null;
  const { head, signature } = parsed.data;
  const text = Buffer.from(canonicalJson(head));
  return { ...head, genuine: key.verifies(text, Buffer.from(signature, 'base64')) };
}

/** Appends to a file and waits until it lies on the disk. A line cut short before is ended first. */
async function appendSafely(file: string, lines: string): Promise<void> {
  const handle = await open(file, 'a+', 0o640);
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    await handle.appendFile(size > 0 && last.toString() !== '\n' ? `\n${lines}` : lines);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Signed heads in the folder, one file a month, `heads-2026-11.jsonl`, a line for each: the head in canonical JSON, the
 * key's id, and the Ed25519 signature (base64) of exactly the head's bytes. `keyFile` holds the private key.
 */
export function createLogHeads({
  folder,
  keyFile,
}: {
  readonly folder: string;
  readonly keyFile: string;
}): LogHeads {
  const key = loadSigningKey(keyFile);
  let writing: Promise<void> = Promise.resolve();

  const names = async (): Promise<readonly string[]> => {
    try {
      return (await readdir(folder)).filter((name) => fileName.test(name)).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  };
  const read = async (): Promise<readonly { readonly line: string; readonly head: SignedHead }[]> => {
    const found: { line: string; head: SignedHead }[] = [];
    for (const name of await names()) {
      const text = await readFile(join(folder, name), 'utf8');
      for (const line of text.split('\n')) {
        const head = line === '' ? null : headOf(line, key);
        if (head !== null) found.push({ line, head });
      }
    }
    return found;
  };
  const all = async (): Promise<readonly SignedHead[]> => (await read()).map(({ head }) => head);
  const write = async (heads: readonly LogHead[], signedAt: number): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o750 });
    const lines = heads.map((head) => lineOf(key, head, signedAt)).join('');
    await appendSafely(join(folder, `heads-${month.format(signedAt)}.jsonl`), lines);
  };

  return {
    keep: (heads, signedAt) => {
      if (heads.length === 0) return Promise.resolve();
      const turn = writing.then(() => write(heads, signedAt));
      // One that failed does not keep the next from trying.
      writing = turn.catch(() => undefined);
      return turn;
    },
    of: async (meeting) => (await all()).filter((head) => head.meeting === meeting),
    latest: async () => {
      const genuine = (await all()).filter((head) => head.genuine);
      return [...new Map(genuine.map((head) => [head.meeting, head])).values()];
    },
    linesOf: async (meeting) =>
      (await read()).filter(({ head }) => head.meeting === meeting).map(({ line }) => line),
    publicKey: key.publicKey,
  };
}

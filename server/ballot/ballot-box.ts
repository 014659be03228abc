import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { meetingId, voteId } from '../../protocol/id.ts';
import type { BallotBox, SecretVote } from '../ballot-ports.ts';
import { keyBytes, openChoice, sealChoice } from './sealing.ts';

const keyFile = z.strictObject({
  meeting: meetingId,
  vote: voteId,
  key: z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine(({ length }) => length === keyBytes),
});

/** Ids hold characters that not every disk takes: the file says what it is of, its name only tells votes apart. */
function nameOf({ meeting, vote }: SecretVote): string {
  return createHash('sha256').update(`${meeting}\n${vote}`).digest('hex');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** What a file holds; null: it is not there, or no key. Rejects where it cannot be read now. */
async function readKey(file: string): Promise<z.infer<typeof keyFile> | null> {
  try {
    const parsed = keyFile.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function write(file: string, flag: 'w' | 'r+', content: string | Buffer): Promise<void> {
  const handle = await open(file, flag, 0o600);
  try {
    await handle.write(Buffer.from(content), 0, undefined, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * The keys of secret votes in a folder of their own (0700), one file each (0600), named `<hash>.key`: made for one vote,
 * overwritten and removed when it was counted. A disk that keeps old blocks may keep them longer (docs/adr/0012).
 */
export function createBallotBox({ folder }: { readonly folder: string }): BallotBox {
  const keyByName = new Map<string, Buffer>();
  const fileOf = (name: string): string => join(folder, `${name}.key`);

  const keyOf = async (of: SecretVote): Promise<Buffer | null> => {
    const name = nameOf(of);
    const key = keyByName.get(name) ?? (await readKey(fileOf(name)))?.key ?? null;
    if (key !== null) keyByName.set(name, key);
    return key;
  };

  return {
    prepare: async (of) => {
      if ((await keyOf(of)) !== null) return;
      const name = nameOf(of);
      const key = randomBytes(keyBytes);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await write(`${fileOf(name)}.tmp`, 'w', JSON.stringify({ ...of, key: key.toString('base64') }));
      await rename(`${fileOf(name)}.tmp`, fileOf(name));
      await syncFolder(folder);
      // The folder itself may be new.
      await syncFolder(dirname(folder));
      keyByName.set(name, key);
    },
    seal: async (of, voter, choice) => {
      const key = await keyOf(of);
      return key && sealChoice(key, { ...of, voter }, choice);
    },
    count: async (of, ballots) => {
      const counts = { for: 0, against: 0, abstain: 0 };
      if (ballots.length === 0) return counts;
      const key = await keyOf(of);
      if (key === null) return null;
      for (const { voter, choice } of ballots) {
        const opened = openChoice(key, { ...of, voter }, choice);
        if (opened === null) return null;
        counts[opened] += 1;
      }
      return counts;
    },
    destroy: async (of) => {
      const name = nameOf(of);
      const file = fileOf(name);
      keyByName.get(name)?.fill(0);
      keyByName.delete(name);
      await rm(`${file}.tmp`, { force: true });
      try {
        // Over the very bytes, where the disk writes in place.
        await write(file, 'r+', randomBytes((await readFile(file)).length));
      } catch (error) {
        if (isMissing(error)) return;
        throw error;
      }
      await rm(file);
      await syncFolder(folder);
    },
    kept: async () => {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const keys = await Promise.all(
        names.filter((name) => name.endsWith('.key')).map((name) => readKey(join(folder, name))),
      );
      return keys
        .flatMap((known) => known && { meeting: known.meeting, vote: known.vote })
        .filter((of) => of !== null);
    },
  };
}

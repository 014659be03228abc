import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PackageFault } from '../../protocol/archive.ts';
import { bagLine } from '../../protocol/recording-package.ts';
import {
  type ArchiveHub,
  digest,
  emptyHub,
  exportOf,
  heldMeeting,
  importInto,
  recordingIds,
} from '../support/archived-meeting.ts';
import { unzip, type ZipContent, zipped } from '../support/zip-file.ts';

const top = 'Hội nghị - 2026-11-23/';
const [first] = recordingIds;

const signatory = { participant: 'person:ha', name: 'Hà', position: '' };
const approved = {
  version: 1,
  meeting: 'm1',
  edition: 1,
  minutes: { presence: '', sequence: 'Khai mạc', opinions: '', votes: '', conclusions: [] },
  writtenBy: signatory,
  writtenAt: 1,
  approvedBy: signatory,
  approvedAt: 2,
};

/** Packages by somebody who has a key of their own: every list and signature holds, and what they say is not so. */
describe('a package that was forged', () => {
  let forger: ArchiveHub;
  let hub: ArchiveHub;
  let content: ZipContent;
  beforeAll(async () => {
    forger = await heldMeeting();
    hub = await emptyHub();
    content = await unzip(await exportOf(forger));
  });
  afterAll(() => Promise.all([forger.close(), hub.close()]));

  /** With that file, all lists made anew, and signed. */
  async function faultsWith(
    path: string,
    change: (text: string) => string,
  ): Promise<readonly PackageFault[]> {
    const files: ZipContent = new Map(content);
    files.set(top + path, Buffer.from(change(files.get(top + path)?.toString() ?? '')));
    // Signed heads of a log are few: a forger leaves them out.
    files.set(`${top}data/log-heads.jsonl`, Buffer.alloc(0));
    const put = (name: string, text: string | Uint8Array) => files.set(top + name, Buffer.from(text));
    const list = (names: readonly string[]) =>
      names.map((name) => bagLine(digest(files.get(top + name) ?? ''), name)).join('');
    const names = [...files.keys()].map((name) => name.slice(top.length));
    put('manifest-sha256.txt', list(names.filter((name) => name.startsWith('data/'))));
    const tags = names.filter((name) => !/^data\/|^tagmanifest/.test(name));
    put('tagmanifest-sha256.txt', list(tags));
    put(
      'tagmanifest-sha256.txt.sig',
      forger.key.sign(files.get(`${top}tagmanifest-sha256.txt`) ?? Buffer.of()),
    );
    const reply = await importInto(hub, await zipped(files));
    expect((await readdir(hub.root, { recursive: true })).filter((name) => name !== '.imports')).toEqual([]);
    return reply.ok ? [] : reply.faults;
  }

  /** The log with its chain made anew. */
  const rechained =
    (change: (entry: string) => string) =>
    (text: string): string => {
      let hash = '0'.repeat(64);
      const lines = text.split('\n').filter((line) => line !== '');
      return lines
        .map((line) => {
          const entry = change(/"entry":(\{.*\})\}$/.exec(line)?.[1] ?? '');
          hash = createHash('sha256')
            .update(hash + entry)
            .digest('hex');
          return `{"hash":"${hash}","entry":${entry}}\n`;
        })
        .join('');
    };
  const brokenLog = { code: 'broken-log', path: 'data/log.jsonl' };

  it('PACKAGE-5: and founds another meeting than the one it tells of is refused', async () => {
    const another = (entry: string) =>
      entry.replace('"meeting":"m1","participants"', '"meeting":"m2","participants"');
    const faults = await faultsWith('data/log.jsonl', rechained(another));
    expect(faults).toContainEqual({ code: 'other-meeting', path: 'data/log.jsonl' });
  });

  it('PACKAGE-5: and whose log is not written as a hub writes it is refused', async () => {
    const spaced = (entry: string) => entry.replace('{"at":', '{ "at":');
    expect(await faultsWith('data/log.jsonl', rechained(spaced))).toContainEqual(brokenLog);
    const between = (entry: string) => entry.replace(/"at":(\d+),"by"/, '"at":$1.5,"by"');
    expect(await faultsWith('data/log.jsonl', rechained(between))).toContainEqual(brokenLog);
  });

  it('PACKAGE-5: and has what composition would take for its own is refused', async () => {
    const path = `data/recordings/${first}/scratch/package/recording.mp4`;
    expect(await faultsWith(path, () => 'another film')).toContainEqual({ code: 'added', path });
  });

  it.each([
    ['of another meeting', { meeting: 'm2' }, 'other-meeting'],
    ['that are none', { minutes: { presence: '' } }, 'changed'],
    ['of no day', { approvedAt: 1e300 }, 'changed'],
  ] as const)('MINUTES-7: and has minutes %s is refused', async (_, change, code) => {
    const path = 'data/minutes.json';
    expect(await faultsWith(path, () => JSON.stringify({ ...approved, ...change }))).toEqual([
      { code, path },
    ]);
  });

  it.each(['1e300', '1800000002000.5'])('PACKAGE-5: and began at %s is refused', async (startedAt) => {
    const faults = await faultsWith('data/meeting.json', (text) =>
      text.replace(/"startedAt": \d+/, `"startedAt": ${startedAt}`),
    );
    expect(faults).toContainEqual({ code: 'changed', path: 'data/meeting.json' });
  });
});

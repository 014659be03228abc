import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';

/** Files by path, in the order of the ZIP. */
export type ZipContent = Map<string, Buffer>;

/** Reads a ZIP with a reader of its own. */
export async function unzip(bytes: Buffer): Promise<ZipContent> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const content: ZipContent = new Map();
  for await (const entry of zip.eachEntry())
    content.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return content;
}

export async function writeContent(folder: string, content: ZipContent): Promise<void> {
  for (const [path, bytes] of content) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

/** A name of its own that is put in after the ZIP is made: what the writer itself would refuse. */
export type Renaming = { readonly from: string; readonly to: Buffer };

/** Makes a ZIP; names are changed byte by byte afterwards, each to one of the same length. */
export async function zipped(
  content: ZipContent,
  {
    compress = false,
    mode = 0o100644,
    rename = [],
  }: {
    readonly compress?: boolean;
    readonly mode?: number;
    readonly rename?: readonly Renaming[];
  } = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, bytes] of content) zip.addBuffer(bytes, path, { compress, mode });
  zip.end();
  const bytes = await buffer(zip.outputStream);
  for (const { from, to } of rename) {
    const name = Buffer.from(from);
    if (name.length !== to.length) throw new Error('names of the same length');
    for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) to.copy(bytes, at);
  }
  return bytes;
}

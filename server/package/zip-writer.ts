import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { partBytes } from './folder.ts';

/** A file of a ZIP: its bytes are asked for when its turn comes. */
export type ZipEntry = {
  readonly path: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly parts: AsyncIterable<Uint8Array>;
};

/** Readable by everyone, written by its owner. */
const mode = 0o100644;

/**
 * The bytes of a ZIP, stored and not compressed, made no faster than they are taken and never held: one entry is asked
 * for when the one before was read to its end. Whoever stops reading ends it. Rejects as the entries do.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream;
  if (!(output instanceof Readable)) throw new TypeError('the ZIP cannot be read');
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => undefined);
  zip.on('error', reject);
  output.on('error', reject);
  const reading: { over: boolean; current: Readable | null } = { over: false, current: null };
  const feed = async (): Promise<void> => {
    for await (const { path, at, parts } of entries) {
      if (reading.over) return;
      const stream = Readable.from(parts, { objectMode: false, highWaterMark: partBytes });
      reading.current = stream;
      const read = finished(stream, { writable: false });
      zip.addReadStream(stream, path, { compress: false, mode, mtime: new Date(at) });
      await read;
    }
    zip.end();
  };
  feed().catch(reject);
  const taken = output[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([taken.next(), failed]);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    reading.over = true;
    reading.current?.destroy();
    output.destroy();
  }
}

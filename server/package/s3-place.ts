import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { CopyFile, CopyPlace } from './copies.ts';
import { digestOfText, type Pace, partBytes } from './folder.ts';
import { askS3, expectOk, type S3Access, type S3Request, textOf } from './s3-request.ts';

export type S3Options = {
  readonly name: string;
  readonly access: S3Access;
  /** Before each object's name; empty: nothing. */
  readonly prefix: string;
  /** Largest object that is sent at once, and the size of a part of larger ones, in bytes; S3's own bound is 5 GiB. */
  readonly mostAtOnce?: number;
  readonly multipartBytes?: number;
};

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

async function* stretch(path: string, from: number, to: number, pace: Pace): AsyncIterable<Uint8Array> {
  if (to <= from) return;
  for await (const part of createReadStream(path, { start: from, end: to - 1, highWaterMark: partBytes })) {
    yield part;
    await pace(part.length);
  }
}

const plain = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => {
    const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
    return signs[name] ?? "'";
  });
const tagsOf = (xml: string, tag: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, text = '']) => plain(text));

/** What is on its way: the file, its object's name and size. */
type Sending = {
  readonly key: string;
  readonly file: CopyFile;
  readonly size: number;
  readonly pace: Pace;
  readonly signal: AbortSignal;
};
type SentPart = { readonly number: number; readonly etag: string; readonly digest: string };

/** A bucket of an S3-compatible store as a second place. An object is seen under its name only once it is whole. */
export function s3Place({
  name,
  access,
  prefix,
  mostAtOnce = 5 * 2 ** 30,
  multipartBytes = 64 * 2 ** 20,
}: S3Options): CopyPlace {
  const ask = (request: S3Request) => askS3(access, request);
  const within = (recording: string): string => `${prefix === '' ? '' : `${prefix}/`}${recording}/`;

  const sendWhole = async ({ key, file, size, pace, signal }: Sending): Promise<string> => {
    const headers = { 'x-amz-checksum-sha256': base64(file.digest), 'x-amz-meta-sha256': file.digest };
    const body = { parts: stretch(file.source, 0, size, pace), length: size, digest: file.digest };
    await expectOk(key, await ask({ method: 'PUT', key, headers, body, signal }));
    return base64(file.digest);
  };

  const sendPart = async (
    { key, file, size, pace, signal }: Sending,
    uploadId: string,
    index: number,
    whole: ReturnType<typeof createHash>,
  ): Promise<SentPart> => {
    const [from, to] = [index * multipartBytes, Math.min(size, (index + 1) * multipartBytes)];
    const hash = createHash('sha256');
    // Its digest goes before it: it is read twice, the second time from memory.
    for await (const part of stretch(file.source, from, to, pace)) {
      hash.update(part);
      whole.update(part);
    }
    const digest = hash.digest('hex');
    const answer = await ask({
      method: 'PUT',
      key,
      query: { partNumber: String(index + 1), uploadId },
      headers: { 'x-amz-checksum-sha256': base64(digest) },
      body: { parts: stretch(file.source, from, to, pace), length: to - from, digest },
      signal,
    });
    const etag = answer.headers.etag ?? '';
    await expectOk(`${key}, part ${index + 1}`, answer);
    return { number: index + 1, etag, digest };
  };

  const sendParts = async (sending: Sending): Promise<string> => {
    const { key, file, size, signal } = sending;
    const headers = { 'x-amz-checksum-algorithm': 'SHA256', 'x-amz-meta-sha256': file.digest };
    const begun = await expectOk(
      key,
      await ask({ method: 'POST', key, query: { uploads: '' }, headers, signal }),
    );
    const [uploadId] = tagsOf(begun, 'UploadId');
    if (uploadId === undefined) throw new Error(`${key}: the S3 store began no upload`);
    try {
      const whole = createHash('sha256');
      const parts: SentPart[] = [];
      for (let index = 0; index * multipartBytes < size; index += 1)
        parts.push(await sendPart(sending, uploadId, index, whole));
      if (whole.digest('hex') !== file.digest) throw new Error(`${file.path} is not what the manifest says`);
      const listed = parts.map(
        ({ number, etag, digest }) =>
          `<Part><PartNumber>${number}</PartNumber><ETag>${etag.replaceAll('"', '&quot;')}</ETag><ChecksumSHA256>${base64(digest)}</ChecksumSHA256></Part>`,
      );
      const xml = Buffer.from(`<CompleteMultipartUpload>${listed.join('')}</CompleteMultipartUpload>`);
      const body = { parts: [xml], length: xml.length, digest: digestOfText(xml) };
      const end = { method: 'POST', key, query: { uploadId }, body, signal } as const;
      await expectOk(key, await ask(end));
      const all = Buffer.concat(parts.map(({ digest }) => Buffer.from(digest, 'hex')));
      return `${base64(digestOfText(all))}-${parts.length}`;
    } catch (error) {
      // What was not completed is no object: nothing that anybody has seen is deleted.
      await ask({ method: 'DELETE', key, query: { uploadId } })
        .then(textOf)
        .catch(() => undefined);
      throw error;
    }
  };

  const head = (key: string, signal: AbortSignal) =>
    ask({ method: 'HEAD', key, headers: { 'x-amz-checksum-mode': 'ENABLED' }, signal });

  /** Whether the store holds those very bytes: by its own checksum, or, where it keeps none, by reading them. */
  const holds = async ({ key, file, size, pace, signal }: Sending, checksum: string): Promise<boolean> => {
    const answer = await head(key, signal);
    await textOf(answer);
    if (answer.statusCode !== 200 || Number(answer.headers['content-length']) !== size) return false;
    const told = answer.headers['x-amz-checksum-sha256'];
    if (told !== undefined) return told === checksum;
    const object = await ask({ method: 'GET', key, signal });
    const hash = createHash('sha256');
    for await (const part of object) {
      hash.update(part);
      await pace(part.length);
    }
    return object.statusCode === 200 && hash.digest('hex') === file.digest;
  };

  /** Whether it was sent and verified before: its digest is kept with it. */
  const isThere = async ({ key, file, size, signal }: Sending): Promise<boolean> => {
    const answer = await head(key, signal);
    await textOf(answer);
    const { 'content-length': length, 'x-amz-meta-sha256': digest } = answer.headers;
    const sum = answer.headers['x-amz-checksum-sha256'] ?? base64(file.digest);
    const agrees = String(sum).includes('-') || sum === base64(file.digest);
    return answer.statusCode === 200 && Number(length) === size && digest === file.digest && agrees;
  };

  return {
    name,
    // A bucket that is away is an error by itself.
    open: async () => undefined,
    there: async () => null,
    copy: async (recording, file, pace, signal) => {
      const { size } = await stat(file.source);
      const sending = { key: `${within(recording)}${file.path}`, file, size, pace, signal };
      if (await isThere(sending)) return;
      const checksum = await (size <= mostAtOnce ? sendWhole(sending) : sendParts(sending));
      if (!(await holds(sending, checksum)))
        throw new Error(`${sending.key}: the S3 store does not hold what it was sent`);
    },
    remove: async (recording) => {
      for (;;) {
        const query = { 'list-type': '2', prefix: within(recording) };
        const xml = await expectOk('list', await ask({ method: 'GET', key: '', query }));
        const keys = tagsOf(xml, 'Key').filter((key) => key.startsWith(within(recording)));
        for (const key of keys) await expectOk(key, await ask({ method: 'DELETE', key }));
        if (keys.length === 0 || !xml.includes('<IsTruncated>true</IsTruncated>')) return;
      }
    },
  };
}

import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import { digestOfText } from './folder.ts';

/** Where an S3-compatible store is, and who asks. */
export type S3Access = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
};

export type S3Request = {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** The object's name; empty: the bucket. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: {
    readonly parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
    readonly length: number;
    /** SHA-256 (hex) of it. */
    readonly digest: string;
  };
  readonly signal?: AbortSignal;
};

/** Whoever sends or takes nothing for so long, in milliseconds, has gone. */
const longestSilenceMs = 60_000;

const nothing = { parts: [], length: 0, digest: digestOfText('') } as const;

function addressOf({ endpoint, bucket }: S3Access, { key, query = {} }: S3Request): URL {
  const path = [bucket, ...(key === '' ? [] : key.split('/'))].map(encodeURIComponent).join('/');
  const url = new URL(`${endpoint.replace(/\/+$/, '')}/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

async function signed(access: S3Access, request: S3Request): Promise<{ url: URL; headers: Headers }> {
  const { accessKey, secretKey, region } = access;
  const signer = new AwsV4Signer({
    method: request.method,
    url: addressOf(access, request).href,
    headers: { ...request.headers, 'x-amz-content-sha256': (request.body ?? nothing).digest },
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
  });
  return signer.sign();
}

/** Sends a request signed by AWS Signature Version 4, its body as it is read; the answer whatever its status. */
export async function askS3(access: S3Access, request: S3Request): Promise<IncomingMessage> {
  const { url, headers } = await signed(access, request);
  const body = request.body ?? nothing;
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const outgoing = send(url, {
    method: request.method,
    headers: { ...Object.fromEntries(headers), 'content-length': String(body.length) },
    signal: request.signal,
  });
  outgoing.on('response', resolve).on('error', reject);
  outgoing.setTimeout(longestSilenceMs, () => outgoing.destroy(new Error('the S3 store does not answer')));
  pipeline(Readable.from(body.parts, { objectMode: false }), outgoing).catch(reject);
  return promise;
}

/** The whole of an answer that is text. */
export async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

/** The text of an answer that went well. Rejects with what the store says otherwise. */
export async function expectOk(what: string, answer: IncomingMessage): Promise<string> {
  const text = await textOf(answer);
  const { statusCode = 0 } = answer;
  // A store may say 200 before it knows, and tell the fault in the text.
  if (statusCode >= 200 && statusCode < 300 && !text.includes('<Error>')) return text;
  throw new Error(`${what}: the S3 store answered ${statusCode}: ${text.slice(0, 500)}`);
}

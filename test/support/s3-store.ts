import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

type StoredObject = { body: Buffer; sha256: string; checksum: string | null };

/** A small S3-compatible store that verifies signatures by the specification, with no code of the client's. */
export type S3Store = {
  readonly endpoint: string;
  readonly objects: Map<string, StoredObject>;
  /** Uploads in parts that were neither completed nor aborted. */
  readonly open: Map<string, Map<number, Buffer>>;
  /** Changed by a test: what goes wrong. */
  readonly trouble: { spoil: boolean; checksums: boolean };
  close(): Promise<void>;
};

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest();
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

export const access = {
  region: 'vn-1',
  bucket: 'diemcau',
  accessKey: 'AKIDEXAMPLE',
  secretKey: 'wJalr/secret',
};

/** The signature that the request should carry (AWS Signature Version 4, worked out step by step). */
function signatureFor(request: IncomingMessage, url: URL, signedHeaders: readonly string[]): string {
  const headers = signedHeaders.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const canonical = [
    request.method,
    url.pathname
      .split('/')
      .map((part) => encode(decodeURIComponent(part)))
      .join('/'),
    query.join('&'),
    headers.join(''),
    signedHeaders.join(';'),
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const at = String(request.headers['x-amz-date']);
  const scope = `${at.slice(0, 8)}/${access.region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical).toString('hex')].join('\n');
  const key = [at.slice(0, 8), access.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (before, part) => hmac(before, part),
    `AWS4${access.secretKey}`,
  );
  return hmac(key, text).toString('hex');
}

function isSigned(request: IncomingMessage, url: URL): boolean {
  const [, scope = '', signed = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    ) ?? [];
  const names = signed.split(';');
  const needed = ['host', 'x-amz-content-sha256', 'x-amz-date'];
  return (
    scope.startsWith(`${access.accessKey}/`) &&
    needed.every((name) => names.includes(name)) &&
    signature === signatureFor(request, url, names)
  );
}

export async function startS3(): Promise<S3Store> {
  const objects: S3Store['objects'] = new Map();
  const open: S3Store['open'] = new Map();
  const trouble: S3Store['trouble'] = { spoil: false, checksums: true };
  const metaOf = new Map<string, string>();
  let uploads = 0;

  const put = (key: string, body: Buffer, checksum: string | null, meta: string) => {
    const kept = trouble.spoil ? Buffer.from(body).fill(0, 0, 1) : body;
    const held = trouble.spoil ? sha256(kept).toString('base64') : checksum;
    objects.set(key, { body: kept, sha256: meta, checksum: trouble.checksums ? held : null });
  };

  type Asked = { request: IncomingMessage; response: ServerResponse; url: URL; key: string; body: Buffer };
  const refuse = (response: ServerResponse, status: number, code: string) =>
    void response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`);
  const header = ({ request }: Asked, name: string): string | null => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : null;
  };
  const uploadOf = ({ url }: Asked): string => url.searchParams.get('uploadId') ?? '';

  const begin = (asked: Asked) => {
    uploads += 1;
    open.set(`u${uploads}`, new Map());
    metaOf.set(`u${uploads}`, header(asked, 'x-amz-meta-sha256') ?? '');
    asked.response.end(`<Result><UploadId>u${uploads}</UploadId></Result>`);
  };
  const takePart = (asked: Asked) => {
    const part = Number(asked.url.searchParams.get('partNumber'));
    open.get(uploadOf(asked))?.set(part, asked.body);
    asked.response.setHeader('etag', `"part-${part}"`).end();
  };
  const complete = (asked: Asked) => {
    const parts = [...(open.get(uploadOf(asked)) ?? new Map<number, Buffer>())];
    const bytes = parts.sort(([one], [other]) => one - other).map(([, each]) => each);
    const wanted = [...asked.body.toString().matchAll(/<ChecksumSHA256>([^<]+)</g)].map(([, sum]) => sum);
    const sums = bytes.map(sha256);
    if (sums.some((sum, at) => sum.toString('base64') !== wanted[at]))
      return refuse(asked.response, 400, 'InvalidPart');
    const whole = `${sha256(Buffer.concat(sums)).toString('base64')}-${parts.length}`;
    put(asked.key, Buffer.concat(bytes), whole, metaOf.get(uploadOf(asked)) ?? '');
    open.delete(uploadOf(asked));
    asked.response.end('<Result/>');
  };
  const remove = (asked: Asked) => {
    if (uploadOf(asked) === '') objects.delete(asked.key);
    else open.delete(uploadOf(asked));
    asked.response.writeHead(204).end();
  };
  const list = ({ url, response }: Asked) => {
    const keys = [...objects.keys()].filter((each) => each.startsWith(url.searchParams.get('prefix') ?? ''));
    // Two at a time: the rest is asked for again.
    const shown = keys.slice(0, 2).map((each) => `<Contents><Key>${each}</Key></Contents>`);
    response.end(`<L><IsTruncated>${keys.length > 2}</IsTruncated>${shown.join('')}</L>`);
  };
  const give = ({ key, request, response }: Asked) => {
    const object = objects.get(key);
    if (object === undefined) return refuse(response, 404, 'NoSuchKey');
    response.setHeader('x-amz-meta-sha256', object.sha256).setHeader('content-length', object.body.length);
    if (object.checksum !== null) response.setHeader('x-amz-checksum-sha256', object.checksum);
    response.end(request.method === 'HEAD' ? undefined : object.body);
  };
  const takeWhole = (asked: Asked) => {
    const checksum = header(asked, 'x-amz-checksum-sha256');
    put(asked.key, asked.body, checksum, header(asked, 'x-amz-meta-sha256') ?? '');
    asked.response.end();
  };
  const handlerOf = (asked: Asked) => {
    const inParts = uploadOf(asked) !== '';
    const byMethod: Readonly<Record<string, (asked: Asked) => void>> = {
      POST: inParts ? complete : begin,
      PUT: inParts ? takePart : takeWhole,
      DELETE: remove,
      GET: asked.url.searchParams.has('list-type') ? list : give,
      HEAD: give,
    };
    return byMethod[asked.request.method ?? ''] ?? give;
  };
  /** Why the store does not take it, or null. */
  const objection = (asked: Asked): readonly [number, string] | null => {
    const { request, url, body } = asked;
    if (!isSigned(request, url)) return [403, 'SignatureDoesNotMatch'];
    if (sha256(body).toString('hex') !== request.headers['x-amz-content-sha256'])
      return [400, 'XAmzContentSHA256Mismatch'];
    const checksum = header(asked, 'x-amz-checksum-sha256');
    return checksum !== null && sha256(body).toString('base64') !== checksum ? [400, 'BadDigest'] : null;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    const key = decodeURIComponent(url.pathname).replace(`/${access.bucket}/`, '');
    const asked = { request, response, url, key, body: await buffer(request) };
    const wrong = objection(asked);
    if (wrong === null) handlerOf(asked)(asked);
    else refuse(response, ...wrong);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    open,
    trouble,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

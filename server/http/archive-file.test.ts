import { readdirSync, readlinkSync, rmSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ParticipantId } from '../../core/id.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import {
  auth,
  codeOf,
  type HttpHub,
  principals,
  recording,
  startHttp,
  store,
  video,
} from '../../test/doubles/http-hub.ts';
import type { HttpOptions } from './options.ts';

/** Reading recordings under requests that no player makes (ARCHIVE-8). */

const titles = {
  quotes: `Họp "giao ban" 'quý IV' \`1\``,
  path: '../../etc/passwd\\..\\x:*?<>|%2f',
  rightToLeft: 'a\u202Egpj.exe \u2066b\u2069',
  emoji: 'Tổng kết 🎉👨‍👩‍👧 2026',
  long: 'Hội nghị trực tuyến toàn quốc '.repeat(40),
  lines: 'x\r\nSet-Cookie: a=b\r\n\r\n<script>',
  zero: 'a\u0000b\u0007c\u2028d\u2029e',
  dots: '....',
  semicolon: "x; filename=y; filename*=UTF-8''z",
  heavy: '🎉'.repeat(100),
  half: 'a\ud800b',
} as const;
const rows = [
  recording('r1', '11.103'),
  recording('gone', '11.103'),
  ...Object.entries(titles).map(([id, title]) => recording(`t-${id}`, '11.103', { title })),
];
const rowStore: HttpOptions['store'] = {
  ...store,
  recordings: { ...store.recordings, byId: async (id) => rows.find((row) => row.id === id) ?? null },
};

/** Each request comes from an account of its own: what one account may ask in a minute is another test's. */
const manySecretaries: HttpOptions['auth'] = {
  ...auth,
  verify: async (token) => {
    const { secretary } = principals;
    if (!token.startsWith('secretary.') || secretary === undefined) return auth.verify(token);
    const participant = `person:${token}` as ParticipantId;
    return { ok: true, value: { ...secretary, account: { ...secretary.account, participant } } };
  },
};
let asked = 0;
const someone = (): string => {
  asked += 1;
  return `Bearer secretary.${asked}`;
};

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttp({ store: rowStore, auth: manySecretaries });
  for (const { id } of rows.slice(1))
    await cp(join(hub.folder, 'r1'), join(hub.folder, id), { recursive: true });
});
afterAll(() => hub.close());

type Got = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** As the wire has it: `fetch` would put some of these right. */
function get(path: string, headers: Record<string, string> = {}, agent?: Agent): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${hub.url}/api/archive${path}`,
      { headers: { authorization: someone(), ...headers }, ...(agent ? { agent } : {}) },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
const refusalOf = ({ body }: Got) => JSON.parse(body.toString()).refusal.code;

/** Files below the hub's folder that this process holds open. */
function openFiles(): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(hub.folder);
    } catch {
      return false;
    }
  }).length;
}

describe('a range of a recording', () => {
  it.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=99999999999999999999-', 'bytes=-0'])(
    'ARCHIVE-8: that lies beyond the end is refused with the size: %s',
    async (range) => {
      const got = await get('/r1/video', { range });
      expect([got.status, got.headers['content-range'], refusalOf(got)]).toEqual([
        416,
        'bytes */1000',
        'invalid-message',
      ]);
    },
  );

  it.each([
    'bytes',
    'bytes=',
    'bytes=a-b',
    'bytes=5-3',
    'bytes=--5',
    'bytes 0-5',
    'seconds=0-5',
    'bytes=0x10-0x20',
    `bytes=${'0-1,'.repeat(2_000)}0-1`,
    'bytes=0-1,5-6,9-10',
    'bytes=0-0,-1',
  ])(
    'ARCHIVE-8: that is malformed or of many parts is the whole, or refused, never something else: %s',
    async (range) => {
      const got = await get('/r1/video', { range });
      if (got.status === 416) {
        expect(got.headers['content-range']).toBe('bytes */1000');
        return;
      }
      if (got.status === 206) {
        const [, from, to] = /^bytes (\d+)-(\d+)\/1000$/.exec(got.headers['content-range'] ?? '') ?? [];
        expect(got.body).toEqual(video.subarray(Number(from), Number(to) + 1));
        return;
      }
      expect(got.status).toBe(200);
      expect(got.body).toEqual(video);
    },
  );

  it('ARCHIVE-8: is answered rightly a thousand times at once, and every file is closed again', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 200 });
    const wanted = Array.from({ length: 1_000 }, (_, at) => [at, Math.min(999, at + (at % 97))] as const);
    const got = await Promise.all(
      wanted.map(([from, to]) => get('/r1/video', { range: `bytes=${from}-${to}` }, agent)),
    );
    for (const [at, { status, body }] of got.entries()) {
      const [from, to] = wanted[at]!;
      expect([at, status]).toEqual([at, 206]);
      expect(body.equals(video.subarray(from, to + 1))).toBe(true);
    }
    agent.destroy();
    await vi.waitFor(() => expect(openFiles()).toBe(0));
  });

  it('ARCHIVE-8: asked for too often by one account is right or put off, never wrong', async () => {
    const authorization = someone();
    const agent = new Agent({ keepAlive: true, maxSockets: 50 });
    // One account may ask 300 times in a minute.
    const got = await Promise.all(
      Array.from({ length: 350 }, () => get('/r1/video', { range: 'bytes=10-19', authorization }, agent)),
    );
    agent.destroy();
    for (const { status, headers, body } of got)
      if (status === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      else expect([status, body.equals(video.subarray(10, 20))]).toEqual([206, true]);
    expect(got.filter(({ status }) => status === 206).length).toBe(300);
    await vi.waitFor(() => expect(openFiles()).toBe(0));
  });

  it('ARCHIVE-8: that its caller gives up closes its file too', async () => {
    const given = Array.from({ length: 50 }, () => {
      const sent = request(`${hub.url}/api/archive/r1/video`, {
        headers: { authorization: someone() },
      });
      sent.on('error', () => undefined);
      sent.on('response', (response) => response.destroy());
      sent.end();
      return new Promise((resolve) => sent.on('close', resolve));
    });
    await Promise.all(given);
    await vi.waitFor(() => expect(openFiles()).toBe(0));
    expect((await get('/r1/video')).body).toEqual(video);
  });
});

describe('a folder removed by hand', () => {
  it('ARCHIVE-8: is told in one word for everything in it, and keeps nothing else from being read', async () => {
    await rm(join(hub.folder, 'gone'), { recursive: true });
    for (const part of ['video', 'download', 'chapters', 'speakers.vtt', 'sound', 'excerpt?from=0&to=5']) {
      const got = await get(`/gone/${part}`);
      expect([part, got.status, refusalOf(got)]).toEqual([part, 404, 'not-found']);
      expect(got.headers['content-disposition']).toBeUndefined();
    }
    expect((await get('/gone')).status).toBe(200);
    expect((await get('/r1/video')).body).toEqual(video);
  });

  it('ARCHIVE-8: a folder where a file should be is none', async () => {
    rmSync(join(hub.folder, 't-dots', packageFiles.video));
    await mkdir(join(hub.folder, 't-dots', packageFiles.video));
    for (const part of ['video', 'download', 'sound'])
      expect((await get(`/t-dots/${part}`)).status).toBe(404);
    await rm(join(hub.folder, 't-dots', packageFiles.video), { recursive: true });
    await cp(join(hub.folder, 'r1', packageFiles.video), join(hub.folder, 't-dots', packageFiles.video));
  });
});

/** The parts of `Content-Disposition` as RFC 6266 has them; throws where it is not of that form. */
function dispositionOf({ headers }: Got): { readonly plain: string; readonly full: string } {
  const header = headers['content-disposition'] ?? '';
  const [, quoted = '', token = '', encoded] =
    /^attachment; filename=(?:"((?:[ !#-[\]-~]|\\["\\])*)"|([!#$%&'*+.^_`|~\w-]+))(?:; filename\*=UTF-8''((?:[\w!#$&+.^`|~-]|%[0-9A-F]{2})+))?$/.exec(
      header,
    ) ?? [];
  const plain = token === '' ? quoted.replaceAll(/\\(.)/g, '$1') : token;
  if (plain === '') throw new Error(`not of RFC 6266: ${header}`);
  return { plain, full: encoded === undefined ? plain : decodeURIComponent(encoded) };
}

describe('the name of a recording taken home', () => {
  it.each(Object.keys(titles))('ARCHIVE-8: is a sound one whatever the title: %s', async (which) => {
    const got = await get(`/t-${which}/download`);
    expect(got.status).toBe(200);
    expect(got.headers['set-cookie']).toBeUndefined();
    const { plain, full } = dispositionOf(got);
    for (const name of [plain, full]) {
      expect(name).toMatch(/ - 2026-11-23\.mp4$/);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}/\\]/u);
      expect(name.startsWith('.')).toBe(false);
    }
    // What a file system takes at most.
    expect(Buffer.byteLength(full)).toBeLessThanOrEqual(255);
    expect(got.body).toEqual(video);
  });

  it('keeps what people read', async () => {
    expect(dispositionOf(await get('/t-emoji/download')).full).toContain('Tổng kết 🎉');
    expect(dispositionOf(await get('/t-quotes/download')).full).toContain("giao ban 'quý IV'");
  });
});

it('refuses an excerpt of nothing, of everything at once, and of a sound that there is not', async () => {
  for (const query of [
    'excerpt',
    'excerpt?from=5',
    'excerpt?from=5&to=5',
    'excerpt?from=0&to=5&speaker=person:a',
    'excerpt?speaker=',
    'sound?format=wav',
  ]) {
    const response = await fetch(`${hub.url}/api/archive/r1/${query}`, {
      headers: { authorization: someone() },
    });
    expect([query, await codeOf(response)]).toEqual([query, [400, 'invalid-message']]);
  }
  const silent = await get('/r1/excerpt?speaker=person:nobody');
  expect([silent.status, refusalOf(silent)]).toEqual([404, 'not-found']);
});

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RecordingId } from '../../core/id.ts';
import type { CataloguePage } from '../../protocol/archive.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { codeOf, type HttpHub, startHttp, store as storeDouble, video } from '../../test/doubles/http-hub.ts';
import { downloadName } from './download-name.ts';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttp();
});
afterAll(() => hub.close());

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${hub.url}/api/archive${path}`, {
    method,
    headers: { authorization: 'Bearer secretary', ...headers },
  });

describe('the archive', () => {
  it('ARCHIVE-2: lists the recordings that the caller may see', async () => {
    const page = (await (await ask('')).json()) as CataloguePage;
    expect(page.lines.map(({ id }) => id)).toEqual(['r3', 'r2', 'r1']);
    expect(page).toMatchObject({ count: 3, more: false, next: null, units: [{ unit: '11.103' }] });
    const others = await ask('', { authorization: 'Bearer other-secretary' });
    expect(await others.json()).toEqual({ lines: [], count: 0, more: false, next: null, units: [] });
  });

  it.each(['?state=lost', '?from=soon', '?after=x', '?page=2', '?text=' + 'a'.repeat(201)])(
    'refuses the list with %s',
    async (query) => {
      expect(await codeOf(await ask(query))).toEqual([400, 'invalid-message']);
    },
  );

  it('filters the list by what stands after the question mark', async () => {
    const page = (await (await ask('?state=under-way&unit=11&text=')).json()) as CataloguePage;
    expect(page.lines.map(({ id }) => id)).toEqual(['r2']);
  });

  it('shows what stands beside a recording', async () => {
    expect(await (await ask('/r2/beside')).json()).toEqual({
      turns: [],
      agenda: [],
      attendance: [],
      writings: [],
      votes: [],
      documents: [],
    });
  });

  it('shows one recording', async () => {
    expect(await (await ask('/r1')).json()).toMatchObject({ id: 'r1', state: 'ready', size: 1000 });
    expect(await codeOf(await ask('/r9'))).toEqual([404, 'not-found']);
  });

  it('sends the whole video in the page', async () => {
    const response = await ask('/r1/video');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('video/mp4');
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-disposition')).toBeNull();
    expect(Buffer.from(await response.arrayBuffer())).toEqual(video);
  });

  it.each([
    ['bytes=0-0', 'bytes 0-0/1000', 0, 1],
    ['bytes=300-399', 'bytes 300-399/1000', 300, 400],
    ['bytes=990-', 'bytes 990-999/1000', 990, 1000],
    ['bytes=-10', 'bytes 990-999/1000', 990, 1000],
    ['bytes=900-5000', 'bytes 900-999/1000', 900, 1000],
  ])('sends the range %s', async (range, contentRange, from, to) => {
    const response = await ask('/r1/video', { range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(video.subarray(from, to));
  });

  it('refuses a range beyond the end with 416 and the size', async () => {
    const response = await ask('/r1/video', { range: 'bytes=1000-' });
    expect(response.headers.get('content-range')).toBe('bytes */1000');
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await codeOf(response)).toEqual([416, 'invalid-message']);
  });

  it('is authorised by its cookie where a page cannot send a header, for reading only', async () => {
    const cookie = { cookie: 'diemcau-archive=secretary', authorization: '' };
    expect((await ask('/r1/video', cookie)).status).toBe(200);
    expect((await ask('/r1/video', { ...cookie, cookie: 'diemcau-archive=delegate' })).status).toBe(403);
    const verify = await ask('/r1/verify', { ...cookie, origin: hub.url }, 'POST');
    expect(await codeOf(verify)).toEqual([401, 'unauthenticated']);
  });

  it('sends the download under a clean Vietnamese name', async () => {
    const response = await ask('/r1/download');
    const disposition = response.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]*\.mp4"; filename\*=UTF-8''/);
    const name = decodeURIComponent(disposition.split("UTF-8''")[1] ?? '');
    expect(name).toBe('Hội nghị giao ban quý IV 2026 - 2026-11-23.mp4');
    expect((await response.arrayBuffer()).byteLength).toBe(1000);
  });

  it('sends chapters and the track of speakers', async () => {
    expect(await (await ask('/r1/chapters')).json()).toEqual([{ startMs: 0, endMs: 5, title: 'Khai mạc' }]);
    const speakers = await ask('/r1/speakers.vtt');
    expect(speakers.headers.get('content-type')).toBe('text/vtt; charset=utf-8');
    expect(await speakers.text()).toBe('WEBVTT\n');
  });

  it.each(['video', 'download', 'chapters', 'speakers.vtt'])(
    'says not-found for the %s of a recording that is not ready, or whose file is gone',
    async (part) => {
      expect(await codeOf(await ask(`/r2/${part}`))).toEqual([404, 'not-found']);
      const gone = await ask(`/r3/${part}`);
      expect(gone.headers.get('content-disposition')).toBeNull();
      expect(await codeOf(gone)).toEqual([404, 'not-found']);
    },
  );

  it.each(['..%2fsecret.txt', '%2e%2e%2fsecret.txt', '..%5csecret.txt', 'r1%00', '.', 'r1%2f..%2f..%2fetc'])(
    'never leaves the archive for %s',
    async (id) => {
      const response = await ask(`/${id}/video`);
      expect(await codeOf(response)).toEqual([404, 'not-found']);
    },
  );

  it('verifies a package once for all who ask meanwhile, and only when it is ready', async () => {
    const release = Promise.withResolvers<void>();
    const verify = vi.fn(async () => {
      await release.promise;
      return {
        ok: false,
        checked: 2,
        changed: ['access.mp4'],
        missing: [],
        added: [],
        signature: 'genuine' as const,
      };
    });
    const register = vi.fn(storeDouble.units.register);
    const store = { ...storeDouble, units: { ...storeDouble.units, register } };
    const second = await startHttp({
      store,
      archive: { folderOf: () => '/nowhere', verify, excerpt: () => null },
    });
    const start = (id: string) =>
      fetch(`${second.url}/api/archive/${id}/verify`, {
        method: 'POST',
        headers: { authorization: 'Bearer secretary' },
      });
    expect(await codeOf(await start('r2'))).toEqual([409, 'out-of-order']);
    const both = [start('r1'), start('r1')];
    // The last thing each asks before it verifies or joins; what is left then runs before the next turn of the loop.
    await vi.waitFor(() => expect(register).toHaveBeenCalledTimes(3));
    await new Promise((resolve) => setImmediate(resolve));
    release.resolve();
    for (const response of await Promise.all(both))
      expect(await response.json()).toMatchObject({ ok: false, changed: ['access.mp4'] });
    expect(verify).toHaveBeenCalledExactlyOnceWith('r1');
    await start('r1');
    expect(verify).toHaveBeenCalledTimes(2);
    await second.close();
  });

  it('verifies two packages at a time: each is read as fast as the disk gives it', async () => {
    const whole = {
      ok: true,
      checked: 1,
      changed: [],
      missing: [],
      added: [],
      signature: 'genuine',
    } as const;
    const release = Promise.withResolvers<typeof whole>();
    const verify = vi.fn(() => release.promise);
    const ready = await storeDouble.recordings.byId('r1' as RecordingId);
    const byId = async (id: RecordingId) => (ready === null ? null : { ...ready, id });
    const busy = await startHttp({
      store: { ...storeDouble, recordings: { ...storeDouble.recordings, byId } },
      archive: { folderOf: () => '/nowhere', verify, excerpt: () => null },
    });
    const start = (id: string) =>
      fetch(`${busy.url}/api/archive/${id}/verify`, {
        method: 'POST',
        headers: { authorization: 'Bearer secretary' },
      });
    const two = [start('r1'), start('r5')];
    await vi.waitFor(() => expect(verify).toHaveBeenCalledTimes(2));
    const third = start('r6');
    const refused = await Promise.race([third, vi.waitFor(() => expect(verify).toHaveBeenCalledTimes(3))]);
    release.resolve(whole);
    expect(refused).toBeInstanceOf(Response);
    expect(await codeOf(await third)).toEqual([503, 'overloaded']);
    for (const response of await Promise.all(two)) expect(response.status).toBe(200);
    expect((await start('r6')).status).toBe(200);
    await busy.close();
  });
});

describe('a document beside a recording', () => {
  const unasked = () => Promise.reject(new Error('nobody asks for this'));
  const kinds: Readonly<Record<string, string>> = {
    d1: 'application/pdf',
    d2: 'text/html',
    d3: 'application/vnd.ms-excel',
  };
  let reading: HttpHub;
  beforeAll(async () => {
    reading = await startHttp({
      catalogue: {
        page: unasked,
        item: unasked,
        beside: unasked,
        turnsOf: unasked,
        document: async (row, id) => {
          const mediaType = row.id === 'r1' ? kinds[id] : undefined;
          const file = join(reading.folder, 'r1', packageFiles.speakers);
          return mediaType === undefined ? null : { id, fileName: 'Tờ\ntrình.pdf', mediaType, file };
        },
      },
    });
  });
  afterAll(() => reading.close());
  const read = (path: string, as = 'secretary') =>
    fetch(`${reading.url}/api/archive${path}`, { headers: { authorization: `Bearer ${as}` } });

  it('ARCHIVE-10: is read out of the package by who may watch, and by nobody else', async () => {
    const response = await read('/r1/documents/d1');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toMatch(/^inline; filename="[\x20-\x7e]*\.pdf"/);
    expect(await response.text()).toBe('WEBVTT\n');
    expect(await codeOf(await read('/r1/documents/d9'))).toEqual([404, 'not-found']);
    expect(await codeOf(await read('/r2/documents/d1'))).toEqual([404, 'not-found']);
    expect(await codeOf(await read('/r1/documents/..%2fx'))).toEqual([404, 'not-found']);
    expect(await codeOf(await read('/r1/documents/d1', 'other-secretary'))).toEqual([404, 'not-found']);
    expect((await read('/r1/documents/d1', 'delegate')).status).toBe(403);
  });

  it('ARCHIVE-10: of a package that calls a page a document is taken home, and never run', async () => {
    const page = await read('/r1/documents/d2');
    expect(page.headers.get('content-type')).toBe('application/octet-stream');
    expect(page.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(page.headers.get('content-security-policy')).toContain('sandbox');
    expect((await read('/r1/documents/d3')).headers.get('content-disposition')).toMatch(/^attachment;/);
  });
});

describe('the name of a download', () => {
  it.each([
    ['../../etc/passwd', 'etc passwd - 1970-01-01.mp4'],
    ['a\u202Egpj.exe', 'a gpj.exe - 1970-01-01.mp4'],
    ['x"; filename="y\r\nSet-Cookie: a=b', 'x ; filename= y Set-Cookie a=b - 1970-01-01.mp4'],
    ['   ', 'Ghi hình - 1970-01-01.mp4'],
    ['Đ'.repeat(300), `${'Đ'.repeat(100)} - 1970-01-01.mp4`],
  ])('of %j is %j', (title, name) => {
    expect(downloadName(title, 0)).toBe(name);
  });
});

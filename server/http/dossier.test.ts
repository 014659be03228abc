import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccessUse } from '../../core/dossier/access-use.ts';
import type { DocumentId, MeetingId, ParticipantId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { DossierReply, ImportReply, SharedReply } from '../../protocol/archive.ts';
import {
  auth,
  catalogueOver,
  codeOf,
  dossiers as dossiersDouble,
  type HttpHub,
  principal,
  principals,
  recording,
  recordingOf,
  records,
  startHttp,
  store,
  unitOf,
  video,
} from '../../test/doubles/http-hub.ts';
import { scheduledMeeting } from '../../test/doubles/meeting.ts';
import type { Principal } from '../ports.ts';
import type { DossierBook } from './options.ts';

const accessed = vi.fn<DossierBook['accessed']>();
const order = vi.fn<DossierBook['order']>();
const shared = vi.fn<DossierBook['shared']>();
/** An operator of that unit watches, and takes nothing home. */
const watcher: Principal = principal('person', '11.103', { roles: ['operator'] });

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttp({
    auth: {
      ...auth,
      verify: async (token) => (token === 'watcher' ? { ok: true, value: watcher } : auth.verify(token)),
    },
    archive: {
      folderOf: (id) => `${hub.folder}/${id}`,
      verify: async () => ({
        ok: true,
        checked: 1,
        changed: [],
        missing: [],
        added: [],
        signature: 'genuine',
      }),
      excerpt: () => (async function* () {})(),
    },
    catalogue: {
      ...catalogueOver(store),
      turnsOf: async () => [{ startMs: 0, endMs: 5 }],
      document: async (_row, id) =>
        id === 'd1'
          ? { id, fileName: 'Tờ trình.txt', mediaType: 'text/plain', file: `${hub.folder}/secret.txt` }
          : null,
    },
    dossiers: { ...dossiersDouble, accessed, order, shared },
  });
});
afterAll(() => hub.close());
beforeEach(() => {
  accessed.mockReset().mockResolvedValue();
  order.mockReset().mockImplementation(dossiersDouble.order);
  shared.mockReset().mockImplementation(dossiersDouble.shared);
});

const ask = (path: string, token = 'secretary', init: RequestInit = {}) =>
  fetch(`${hub.url}/api/archive${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  });
const uses = () => accessed.mock.calls.map(([by, { id }, use]) => ['whom' in by ? by.whom : '', id, use]);

describe('what is handed out', () => {
  it.each<[string, AccessUse, string]>([
    ['/r1/video', { what: 'watched' }, 'GET'],
    ['/r1/download', { what: 'downloaded', goesOn: false }, 'GET'],
    ['/r1/sound', { what: 'downloaded', part: { kind: 'sound', format: 'm4a' } }, 'GET'],
    ['/r1/sound?format=mp3', { what: 'downloaded', part: { kind: 'sound', format: 'mp3' } }, 'GET'],
    ['/r1/excerpt?from=0&to=5', { what: 'downloaded', part: { kind: 'stretch', fromMs: 0, toMs: 5 } }, 'GET'],
    [
      '/r1/excerpt?speaker=person:a',
      { what: 'downloaded', part: { kind: 'turns', speaker: 'person:a' as ParticipantId } },
      'GET',
    ],
    [
      '/r1/documents/d1',
      { what: 'read', part: { kind: 'document', document: 'd1' as DocumentId, name: 'Tờ trình.txt' } },
      'GET',
    ],
    ['/r1/verify', { what: 'verified' }, 'POST'],
  ])('DOSSIER-9: %s is written down as %o before it leaves', async (path, use, method) => {
    const writing = Promise.withResolvers<void>();
    accessed.mockReturnValue(writing.promise);
    let answered = false;
    const answer = ask(path, 'secretary', { method }).finally(() => {
      answered = true;
    });
    await vi.waitFor(() => expect(uses()).toEqual([['', 'r1', use]]));
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    writing.resolve();
    expect((await answer).status).toBe(200);
  });

  it('DOSSIER-9: a package of the whole meeting is written down before it leaves', async () => {
    const meeting: Meeting = {
      ...scheduledMeeting(),
      unit: unitOf('11.103'),
      phase: { kind: 'closed', openedAt: 1, closedAt: 2 },
    };
    const ready = recording('r1', '11.103', { meeting: meeting.id });
    const recordings = { ...store.recordings, byId: async () => ready, all: async () => [ready] };
    const pack = vi.fn(async () => ({ ok: true as const, value: (async function* () {})() }));
    const second = await startHttp({
      store: { ...store, recordings },
      records: { ...records, state: async () => meeting },
      packages: {
        export: pack,
        receive: async () => ({ ok: false, refusal: { code: 'unavailable' } }),
        publicKey: '',
      },
      dossiers: { ...dossiersDouble, accessed },
    });
    const take = () =>
      fetch(`${second.url}/api/archive/r1/export`, { headers: { authorization: 'Bearer secretary' } });
    accessed.mockRejectedValueOnce(new Error('the disk is full'));
    expect((await take()).status).toBe(500);
    expect(pack).not.toHaveBeenCalled();
    expect((await take()).status).toBe(200);
    expect(uses()).toEqual([
      ['', 'r1', { what: 'exported' }],
      ['', 'r1', { what: 'exported' }],
    ]);
    await second.close();
  });

  it('DOSSIER-9: a package brought in is written down with who brought it, one that was refused is not', async () => {
    const replies: ImportReply[] = [
      { ok: false, faults: [{ code: 'not-a-package', path: '' }] },
      {
        ok: true,
        meeting: 'm7' as MeetingId,
        title: '',
        recordings: [recordingOf('r7')],
        key: '',
        own: false,
      },
    ];
    const take = async () => replies.shift() ?? expect.fail('brought in once too often');
    const second = await startHttp({
      packages: {
        export: async () => ({ ok: false, refusal: { code: 'overloaded' } }),
        receive: async () => ({ ok: true, value: { take } }),
        publicKey: '',
      },
      dossiers: { ...dossiersDouble, accessed },
    });
    const bring = async () => {
      const headers = { authorization: 'Bearer administrator' };
      const answer = await fetch(`${second.url}/api/archive-import`, {
        method: 'POST',
        headers,
        body: 'zip',
      });
      return answer.json();
    };
    expect(await bring()).toMatchObject({ ok: false });
    expect(uses()).toEqual([]);
    expect(await bring()).toMatchObject({ ok: true });
    expect(accessed).toHaveBeenCalledExactlyOnceWith(
      principals.administrator,
      { id: 'r7', meeting: 'm7' },
      { what: 'imported' },
    );
    await second.close();
  });

  it.each([
    ['bytes=0-', false],
    ['bytes=00-99', false],
    ['bytes=1-', true],
    ['bytes=-500', true],
  ])('DOSSIER-9: a download of %s goes on with one that was begun: %s', async (range, goesOn) => {
    await ask('/r1/download', 'secretary', { headers: { range } });
    expect(uses()).toEqual([['', 'r1', { what: 'downloaded', goesOn }]]);
  });

  it('DOSSIER-9: nothing leaves when it cannot be written down', async () => {
    accessed.mockRejectedValue(new Error('the disk is full'));
    for (const path of [
      '/r1/video',
      '/r1/download',
      '/r1/sound',
      '/r1/excerpt?from=0&to=5',
      '/r1/documents/d1',
    ])
      expect(await codeOf(await ask(path))).toEqual([500, 'internal']);
  });

  it('DOSSIER-9: what is refused, shown beside the film or only listed is no access', async () => {
    for (const path of [
      '/r2/video',
      '/r2/download',
      '/r1/documents/d9',
      '/r1/chapters',
      '/r1/speakers.vtt',
      '/r1',
      '',
    ])
      await ask(path);
    expect(uses()).toEqual([]);
  });

  it('ARCHIVE-4: who may watch but not take home is told so', async () => {
    for (const path of ['/r1/download', '/r1/sound', '/r1/excerpt?from=0&to=5'])
      expect(await codeOf(await ask(path, 'watcher'))).toEqual([403, 'not-permitted']);
    const verify = await ask('/r1/verify', 'watcher', { method: 'POST' });
    expect(await codeOf(verify)).toEqual([403, 'not-permitted']);
    expect(uses()).toEqual([]);
    for (const path of ['/r1/video', '/r1/chapters', '/r1/speakers.vtt'])
      expect((await ask(path, 'watcher')).status).toBe(200);
  });
});

describe('the file of a meeting', () => {
  it('is shown, and ordered about, as whoever asks', async () => {
    const reply = (await (await ask('/r1/dossier')).json()) as DossierReply;
    expect(reply).toMatchObject({ meeting: 'm1', disposal: { state: 'none' }, secret: null });
    const body = JSON.stringify({ type: 'hold.place', reason: ' Đang thanh tra ' });
    const headers = { 'content-type': 'application/json' };
    expect((await ask('/r1/dossier', 'secretary', { method: 'POST', body, headers })).status).toBe(200);
    expect(order.mock.calls[0]?.slice(1)).toEqual([
      expect.objectContaining({ id: 'r1' }),
      { type: 'hold.place', reason: 'Đang thanh tra' },
    ]);
  });

  it('DOSSIER-4: answers a refusal by its code, and an order without a reason as none', async () => {
    const send = (body: unknown) =>
      ask('/r1/dossier', 'secretary', {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    order.mockResolvedValue({ ok: false, refusal: { code: 'under-hold' } });
    expect(await codeOf(await send({ type: 'disposal.ask', reason: 'Hết hạn' }))).toEqual([
      409,
      'under-hold',
    ]);
    for (const wrong of [
      { type: 'disposal.ask', reason: '  ' },
      { type: 'disposal.ask' },
      { type: 'other' },
      {},
    ])
      expect(await codeOf(await send(wrong))).toEqual([400, 'invalid-message']);
    expect(order).toHaveBeenCalledOnce();
  });

  it('DOSSIER-13: tells what there is to see to', async () => {
    const response = await fetch(`${hub.url}/api/archive-notices`, {
      headers: { authorization: 'Bearer secretary' },
    });
    expect(await response.json()).toEqual({ handOver: [], damaged: [], disposals: [] });
  });
});

describe('a link', () => {
  const open = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${hub.url}/api/shared/${path}`, { headers });

  it('DOSSIER-11: shows its recording to whoever holds it, without cookies, kept by nobody on the way', async () => {
    const response = await open('good-link');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const { title, unitName, startedAt, gaps, pauses, durationMs } = recording('r1', '11.103');
    expect((await response.json()) as SharedReply).toEqual({
      ...{ title, unitName, startedAt, gaps, pauses, durationMs },
      whom: 'Báo Nhân Dân',
      until: 2_000_000_000,
    });
    expect(await (await open('good-link/chapters')).json()).toEqual([
      { startMs: 0, endMs: 5, title: 'Khai mạc' },
    ]);
    expect(await (await open('good-link/speakers.vtt')).text()).toBe('WEBVTT\n');
  });

  it('DOSSIER-9: is written down before its holder learns anything of the recording', async () => {
    accessed.mockRejectedValueOnce(new Error('the disk is full'));
    expect(await codeOf(await open('good-link'))).toEqual([500, 'internal']);
    expect((await open('good-link')).status).toBe(200);
    expect(uses()).toEqual(Array(2).fill(['Báo Nhân Dân', 'r1', { what: 'shared' }]));
  });

  it('DOSSIER-9: plays by ranges, each authorised, and its use is written down', async () => {
    const response = await open('good-link/video', { range: 'bytes=300-399' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-disposition')).toBeNull();
    expect(Buffer.from(await response.arrayBuffer())).toEqual(video.subarray(300, 400));
    expect(uses()).toEqual([['Báo Nhân Dân', 'r1', { what: 'shared' }]]);
    shared.mockResolvedValue(null);
    expect(await codeOf(await open('good-link/video', { range: 'bytes=400-499' }))).toEqual([
      404,
      'not-found',
    ]);
  });

  it('DOSSIER-11: its secret stands in no log', async () => {
    await open('good-link/video');
    await open('GOOD-LINK');
    await fetch(`${hub.url}/shared/good-link`);
    await vi.waitFor(() => expect(hub.lines.join('')).toContain('"/shared/…"'));
    expect(hub.lines.join('')).toContain('/api/shared/…/video');
    expect(hub.lines.join('').toLowerCase()).not.toContain('good-link');
  });

  it('DOSSIER-11: that leads nowhere is not found, and guessing is slowed down but not whoever holds one', async () => {
    const second = await startHttp();
    const codes = new Map<string, number>();
    for (let time = 0; time < 35; time += 1) {
      const path = ['none', 'x'.repeat(300), 'good-link%20', '%00'][time % 4];
      const [, code] = await codeOf(await fetch(`${second.url}/api/shared/${path}`));
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes]).toEqual([
      ['not-found', 30],
      ['too-many', 5],
    ]);
    expect((await fetch(`${second.url}/api/shared/good-link`)).status).toBe(200);
    await second.close();
  });
});

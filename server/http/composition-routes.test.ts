import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArchiveItem } from '../../protocol/archive.ts';
import { codeOf, type HttpHub, startHttp } from '../../test/doubles/http-hub.ts';
import type { FilmWish, Principal, RecordingRow } from '../ports.ts';

let hub: HttpHub;
const asked: (readonly [string, string, FilmWish])[] = [];
let outOfOrder = false;
beforeAll(async () => {
  hub = await startHttp({
    compositions: {
      compose: async (by: Principal, row: RecordingRow, wish: FilmWish) => {
        asked.push([by.account.participant, row.id, wish]);
        return outOfOrder ? { ok: false, refusal: { code: 'out-of-order' } } : { ok: true, value: null };
      },
    },
  });
});
afterAll(() => hub.close());

const compose = (who: string, body: unknown) =>
  fetch(`${hub.url}/api/archive/r1/compose`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('making a film anew', () => {
  const wish = { height: 1080, layout: 'gallery' } as const;

  it('ARCHIVE-4: is for who has the right to export; the reply is the recording as it stands', async () => {
    expect(await codeOf(await compose('operator', wish))).toEqual([403, 'not-permitted']);
    expect(asked).toEqual([]);
    const reply = await compose('secretary', wish);
    expect(reply.status).toBe(200);
    expect(((await reply.json()) as ArchiveItem).id).toBe('r1');
    expect(asked).toEqual([['person:11.103', 'r1', wish]]);
  });

  it('is refused with what the recorder’s side says, and with heights and layouts that there are not', async () => {
    outOfOrder = true;
    expect((await codeOf(await compose('secretary', wish)))[1]).toBe('out-of-order');
    for (const body of [{}, { height: 480, layout: 'speaker' }, { height: 720, layout: 'side' }])
      expect(await codeOf(await compose('secretary', body))).toEqual([400, 'invalid-message']);
  });
});

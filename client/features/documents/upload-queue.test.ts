import { expect, it } from 'vitest';
import type { Result, UploadNews } from '../../session/index.ts';
import { createUploadQueue, titleOf, type UploadRow } from './upload-queue.ts';

type Sent = {
  readonly name: string;
  readonly tell: (news: UploadNews) => void;
  readonly settle: (outcome: Result<null> | null) => void;
  stopped: boolean;
};

function startQueue(...names: readonly string[]) {
  const sent: Sent[] = [];
  let rows: readonly UploadRow[] = [];
  const queue = createUploadQueue({
    send: (row, tell) => {
      const { promise, resolve } = Promise.withResolvers<Result<null> | null>();
      const one: Sent = { name: row.title, tell, settle: resolve, stopped: false };
      sent.push(one);
      const stop = () => {
        one.stopped = true;
        resolve(null);
      };
      return { outcome: promise, stop };
    },
    show: (after) => {
      rows = after;
    },
  });
  const file = (name: string, size = 10) => new File([new Uint8Array(size)], name);
  queue.put(
    names.map((name) => file(name)),
    { item: null, mostBytes: 100 },
  );
  return { queue, sent, file, states: () => rows.map(({ state }) => state.kind), rows: () => rows };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
const done = { ok: true, reply: null } as const;

it('files go one after the other, and one that fails holds up none', async () => {
  const { queue, sent, states } = startQueue('a.pdf', 'b.pdf', 'c.pdf');
  queue.start();
  expect([states(), sent.length]).toEqual([['sending', 'waiting', 'waiting'], 1]);
  sent[0]?.tell({ kind: 'checking' });
  expect(states()[0]).toBe('checking');
  sent[0]?.settle({ ok: false, refusal: { code: 'unavailable' } });
  await settled();
  expect(states()).toEqual(['failed', 'sending', 'waiting']);
  sent[1]?.settle(done);
  await settled();
  sent[2]?.settle({ ok: false, refusal: { code: 'already-added' } });
  await settled();
  expect(states()).toEqual(['failed', 'done', 'unfit']);
});

it('one is tried again, stopped on its way, and left out while it waits', async () => {
  const { queue, sent, states, rows } = startQueue('a.pdf', 'b.pdf');
  queue.start();
  const [first, second] = rows();
  queue.remove(second?.key ?? 0);
  expect(states()).toEqual(['sending', 'stopped']);
  queue.remove(first?.key ?? 0);
  await settled();
  expect([states(), sent[0]?.stopped]).toEqual([['stopped', 'stopped'], true]);
  queue.again(first?.key ?? 0);
  expect(states()).toEqual(['sending', 'stopped']);
  sent[1]?.settle(done);
  await settled();
  queue.remove(second?.key ?? 0);
  expect(states()).toEqual(['done']);
});

it('what will not be taken is told before it is sent', () => {
  const { queue, file, sent, rows } = startQueue('a.html');
  queue.put([file('large.pdf', 101), file('empty.pdf', 0)], { item: null, mostBytes: 100 });
  queue.start();
  expect(rows().map(({ state }) => ('code' in state ? state.code : state.kind))).toEqual([
    'file-not-taken',
    'too-large',
    'file-not-taken',
  ]);
  expect(sent).toEqual([]);
});

it('a closed queue stops what is on its way and sends nothing more', async () => {
  const { queue, sent } = startQueue('a.pdf', 'b.pdf');
  queue.start();
  queue.close();
  await settled();
  expect(sent.map(({ stopped }) => stopped)).toEqual([true]);
});

it('a title is the name without its ending', () => {
  expect(['Báo cáo_quý III.pdf', '.pdf', 'tờ trình'].map(titleOf)).toEqual([
    'Báo cáo quý III',
    '.pdf',
    'tờ trình',
  ]);
});

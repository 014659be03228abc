import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readTimelineText } from './chain.ts';
import { openTimeline } from './timeline.ts';

const logger = pino({ level: 'silent' });
const quiet = { trouble() {}, recovered() {}, removed() {} };

describe('the time line', () => {
  let folder = '';
  let path = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diemcau-timeline-'));
    path = join(folder, 'timeline.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const text = () => readFile(path, 'utf8');

  it('keeps every line of many written at once, in order, each with the hash of the one before', async () => {
    const timeline = await openTimeline(path, quiet, logger);
    await Promise.all(Array.from({ length: 200 }, (_, sentAt) => timeline.append({ kind: 'clock', sentAt })));
    await timeline.close();
    const { lines, firstBroken } = readTimelineText(await text());
    expect(firstBroken).toBeNull();
    expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(lines.map((line) => (line.kind === 'clock' ? line.sentAt : null))).toEqual([...lines.keys()]);
  });

  it('is gone on with, and what a crash cut short is taken away', async () => {
    const first = await openTimeline(path, quiet, logger);
    await first.append({ kind: 'clock', sentAt: 1 });
    await first.close();
    await appendFile(path, '{"seq":2,"wall":17');
    const second = await openTimeline(path, quiet, logger);
    expect(second.before.tornBytes).toBe(18);
    await second.append({ kind: 'resumed' });
    await second.close();
    const { lines, firstBroken, tornBytes } = readTimelineText(await text());
    expect([lines.map(({ kind }) => kind), firstBroken, tornBytes]).toEqual([['clock', 'resumed'], null, 0]);
  });

  it('is gone on with when a crash cut it within a letter', async () => {
    const first = await openTimeline(path, quiet, logger);
    await first.append({ kind: 'clock', sentAt: 1 });
    await first.close();
    await appendFile(path, Buffer.from('{"title":"Hộ').subarray(0, -1));
    const second = await openTimeline(path, quiet, logger);
    await second.append({ kind: 'resumed' });
    await second.close();
    const { lines, firstBroken } = readTimelineText(await text());
    expect([lines.map(({ kind }) => kind), firstBroken]).toEqual([['clock', 'resumed'], null]);
  });

  it('is read past a line that cannot be read, which shows, and gone on with after it', async () => {
    const first = await openTimeline(path, quiet, logger);
    await first.append({ kind: 'clock', sentAt: 1 });
    await first.close();
    await appendFile(path, `${'\0'.repeat(40)}\n`);
    const second = await openTimeline(path, quiet, logger);
    await second.append({ kind: 'resumed' });
    await second.close();
    const { lines, firstBroken, count } = readTimelineText(await text());
    expect([lines.map(({ kind, seq }) => [kind, seq]), firstBroken, count]).toEqual([
      [
        ['clock', 1],
        ['resumed', 3],
      ],
      2,
      3,
    ]);
  });

  it.each(['removed', 'moved'])('is put back as it was when it is %s while it is written', async (how) => {
    const inside = join(folder, 'recording', 'timeline.jsonl');
    await mkdir(dirname(inside));
    const removed = vi.fn();
    const timeline = await openTimeline(inside, { ...quiet, removed }, logger);
    await timeline.append({ kind: 'clock', sentAt: 1 });
    expect(await timeline.isRemoved()).toBe(false);
    if (how === 'removed') await rm(dirname(inside), { recursive: true });
    else await rename(dirname(inside), join(folder, 'elsewhere'));
    expect(await timeline.isRemoved()).toBe(true);
    await timeline.append({ kind: 'clock', sentAt: 2 });
    await timeline.append({ kind: 'resumed' });
    await timeline.close();
    const { lines, firstBroken } = readTimelineText(await readFile(inside));
    expect([lines.map(({ kind }) => kind), firstBroken, removed.mock.calls.length]).toEqual([
      ['clock', 'clock', 'resumed'],
      null,
      1,
    ]);
    expect(await readdir(dirname(inside))).toEqual(['timeline.jsonl']);
  });

  it.each([
    ['a changed line', (lines: string[]) => lines.map((line) => line.replace('"sentAt":1', '"sentAt":9')), 3],
    ['a missing line', (lines: string[]) => lines.filter((_, index) => index !== 1), 2],
    ['lines that changed places', ([a, b, c]: string[]) => [a, c, b], 2],
  ] as const)('shows %s', async (_, change, firstBroken) => {
    const timeline = await openTimeline(path, quiet, logger);
    for (const sentAt of [0, 1, 2]) await timeline.append({ kind: 'clock', sentAt });
    await timeline.close();
    const lines = (await text()).trim().split('\n');
    await writeFile(path, `${change(lines).join('\n')}\n`);
    expect(readTimelineText(await text()).firstBroken).toBe(firstBroken);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DossierEntry } from '../../core/dossier/event.ts';
import type { MeetingId } from '../../core/id.ts';
import { createLogSigning } from '../../server/log-signing.ts';
import { createLogHeads } from '../../server/store/log-heads.ts';
import { createMemoryStore } from '../doubles/store.ts';

const meeting = 'm-1' as MeetingId;
const entry = (seq: number): DossierEntry => ({
  seq,
  at: seq,
  by: { kind: 'hub' },
  event: { type: 'links.allowed' },
});
const summary = { held: false, handedOverAt: null, disposal: 'none' } as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diemcau-dossier-heads-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('DOSSIER-12: the head of a file is signed like a meeting, and not again once its log was rewritten', async () => {
  const heads = createLogHeads({ folder: join(folder, 'dossiers'), keyFile: join(folder, 'key.pem') });
  const logger = pino({ level: 'silent' });
  const sign = async (entries: readonly DossierEntry[]) => {
    const store = createMemoryStore();
    await store.dossiers.record(meeting, entries, summary);
    const signing = createLogSigning({ log: store.dossiers.log, heads, clock: { now: () => 5 }, logger });
    await signing.sign(meeting);
    signing.close();
    return (await store.dossiers.log.heads())[0];
  };
  const head = await sign([entry(1), entry(2)]);
  expect(await heads.of(meeting)).toEqual([{ ...head, signedAt: 5, genuine: true }]);
  const later = await sign([entry(1), entry(2), entry(3)]);
  const both = [
    { ...head, signedAt: 5, genuine: true },
    { ...later, signedAt: 5, genuine: true },
  ];
  expect(await heads.of(meeting)).toEqual(both);
  await sign([entry(1), { ...entry(2), at: 9 }, entry(3), entry(4)]);
  expect(await heads.of(meeting)).toEqual(both);
});

import { join } from 'node:path';
import type { Actor } from '../core/actor.ts';
import type { Entry } from '../core/event.ts';
import type { ParticipantId } from '../core/id.ts';
import { meetingId, participantId } from '../protocol/id.ts';
import type { EventLog } from '../server/ports.ts';
import { createStore } from '../server/store/store.ts';
import type { Bench } from './bench.ts';
import { quantile } from './series.ts';

const meeting = meetingId.parse('meeting-1');

function siteOf(index: number): ParticipantId {
  return participantId.parse(`site:11.103.${String(index).padStart(5, '0')}`);
}

/** A site that comes in: the commonest entry of a large meeting. */
function arrival(seq: number): Entry {
  const by: Actor = { kind: 'system', part: 'hub' };
  const event = { type: 'participant.admitted', participant: siteOf(seq), camera: 'on' } as const;
  return { seq, at: Date.now(), by, event };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

type Times = { readonly one: readonly number[]; readonly many: readonly number[]; readonly readMs: number };

async function fill(log: EventLog, rounds: { readonly one: number; readonly many: number }): Promise<Times> {
  let seq = 0;
  const entries = (count: number) => Array.from({ length: count }, () => arrival(++seq));
  const append = (count: number) => {
    const batch = [{ meeting, entries: entries(count) }];
    return timed(() => log.append(batch));
  };
  const one: number[] = [];
  const many: number[] = [];
  for (let round = 0; round < rounds.one; round += 1) one.push(await append(1));
  for (let round = 0; round < rounds.many; round += 1) many.push(await append(400));
  const readMs = await timed(async () => void (await log.read(meeting, 0)));
  return { one, many, readMs };
}

/** The store as the hub runs it (WAL, synchronous=FULL): one commit is one write that has reached the disk. */
export const eventLog: Bench = {
  name: 'event-log',
  title: 'Appending to the event log',
  limitMs: 120_000,
  async run({ quick, cleanup, folder, say }) {
    const rounds = quick ? { one: 20, many: 2 } : { one: 500, many: 20 };
    const runs: Times[] = [];
    for (let run = 1; run <= (quick ? 1 : 5); run += 1) {
      say(`run ${run}`);
      const store = await createStore({ file: join(await folder(), 'hub.sqlite') });
      cleanup.defer(() => store.close());
      runs.push(await fill(store.log, rounds));
    }
    const figure = (what: string, value: (times: Times) => number) =>
      ({ what, unit: 'ms', samples: runs.map(value) }) as const;
    const entries = rounds.one + rounds.many * 400;
    return {
      figures: [
        figure('one entry, median', ({ one }) => quantile(one, 0.5)),
        figure('one entry, 95th percentile', ({ one }) => quantile(one, 0.95)),
        figure('one entry, slowest', ({ one }) => quantile(one, 1)),
        figure('400 entries in one batch, median', ({ many }) => quantile(many, 0.5)),
        figure('400 entries in one batch, slowest', ({ many }) => quantile(many, 1)),
        figure(`all ${entries} entries read again`, ({ readMs }) => readMs),
      ],
      conditions: {
        appends: `${rounds.one} of one entry, then ${rounds.many} of 400 entries, in a fresh database each run`,
        durability: 'SQLite, WAL, synchronous=FULL; entry, canonical JSON, SHA-256 chain and commit included',
      },
    };
  },
};

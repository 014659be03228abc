import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveViewer } from '../core/archive-right.ts';
import type { LevelId, UnitId } from '../core/id.ts';
import type { CatalogueQuery } from '../protocol/archive.ts';
import { createCatalogueService } from '../server/catalogue.ts';
import { catalogueVersion } from '../server/catalogue-index.ts';
import { createItemShaper } from '../server/catalogue-item.ts';
import type { Store } from '../server/ports.ts';
import { createStore } from '../server/store/store.ts';
import { country, rareWord, recordedMeeting, someSpeaker } from './archive-meetings.ts';
import type { Bench, Figure } from './bench.ts';
import { quantile } from './series.ts';

const administrator: ArchiveViewer = { kind: 'person', administrator: true, standingRoles: [] };
const provinceSecretary: ArchiveViewer = {
  kind: 'person',
  administrator: false,
  standingRoles: [{ role: 'secretary', unit: '12' as UnitId }],
};

type Asked = { readonly what: string; readonly query: CatalogueQuery; readonly viewer?: ArchiveViewer };

function questions(meetings: number): readonly Asked[] {
  const middle = Math.floor(meetings / 2);
  const after = `${1_640_000_000_000 + middle * 15_000_000}.m${middle}.r9`;
  return [
    { what: 'everything, first page', query: {} },
    { what: 'everything, a page in the middle', query: { after } },
    { what: 'a word that is in all (nguyen)', query: { text: 'nguyen' } },
    { what: 'one letter (h)', query: { text: 'h' } },
    { what: 'a word that is in one', query: { text: rareWord(middle).split(' ').at(-1) } },
    { what: 'a word that is in none', query: { text: 'xylophone' } },
    { what: 'two words (giai ngan)', query: { text: 'giai ngan' } },
    { what: 'six words (sap xep don vi hanh chinh)', query: { text: 'sap xep don vi hanh chinh' } },
    { what: 'a word with diacritics (Thúy)', query: { text: 'Thúy' } },
    { what: 'of one province and its communes', query: { unit: '12' as UnitId } },
    { what: 'two words, of one province', query: { unit: '12' as UnitId, text: 'giai ngan' } },
    {
      what: 'two words, for a province’s secretary',
      query: { text: 'giai ngan' },
      viewer: provinceSecretary,
    },
    { what: 'two words, in the agenda alone', query: { text: 'giai ngan', kind: 'agenda' } },
    { what: 'of one speaker', query: { speaker: someSpeaker } },
  ];
}

async function fill(
  store: Store,
  meetings: number,
  say: (progress: string) => void,
): Promise<readonly number[]> {
  const units = country();
  await store.units.replace([{ id: 'any' as LevelId, name: 'Cấp' }], units);
  const times: number[] = [];
  for (let index = 0; index < meetings; index += 1) {
    const { row, entry } = recordedMeeting(index, units, catalogueVersion);
    await store.recordings.put(row);
    const begun = performance.now();
    await store.catalogue.put(entry);
    times.push(performance.now() - begun);
    if (index % 2_000 === 1_999) say(`${index + 1} meetings`);
  }
  return times;
}

/** How long the event loop stood still at most while this ran, in milliseconds: as a timer sees it. */
async function longestStandstill(work: () => Promise<void>): Promise<number> {
  let [last, longest] = [performance.now(), 0];
  let running = true;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (running) setImmediate(look);
  };
  setImmediate(look);
  await work();
  running = false;
  await new Promise((resume) => setImmediate(resume));
  return longest;
}

/** The archive's list as HTTP asks for it, over the store as the hub runs it. */
export const archiveSearch: Bench = {
  name: 'archive-search',
  title: 'Searching the archive',
  limitMs: 1_200_000,
  async run({ quick, cleanup, folder, say }) {
    const [meetings, rounds] = quick ? [200, 3] : [10_000, 20];
    const file = join(await folder(), 'hub.sqlite');
    const store = await createStore({ file });
    cleanup.defer(() => store.close());
    const begun = performance.now();
    const inserts = await fill(store, meetings, say);
    const filledS = (performance.now() - begun) / 1000;
    const service = createCatalogueService({
      store,
      contents: { of: async () => ({ agenda: [], recorded: null }) },
      items: createItemShaper({ store, files: async () => new Map(), progressOf: () => null }),
      documents: async () => [],
    });
    const size = ['', '-wal'].reduce(
      (sum, ending) => sum + (statSync(file + ending, { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
    const figures: Figure[] = [
      { what: 'indexing a recording, median', unit: 'ms', samples: [quantile(inserts, 0.5)] },
      { what: 'indexing a recording, 95th percentile', unit: 'ms', samples: [quantile(inserts, 0.95)] },
      { what: 'indexing all of them', unit: 's', samples: [filledS] },
      { what: 'size of the database', unit: 'MiB', samples: [size / 2 ** 20] },
    ];
    const found: string[] = [];
    for (const { what, query, viewer = administrator } of questions(meetings)) {
      say(what);
      const times: number[] = [];
      const standstills: number[] = [];
      const processor: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const asked = performance.now();
        const before = process.cpuUsage();
        standstills.push(
          await longestStandstill(async () => {
            const page = await service.page(viewer, query);
            if (!page.ok) throw new Error(page.refusal.code);
            if (round === 0) found.push(`${what} ${page.value.count}${page.value.more ? '+' : ''}`);
          }),
        );
        times.push(performance.now() - asked);
        const { user, system } = process.cpuUsage(before);
        processor.push((user + system) / 1000);
      }
      figures.push(
        { what: `${what}: median`, unit: 'ms', samples: [quantile(times, 0.5)] },
        { what: '  95th percentile', unit: 'ms', samples: [quantile(times, 0.95)] },
        { what: '  processor time, median', unit: 'ms', samples: [quantile(processor, 0.5)] },
        { what: '  event loop held, 95th percentile', unit: 'ms', samples: [quantile(standstills, 0.95)] },
      );
    }
    return {
      figures,
      conditions: {
        meetings: `${meetings}, a recording each, 60 passages in each: title, 8 agenda items, 42 turns, 6 opinions, 3 notices`,
        units: '3,356: one central, 34 provinces, 3,321 communes; half of the recordings are the provinces’',
        asked: `${rounds} times each, one after the other; whole: units seen, page of 25, count, places in each, what the packages and copies are`,
        found: found.join('; '),
        store: 'SQLite, WAL, synchronous=FULL; FTS5, one document a recording',
      },
    };
  },
};

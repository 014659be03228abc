import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ParticipantId } from '../core/id.ts';
import type { MeetingListItem } from '../protocol/http.ts';
import {
  cameraParameters,
  dtlsParameters,
  opusParameters,
  rtpCapabilities,
} from '../test/doubles/media-parameters.ts';
import type { HubProcess } from '../test/support/hub-process.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { type Client, connect, findMeeting, reached, signIn, signInSite, takeSeat } from './client.ts';
import { collectGarbage, inspectorOf } from './garbage.ts';
import { openHub } from './hub.ts';
import { type PairedSite, prepareLargeMeeting } from './large-meeting.ts';
import { childrenOf, type ProcessUsage, usageOf } from './process-usage.ts';
import { quantile } from './series.ts';

type Site = { readonly participant: ParticipantId; readonly client: Client; readonly tookMs: number };

/** Signs in with the device's credential, opens the socket, takes the seat: what a screen does when power returns. */
async function arrive(origin: string, meeting: MeetingListItem, { credential }: PairedSite): Promise<Site> {
  const begun = performance.now();
  const session = await signInSite(origin, credential);
  const client = await connect(origin, session);
  await takeSeat(client, meeting);
  return { participant: session.account.participant, client, tookMs: performance.now() - begun };
}

/**
 * The media of a seat as a page builds it, but without a line beneath: transports that nobody connects to, a camera and
 * a microphone from which nothing comes, and a consumer for each thing on the stage.
 */
async function buildMedia({ client }: Pick<Site, 'client'>, receives: number): Promise<void> {
  let ready = 0;
  client.onMedia((news) => {
    if (news.type !== 'consumer.opened') return;
    void client.ask('media.consumer.ready', { consumer: news.consumer.id }).then(() => {
      ready += 1;
    });
  });
  await client.ask('media.prepare', { rtpCapabilities: rtpCapabilities() });
  const open = async (direction: 'send' | 'receive') => {
    const { id } = await client.ask('media.transport.create', { direction, forceTcp: false });
    await client.ask('media.transport.connect', { transport: id, dtlsParameters: dtlsParameters() });
    return id;
  };
  const transport = await open('send');
  const produce = {
    transport,
    source: 'microphone',
    kind: 'audio',
    rtpParameters: opusParameters(),
  } as const;
  await client.ask('media.produce', produce);
  const camera = { transport, source: 'camera', kind: 'video', rtpParameters: cameraParameters() } as const;
  await client.ask('media.produce', camera);
  await open('receive');
  await reached('the stage is received', () => ready >= receives, 60_000);
}

type Memory = {
  readonly hub: ProcessUsage;
  readonly workers: readonly ProcessUsage[];
  readonly heapUsedBytes: number;
  readonly rssAfterCollectionBytes: number;
};

/** As it stands, and again without the garbage that V8 has not got round to. */
async function memoryOf(hub: HubProcess): Promise<Memory> {
  await delay(3_000);
  const now = usageOf(hub.pid);
  const workers = childrenOf(hub.pid)
    .filter(({ command }) => command.includes('mediasoup-worker'))
    .map(({ pid }) => usageOf(pid));
  const { heapUsedBytes } = await collectGarbage(inspectorOf(hub.output()));
  return { hub: now, workers, heapUsedBytes, rssAfterCollectionBytes: usageOf(hub.pid).rssBytes };
}

const rssOf = (processes: readonly ProcessUsage[]) =>
  processes.reduce((sum, { rssBytes }) => sum + rssBytes, 0);

type GrantTimes = { readonly median: number; readonly last: number };

/** From the chair's command until each site has read that the floor was given, in milliseconds. */
async function grantFloor(chair: Client, sites: readonly Site[], to: ParticipantId): Promise<GrantTimes> {
  const arrivals: number[] = [];
  let grant: string | null = null;
  const { promise: all, resolve } = Promise.withResolvers<void>();
  const offs = sites.map(({ client }) => {
    const hear = (batch: Parameters<Parameters<Client['onEntries']>[0]>[0]) => {
      const at = performance.now();
      for (const { event } of batch.entries) {
        if (event.type !== 'floor.granted' || event.grant.holder.participant !== to) continue;
        grant = event.grant.id;
        arrivals.push(at);
        if (arrivals.length === sites.length) resolve();
      }
    };
    client.socket.on('entries', hear);
    return () => client.socket.off('entries', hear);
  });
  const begun = performance.now();
  const command = {
    type: 'floor.grant',
    floor: 'speech',
    participant: to,
    kind: null,
    limitMs: null,
  } as const;
  await chair.ask('command', { command });
  await Promise.race([all, delay(30_000)]);
  for (const off of offs) off();
  if (arrivals.length < sites.length || grant === null)
    throw new Error(`${sites.length - arrivals.length} of ${sites.length} sites did not hear of the grant`);
  await chair.ask('command', { command: { type: 'floor.revoke', grant } });
  return { median: quantile(arrivals, 0.5) - begun, last: quantile(arrivals, 1) - begun };
}

type Run = {
  readonly stormMs: number;
  readonly arrivals: readonly number[];
  readonly hubCpuMs: number;
  readonly before: Memory;
  readonly joined: Memory;
  readonly withMedia: Memory;
  readonly mediaMs: number;
  readonly grants: readonly GrantTimes[];
  readonly snapshotBytes: number;
};

async function oneRun({ cleanup, folder, quick, say }: BenchContext, count: number): Promise<Run> {
  const dataFolder = await folder();
  const paired = await prepareLargeMeeting(join(dataFolder, 'hub.sqlite'), count);
  const hub = await openHub(cleanup, {
    DIEMCAU_DATA_FOLDER: dataFolder,
    NODE_OPTIONS: '--inspect=127.0.0.1:0',
  });
  const session = await signIn(hub.origin, 'chutri');
  const meeting = await findMeeting(hub.origin, session);
  const chair = await connect(hub.origin, session);
  cleanup.defer(() => chair.close());
  await takeSeat(chair, meeting);
  await chair.ask('command', { command: { type: 'meeting.open' } });
  await buildMedia({ client: chair }, 0);
  const before = await memoryOf(hub);

  say(`${count} sites come at once`);
  const begun = performance.now();
  const cpuBefore = usageOf(hub.pid).cpuMs;
  const sites = await Promise.all(paired.map((site) => arrive(hub.origin, meeting, site)));
  const stormMs = performance.now() - begun;
  const hubCpuMs = usageOf(hub.pid).cpuMs - cpuBefore;
  cleanup.defer(() => {
    for (const { client } of sites) client.close();
  });
  const joined = await memoryOf(hub);

  say('the floor is given');
  const grants: GrantTimes[] = [];
  for (let round = 0; round < (quick ? 2 : 20); round += 1) {
    const site = sites[(round * 37) % sites.length];
    if (site) grants.push(await grantFloor(chair, sites, site.participant));
  }
  const snapshot = await sites[0]?.client.ask('meeting.snapshot', {});

  say('their media is built');
  const mediaBegun = performance.now();
  // The chair's microphone and camera.
  await Promise.all(sites.map((site) => buildMedia(site, 2)));
  const mediaMs = performance.now() - mediaBegun;
  const withMedia = await memoryOf(hub);

  for (const { client } of sites) client.close();
  chair.close();
  await hub.dispose();
  const arrivals = sites.map(({ tookMs }) => tookMs);
  const snapshotBytes = Buffer.byteLength(JSON.stringify(snapshot));
  return { stormMs, arrivals, hubCpuMs, before, joined, withMedia, mediaMs, grants, snapshotBytes };
}

export const connectedSites: Bench = {
  name: 'connected-sites',
  title: 'Hundreds of sites in one meeting of a real hub',
  limitMs: 600_000,
  async run(context) {
    const { quick, say } = context;
    const count = quick ? 20 : 400;
    const runs: Run[] = [];
    for (let run = 1; run <= (quick ? 1 : 5); run += 1) {
      say(`run ${run}`);
      runs.push(await oneRun(context, count));
    }
    const figure = (what: string, unit: Figure['unit'], value: (run: Run) => number): Figure => ({
      what,
      unit,
      samples: runs.map(value),
    });
    const kib = 1024;
    const mib = kib * 1024;
    return {
      figures: [
        figure('join storm: all have their seat after', 's', ({ stormMs }) => stormMs / 1000),
        figure(
          '  one site, median (sign-in to snapshot)',
          's',
          ({ arrivals }) => quantile(arrivals, 0.5) / 1000,
        ),
        figure('  one site, slowest', 's', ({ arrivals }) => quantile(arrivals, 1) / 1000),
        figure('  processor time of the hub', 's', ({ hubCpuMs }) => hubCpuMs / 1000),
        figure('grant known at the median site', 'ms', ({ grants }) =>
          quantile(
            grants.map(({ median }) => median),
            0.5,
          ),
        ),
        figure('grant known at the last site', 'ms', ({ grants }) =>
          quantile(
            grants.map(({ last }) => last),
            0.5,
          ),
        ),
        figure('  in the slowest round', 'ms', ({ grants }) =>
          quantile(
            grants.map(({ last }) => last),
            1,
          ),
        ),
        figure(
          'hub memory before, without garbage (RSS)',
          'MiB',
          ({ before }) => before.rssAfterCollectionBytes / mib,
        ),
        figure(
          'hub memory with all joined, as it is (RSS)',
          'MiB',
          ({ joined }) => joined.hub.rssBytes / mib,
        ),
        figure(
          '  per site without garbage (RSS)',
          'KiB',
          ({ before, joined }) =>
            (joined.rssAfterCollectionBytes - before.rssAfterCollectionBytes) / count / kib,
        ),
        figure(
          '  per site without garbage (JavaScript heap)',
          'KiB',
          ({ before, joined }) => (joined.heapUsedBytes - before.heapUsedBytes) / count / kib,
        ),
        figure(
          'hub memory with their media, as it is (RSS)',
          'MiB',
          ({ withMedia }) => withMedia.hub.rssBytes / mib,
        ),
        figure(
          '  more per site without garbage (RSS)',
          'KiB',
          ({ joined, withMedia }) =>
            (withMedia.rssAfterCollectionBytes - joined.rssAfterCollectionBytes) / count / kib,
        ),
        figure(
          '  more per site without garbage (JavaScript heap)',
          'KiB',
          ({ joined, withMedia }) => (withMedia.heapUsedBytes - joined.heapUsedBytes) / count / kib,
        ),
        figure(
          'media workers per site (RSS of all)',
          'KiB',
          ({ joined, withMedia }) => (rssOf(withMedia.workers) - rssOf(joined.workers)) / count / kib,
        ),
        figure('all have their media after', 's', ({ mediaMs }) => mediaMs / 1000),
        figure("a site's snapshot", 'KiB', ({ snapshotBytes }) => snapshotBytes / kib),
      ],
      conditions: {
        sites: count,
        hub: 'a process of its own in demo mode; one unit, one paired device each; a fresh one for each run',
        clients:
          'one process beside it on the same cores: HTTP sign-in by device credential, WebSocket, seat; its decoding of each message is in the times',
        grants: `${quick ? 2 : 20} a run; from the command until the entry was decoded, before media was built`,
        media:
          'two transports, a camera, a microphone, two consumers each; nothing flows and no line is beneath, so neither SRTP nor buffers are in it',
      },
    };
  },
};

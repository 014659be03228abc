import { setTimeout as delay } from 'node:timers/promises';
import { createWorker, type types } from 'mediasoup';
import { keyFrameRequestDelayMs, layerBySize, mediaCodecs } from '../server/media/codec.ts';
import type { Bench, Figure } from './bench.ts';
import { chromiumCapabilities } from './chromium-capabilities.ts';
import { coreShare, usageOf } from './process-usage.ts';
import { createSyntheticReceiver, type SyntheticReceiver, type Wanted } from './rtp/receiver.ts';
import { createSyntheticSender } from './rtp/sender.ts';

const windowMs = 5_000;

/** One reading of everything that counts up. */
type Reading = {
  readonly at: number;
  readonly workerCpuMs: number;
  readonly generatorCpuMs: number;
  readonly received: number;
  readonly bytes: number;
};

async function read(worker: types.Worker, receivers: readonly SyntheticReceiver[]): Promise<Reading> {
  const usage = await worker.getResourceUsage();
  const received = receivers.map((receiver) => receiver.received());
  return {
    at: performance.now(),
    workerCpuMs: usage.ru_utime + usage.ru_stime,
    generatorCpuMs: usageOf(process.pid).cpuMs,
    received: received.reduce((sum, { packets }) => sum + packets, 0),
    bytes: received.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

async function packetsSent(receivers: readonly SyntheticReceiver[]): Promise<number> {
  const stats = await Promise.all(
    receivers.flatMap(({ consumers }) => consumers.map((consumer) => consumer.getStats())),
  );
  return stats
    .flat()
    .filter(({ type }) => type === 'outbound-rtp')
    .reduce((sum, stat) => sum + ('packetCount' in stat ? stat.packetCount : 0), 0);
}

/** Whether each picture flows in the layers asked for: the estimate of the line has grown to what they need. */
function isSteady({ consumers }: SyntheticReceiver): boolean {
  return consumers.every(
    ({ kind, currentLayers, preferredLayers }) =>
      kind === 'audio' ||
      (currentLayers?.spatialLayer === preferredLayers?.spatialLayer &&
        currentLayers?.temporalLayer === preferredLayers?.temporalLayer),
  );
}

/** Resolves with how many of them were steady before the time was over. */
async function steadyWithin(receivers: readonly SyntheticReceiver[], withinMs: number): Promise<number> {
  const end = performance.now() + withinMs;
  while (!receivers.every(isSteady) && performance.now() < end) await delay(100);
  return receivers.filter(isSteady).length;
}

/** Enough for what each wants, in bit/s: the estimate of the line then never takes a layer away. */
const enoughBitrate = 2_000_000;

/** So that every window measures the same load; the estimate and its probing go on as ever. */
async function assureLayers(receivers: readonly SyntheticReceiver[]): Promise<void> {
  await Promise.all(receivers.map(({ transport }) => transport.setMinOutgoingBitrate(enoughBitrate)));
  const steady = await steadyWithin(receivers, 30_000);
  if (steady < receivers.length)
    throw new Error(`${receivers.length - steady} receivers do not get the layers they asked for`);
  await delay(2_000);
}

type Window = {
  readonly packetsPerSecond: number;
  readonly kbitPerReceiver: number;
  readonly share: number;
  readonly generatorShare: number;
  readonly lost: number;
};

async function measure(worker: types.Worker, receivers: readonly SyntheticReceiver[]): Promise<Window> {
  const sentBefore = await packetsSent(receivers);
  const before = await read(worker, receivers);
  await delay(windowMs);
  const after = await read(worker, receivers);
  const sentAfter = await packetsSent(receivers);
  const elapsedMs = after.at - before.at;
  const received = after.received - before.received;
  const cpu = (cpuMs: number) => ({ cpuMs, rssBytes: 0 });
  return {
    packetsPerSecond: (received * 1000) / elapsedMs,
    kbitPerReceiver: ((after.bytes - before.bytes) * 8) / elapsedMs / receivers.length,
    share: coreShare(cpu(before.workerCpuMs), cpu(after.workerCpuMs), elapsedMs),
    generatorShare: coreShare(cpu(before.generatorCpuMs), cpu(after.generatorCpuMs), elapsedMs),
    // What was sent while the counts were being read is no loss.
    lost: Math.max(0, sentAfter - sentBefore - received) / Math.max(1, received),
  };
}

async function measureTimes(
  times: number,
  work: (window: number) => Promise<Window>,
): Promise<readonly Window[]> {
  const windows: Window[] = [];
  for (let window = 1; window <= times; window += 1) windows.push(await work(window));
  return windows;
}

function figuresOf(count: number, windows: readonly Window[], idleShare: number): readonly Figure[] {
  const figure = (what: string, unit: Figure['unit'], value: (window: Window) => number): Figure => ({
    what,
    unit,
    samples: windows.map(value),
  });
  return [
    figure(`${count} receivers: forwarded`, 'packets/s', (each) => each.packetsPerSecond),
    figure('  to each', 'kbit/s', (each) => each.kbitPerReceiver),
    figure('  share of a core', '%', (each) => each.share),
    figure('  for each receiver', '%', (each) => (each.share - idleShare) / count),
    figure(
      '  packets in a second of processor time',
      'packets/s',
      (each) => (100 * each.packetsPerSecond) / each.share,
    ),
    figure('  not received', '%', (each) => 100 * each.lost),
    figure('  share of a core of what makes the load', '%', (each) => each.generatorShare),
  ];
}

/** A speaker and a chair who send, and what each receiver wants of them: the stage. */
async function openStage(router: types.Router, cleanup: AsyncDisposableStack): Promise<readonly Wanted[]> {
  const open = async (firstSsrc: number) => {
    const options = { firstSsrc, keyFrameRequestDelay: keyFrameRequestDelayMs };
    const sender = await createSyntheticSender(router, options);
    cleanup.defer(() => sender.close());
    return sender;
  };
  const [speaker, chair] = [await open(10_000), await open(20_000)];
  return [
    { producer: speaker.microphone },
    { producer: speaker.camera, spatialLayer: layerBySize.large },
    { producer: chair.camera, spatialLayer: layerBySize.thumbnail },
  ];
}

export const forwarding: Bench = {
  name: 'forwarding',
  title: 'What one media worker forwards, and what each receiver costs it',
  limitMs: 400_000,
  async run({ quick, cleanup, say }) {
    say('asking Chromium what it can receive');
    const rtpCapabilities = await chromiumCapabilities();
    const worker = await createWorker({ logLevel: 'warn' });
    cleanup.defer(() => worker.close());
    const router = await worker.createRouter({ mediaCodecs: [...mediaCodecs] });
    const wanted = await openStage(router, cleanup);
    const times = quick ? 1 : 5;
    const idle = await measureTimes(times, () => measure(worker, []));
    const idleShare = Math.min(...idle.map(({ share }) => share));
    const idleFigure: Figure = {
      what: 'nobody receives: share of a core',
      unit: '%',
      samples: idle.map(({ share }) => share),
    };
    const figures = [idleFigure];
    const receivers: SyntheticReceiver[] = [];
    cleanup.defer(() => {
      for (const receiver of receivers) receiver.close();
    });
    const open = async (count: number) => {
      while (receivers.length < count) {
        const receiver = await createSyntheticReceiver(router, rtpCapabilities, wanted);
        receivers.push(receiver);
        await Promise.all(receiver.consumers.map((consumer) => consumer.resume()));
      }
    };
    const counts = quick ? [2] : [25, 50, 100, 150];
    say('letting the first find out by themselves what their lines bear');
    await open(counts[0] ?? 1);
    const found = (await steadyWithin(receivers, 30_000)) / receivers.length;
    figures.push({
      what: `of ${receivers.length} left alone, get all layers within 30 s`,
      unit: '%',
      samples: [100 * found],
    });
    for (const count of counts) {
      await open(count);
      await assureLayers(receivers);
      const windows = await measureTimes(times, (window) => {
        say(`${count} receivers, window ${window}`);
        return measure(worker, receivers);
      });
      figures.push(...figuresOf(count, windows, idleShare));
    }
    return {
      figures,
      conditions: {
        window: `${windowMs / 1000} s`,
        stage:
          "each receives a speaker's sound (50 packets/s) and picture in the top layer (900 kbit/s), and the chair's picture in the lowest (100 kbit/s)",
        senders:
          'two, synthetic RTP with VP8 headers: three simulcast layers in L1T3 at 25 frames/s, Opus 32 kbit/s',
        receivers:
          "synthetic, with the capabilities that Chromium's page sent to the hub (RTX, NACK, transport-wide congestion control); SRTP AES-256-GCM; transport-wide feedback 20 times a second and a receiver report each second, encrypted",
        estimate:
          'at least 2 Mbit/s for each line while the load is measured (setMinOutgoingBitrate), so that it is the same in every window; left alone it starts at 600 kbit/s',
        leftOut:
          'ICE and DTLS (plain transports, a socket each), losses and retransmission; sockets of the receivers are in the kernel time of both sides',
        processorTime: "of the worker's process, user and system (getResourceUsage)",
      },
    };
  },
};

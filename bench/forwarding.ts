import { setTimeout as delay } from 'node:timers/promises';
import type { types } from 'mediasoup';
import type { Bench, Figure } from './bench.ts';
import { chromiumCapabilities } from './chromium-capabilities.ts';
import { coreShare, usageOf } from './process-usage.ts';
import type { SyntheticReceiver } from './rtp/receiver.ts';
import { openStage, stageConditions, steadyWithin } from './rtp/stage.ts';

const windowMs = 5_000;

/** One reading of everything that counts up. */
type Reading = {
  readonly at: number;
  readonly workerCpuMs: number;
  readonly generatorCpuMs: number;
  readonly received: number;
  readonly expected: number;
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
    expected: received.reduce((sum, { expected }) => sum + expected, 0),
    bytes: received.reduce((sum, { bytes }) => sum + bytes, 0),
  };
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
  const before = await read(worker, receivers);
  await delay(windowMs);
  const after = await read(worker, receivers);
  const elapsedMs = after.at - before.at;
  const received = after.received - before.received;
  const cpu = (cpuMs: number) => ({ cpuMs, rssBytes: 0 });
  return {
    packetsPerSecond: (received * 1000) / elapsedMs,
    kbitPerReceiver: ((after.bytes - before.bytes) * 8) / elapsedMs / receivers.length,
    share: coreShare(cpu(before.workerCpuMs), cpu(after.workerCpuMs), elapsedMs),
    generatorShare: coreShare(cpu(before.generatorCpuMs), cpu(after.generatorCpuMs), elapsedMs),
    lost: 1 - received / Math.max(1, after.expected - before.expected),
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

export const forwarding: Bench = {
  name: 'forwarding',
  title: 'What one media worker forwards, and what each receiver costs it',
  limitMs: 400_000,
  async run({ quick, cleanup, say }) {
    say('asking Chromium what it can receive');
    const stage = await openStage(await chromiumCapabilities(), cleanup);
    const { worker } = stage;
    const times = quick ? 1 : 5;
    const idle = await measureTimes(times, () => measure(worker, []));
    const idleShare = Math.min(...idle.map(({ share }) => share));
    const figures: Figure[] = [
      { what: 'nobody receives: share of a core', unit: '%', samples: idle.map(({ share }) => share) },
    ];
    const receivers: SyntheticReceiver[] = [];
    for (const count of quick ? [2] : [25, 50, 100, 150]) {
      while (receivers.length < count) receivers.push(await stage.receive());
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
        ...stageConditions,
        estimate:
          'at least 2 Mbit/s for each line (setMinOutgoingBitrate), so that the load is the same in every window',
        leftOut:
          'ICE and DTLS (plain transports, a socket each), losses and retransmission; sockets of the receivers are in the kernel time of both sides',
        processorTime: "of the worker's process, user and system (getResourceUsage)",
      },
    };
  },
};

import type { RefusalCode } from '../../core/refusal.ts';
import { RefusalError } from './api.ts';
import type { LineTestOutcome, LineTestProgress, LineTestStep } from './contract.ts';
import { freshToken } from './identity.ts';
import { type LoopMeasure, lineMeasureOf } from './measure/line-measure.ts';
import { measureLoop } from './measure/loop.ts';
import { pause } from './measure/pause.ts';
import { measureRoundTrip } from './measure/round-trip.ts';
import { measureDown, measureUp, type Transfer } from './measure/transfer.ts';
import { askSeat } from './seat.ts';

/** Refusals after which it is worth asking again: others are testing just now. */
const passing: readonly RefusalCode[] = ['overloaded', 'too-many'];
/**
 * How long to wait between two attempts, and for how long altogether, in milliseconds. The first wait is short and goes
 * untold: the hub may not have noticed yet that the transfer before was broken off.
 */
const soonMs = 300;
const againMs = 2_000;
const patienceMs = 60_000;

/** How far each step has come when it begins, 0 to 1 of the whole. */
const doneBefore: Readonly<Record<Exclude<LineTestStep, 'waiting'>, number>> = {
  roundTrip: 0,
  down: 0.05,
  up: 0.25,
  udp: 0.45,
  tcp: 0.75,
};
type Step = keyof typeof doneBefore;

type Run = {
  readonly signal: AbortSignal;
  readonly tell: (progress: LineTestProgress) => void;
  waitedMs: number;
};

/** Runs one step, again and again while others are testing. Throws what refuses it for good. */
async function step<T>(
  run: Run,
  name: Step,
  attempt: () => Promise<
    { readonly ok: true; readonly value: T } | { readonly ok: false; code: RefusalCode }
  >,
): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    run.signal.throwIfAborted();
    run.tell({ step: name, done: doneBefore[name] });
    const result = await attempt();
    if (result.ok) return result.value;
    if (!passing.includes(result.code) || run.waitedMs >= patienceMs)
      throw new RefusalError({ code: result.code });
    const isFirst = attempts === 1;
    if (!isFirst) run.tell({ step: 'waiting', done: doneBefore[name] });
    run.waitedMs += isFirst ? soonMs : againMs;
    await pause(isFirst ? soonMs : againMs, run.signal);
  }
}

async function transfer(run: Run, name: 'down' | 'up'): Promise<number | null> {
  const measure = name === 'down' ? measureDown : measureUp;
  return step(run, name, async () => {
    const token = await freshToken();
    if (!token.ok) return { ok: false, code: token.refusal.code };
    const result: Transfer = await measure({ token: token.reply, signal: run.signal });
    return result.ok ? { ok: true, value: result.kbps } : result;
  });
}

async function loop(run: Run, protocol: 'udp' | 'tcp'): Promise<LoopMeasure> {
  // The other way is only asked whether it passes: it counts where the first does not.
  const times = {
    settleMs: protocol === 'udp' ? 3_000 : 1_500,
    measureMs: protocol === 'udp' ? 3_000 : 2_000,
  };
  return step(run, protocol, async () => {
    const measured = await measureLoop({ ask: askSeat, protocol, ...times, signal: run.signal });
    return measured.ok ? { ok: true, value: measured.reply } : { ok: false, code: measured.refusal.code };
  });
}

async function measure(run: Run): Promise<LineTestOutcome> {
  const roundTripMs = await step(run, 'roundTrip', async () => {
    const ping = async () => (await askSeat('line.ping', {})).ok;
    const median = await measureRoundTrip(ping, run.signal);
    return median === null ? { ok: false, code: 'unavailable' } : { ok: true, value: median };
  });
  const downKbps = await transfer(run, 'down');
  const upKbps = await transfer(run, 'up');
  const udp = await loop(run, 'udp');
  const tcp = await loop(run, 'tcp');
  return { kind: 'measured', measure: lineMeasureOf({ roundTripMs, downKbps, upKbps, udp, tcp }) };
}

let isRunning = false;

/** Measures the line between this device and the hub; see `MeetingVerbs.runLineTest`. Never rejects. */
export async function runLineTest(
  onProgress: (progress: LineTestProgress) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<LineTestOutcome> {
  if (isRunning) return { kind: 'refused', refusal: { code: 'too-many' } };
  isRunning = true;
  try {
    return await measure({ signal, tell: onProgress, waitedMs: 0 });
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled' };
    if (error instanceof RefusalError) return { kind: 'refused', refusal: error.refusal };
    console.warn('the line test failed', error);
    return { kind: 'refused', refusal: { code: 'internal' } };
  } finally {
    isRunning = false;
  }
}

import type { RefusalCode } from '../../../core/refusal.ts';
import { lineTestBounds } from '../../../protocol/line-test.ts';
import { refusalIn } from '../refusal-in.ts';

const path = '/api/line-test';
/** How long one direction is measured, in milliseconds, and how much of its beginning does not count: TCP feels its way. */
const measureMs = 4_000;
const slowStartMs = 700;
/** Nothing at all for this long: the line does not carry it. */
const stalledMs = 8_000;
/** What is sent first, in bytes: a line of 128 kbit/s takes 4 s for it. */
const firstBytes = 64 * 1024;

/** Kbit/s, or why there is none: `null` is a line through which nothing came. */
export type Transfer =
  | { readonly ok: true; readonly kbps: number | null }
  | { readonly ok: false; readonly code: RefusalCode };

/** Bytes that had come by a moment, in milliseconds since the beginning. */
export type Mark = { readonly ms: number; readonly bytes: number };

/** Kbit/s of a stretch of marks, without its slow beginning as long as enough is left; null where nothing came. */
export function rateOf(marks: readonly Mark[]): number | null {
  const last = marks.at(-1);
  if (last === undefined || last.bytes === 0) return null;
  const settled = marks.find(({ ms }) => ms >= slowStartMs);
  const from = settled !== undefined && last.ms - settled.ms >= slowStartMs ? settled : { ms: 0, bytes: 0 };
  const ms = last.ms - from.ms;
  return ms <= 0 ? null : ((last.bytes - from.bytes) * 8) / ms;
}

/** How much to send next: what takes a second and a half at the rate so far, at least twice as much, within the bound. */
export function nextBytes(sent: number, kbps: number): number {
  return Math.min(lineTestBounds.upBytes, Math.max(2 * sent, Math.round((kbps * 1500) / 8)));
}

type Call = { readonly token: string; readonly signal: AbortSignal };

async function refusalOf(response: Response): Promise<Transfer> {
  const body: unknown = await response.json().catch(() => null);
  return { ok: false, code: refusalIn(body)?.code ?? 'internal' };
}

function call({ token, signal }: Call, more: RequestInit): Promise<Response> {
  const headers = { Authorization: `Bearer ${token}` };
  const ends = AbortSignal.any([signal, AbortSignal.timeout(stalledMs)]);
  return fetch(path, { ...more, headers, credentials: 'omit', cache: 'no-store', signal: ends });
}

/** How fast the hub's noise comes. Rejects only when `signal` ends it. */
export async function measureDown({ token, signal }: Call): Promise<Transfer> {
  const enough = new AbortController();
  const marks: Mark[] = [];
  const startedAt = performance.now();
  try {
    const response = await call({ token, signal: AbortSignal.any([signal, enough.signal]) }, {});
    if (!response.ok) return await refusalOf(response);
    let bytes = 0;
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
      bytes += part.value.length;
      const ms = performance.now() - startedAt;
      marks.push({ ms, bytes });
      if (ms >= measureMs) break;
    }
  } catch {
    signal.throwIfAborted();
  } finally {
    enough.abort();
  }
  return { ok: true, kbps: rateOf(marks) };
}

function noise(bytes: number): Blob {
  // The browser gives at most 64 KiB of randomness at a time.
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let left = bytes; left > 0; left -= 65_536)
    parts.push(crypto.getRandomValues(new Uint8Array(Math.min(left, 65_536))));
  return new Blob(parts, { type: 'application/octet-stream' });
}

/** How fast noise goes to the hub, by sending more each time. Rejects only when `signal` ends it. */
export async function measureUp(given: Call): Promise<Transfer> {
  const startedAt = performance.now();
  let best: number | null = null;
  let bytes = firstBytes;
  while (performance.now() - startedAt < measureMs) {
    const sentAt = performance.now();
    try {
      const response = await call(given, { method: 'POST', body: noise(bytes) });
      if (!response.ok) return best === null ? await refusalOf(response) : { ok: true, kbps: best };
      await response.arrayBuffer();
    } catch {
      given.signal.throwIfAborted();
      break;
    }
    const kbps = (bytes * 8) / Math.max(1, performance.now() - sentAt);
    best = Math.max(best ?? 0, kbps);
    if (bytes === lineTestBounds.upBytes) break;
    bytes = nextBytes(bytes, kbps);
  }
  return { ok: true, kbps: best };
}

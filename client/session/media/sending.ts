import type { types } from 'mediasoup-client';
import type { RefusalCode } from '../../../core/refusal.ts';
import { type Source, sources } from '../../../protocol/media.ts';
import { retryDelay } from '../backoff.ts';
import type { Ask } from './ask.ts';
import type { Link } from './link.ts';

/** What should flow from one source: nothing without a track; a track that is held sends nothing yet. */
export type Outgoing = { readonly track: MediaStreamTrack | null; readonly open: boolean };
const nothing: Outgoing = { track: null, open: false };

/** Keeps what is sent over a link in agreement with what should be. */
export type Sending = {
  readonly set: (source: Source, outgoing: Outgoing) => void;
  /** The hub says whether anybody receives this producer. */
  readonly setWanted: (producer: string, wanted: boolean) => void;
  readonly close: () => void;
};

type Lane = {
  outgoing: Outgoing;
  producer: types.Producer | null;
  failures: number;
  timer: ReturnType<typeof setTimeout> | null;
  /** Steps of one lane follow each other; lanes do not wait for one another. */
  last: Promise<void>;
};

/** `failed` is told why a source could not be sent; it is tried again by itself all the same. */
export function createSending(
  link: Pick<Link, 'produce'>,
  ask: Ask,
  failed: (source: Source, code: RefusalCode) => void,
): Sending {
  let closed = false;
  const unwanted = new Set<string>();
  const laneBySource = new Map<Source, Lane>(
    sources.map((source) => [
      source,
      { outgoing: nothing, producer: null, failures: 0, timer: null, last: Promise.resolve() },
    ]),
  );

  async function end(lane: Lane): Promise<void> {
    const producer = lane.producer;
    lane.producer = null;
    if (!producer || producer.closed) return;
    producer.close();
    unwanted.delete(producer.id);
    await ask('media.producer.close', { producer: producer.id });
  }

  async function begin(source: Source, lane: Lane, track: MediaStreamTrack): Promise<void> {
    const result = await link.produce(source, track);
    if (closed) return;
    if (result.ok) {
      lane.producer = result.reply;
      lane.failures = 0;
      return;
    }
    failed(source, result.refusal.code);
    lane.timer = setTimeout(() => settleSoon(source, lane), retryDelay(lane.failures, Math.random()));
    lane.failures += 1;
  }

  /** Pauses or resumes, unless the producer already is as it should be. */
  function hold(lane: Lane, isNew: boolean): void {
    const { producer, outgoing } = lane;
    if (!producer || closed || producer.closed) return;
    const paused = !outgoing.open || unwanted.has(producer.id);
    // A producer of a silenced track calls itself paused, yet its sender still runs: the first time always settles.
    if (!isNew && producer.paused === paused) return;
    if (paused) producer.pause();
    else producer.resume();
  }

  async function settle(source: Source, lane: Lane): Promise<void> {
    if (closed) return;
    const { track, open } = lane.outgoing;
    if (!track || track.readyState === 'ended') return end(lane);
    const before = lane.producer?.closed ? null : lane.producer;
    if (!before) {
      // A held microphone is mute from the start: not a syllable leaves before the first pause.
      if (source === 'microphone') track.enabled = open;
      await begin(source, lane, track);
    } else if (before.track !== track) await before.replaceTrack({ track });
    hold(lane, before === null);
  }

  function settleSoon(source: Source, lane: Lane): void {
    if (lane.timer !== null) clearTimeout(lane.timer);
    lane.timer = null;
    // A track that ends in the middle of a step makes it throw; the next change settles it.
    lane.last = lane.last.then(() => settle(source, lane)).catch(() => undefined);
  }

  return {
    set(source, outgoing) {
      const lane = laneBySource.get(source);
      if (!lane || (lane.outgoing.track === outgoing.track && lane.outgoing.open === outgoing.open)) return;
      lane.outgoing = outgoing;
      settleSoon(source, lane);
    },
    setWanted(producer, wanted) {
      if (wanted) unwanted.delete(producer);
      else unwanted.add(producer);
      for (const [source, lane] of laneBySource) if (lane.producer?.id === producer) settleSoon(source, lane);
    },
    close() {
      closed = true;
      for (const lane of laneBySource.values()) if (lane.timer !== null) clearTimeout(lane.timer);
    },
  };
}

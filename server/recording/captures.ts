import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { MeetingId, RecordingId } from '../../core/id.ts';
import { capturedRtp } from '../../protocol/recorder.ts';
import type { Capture, Media, Sender } from '../ports.ts';
import type { RecorderLink } from './recorder-link.ts';

/** The tracks of one recording that flow to one recorder. */
export type Captures = {
  /** Opens what is wanted and is not open, ends what is open and not wanted. Resolves when all of it was tried. */
  settle(wanted: readonly Sender[]): Promise<void>;
  /** Ends at once what is open, or being opened, and not wanted. */
  keepOnly(wanted: readonly Sender[]): void;
  requestKeyFrame(track: string): void;
  /** So that a picture can be decoded from near any moment. */
  requestKeyFrames(): void;
  /** Compares what the hub sent with what the recorder received; opens a track anew that no longer arrives. */
  check(received: Readonly<Record<string, number>>): Promise<void>;
  /** Ends everything on the hub's side. */
  close(): void;
};

export type CapturesOptions = {
  readonly meeting: MeetingId;
  readonly recording: RecordingId;
  readonly media: Media;
  readonly link: RecorderLink;
  /** A track ended or could not be opened: settle again, after so many milliseconds. */
  readonly again: (afterMs: number) => void;
  /** A track broke off here, at the hub, though its sender did not: it will be back. */
  readonly lost: (sender: Sender) => void;
  readonly logger: Logger;
};

type Open = {
  readonly track: string;
  readonly sender: Sender;
  readonly capture: Capture;
  /** At the last check. */
  sent: number;
  received: number;
  lostChecks: number;
};

const firstRetryMs = 500;
const longestRetryMs = 10_000;
/** Packets sent between two checks, none of which arrived, twice in a row: the way between is broken. */
const suspiciousPackets = 20;

export function createCaptures(options: CapturesOptions): Captures {
  const { meeting, recording, media, link, again, logger } = options;
  const openByProducer = new Map<string, Open>();
  const opening = new Set<string>();
  const failuresByProducer = new Map<string, { readonly count: number; readonly until: number }>();
  let wantedNow = new Set<string>();
  let closed = false;

  const closeTrack = (track: string, lost = false) => {
    if (!closed)
      link
        .ask('track.close', { recording, track, lost })
        .catch((error) => logger.warn({ err: error, track }, 'not closed'));
  };
  const end = ({ sender, capture, track }: Open) => {
    openByProducer.delete(sender.producer);
    capture.close();
    closeTrack(track);
  };

  const fail = (sender: Sender, error: unknown) => {
    const count = (failuresByProducer.get(sender.producer)?.count ?? 0) + 1;
    const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (count - 1));
    failuresByProducer.set(sender.producer, { count, until: performance.now() + delayMs });
    logger.warn({ err: error, ...sender, againInMs: delayMs }, 'a track could not be opened');
    again(delayMs);
  };

  const isMeant = (producer: string, ended: boolean) => !closed && !ended && wantedNow.has(producer);

  const connect = async (sender: Sender, capture: Capture) => {
    const track = randomUUID();
    let ended = false;
    capture.onEnd((lost) => {
      ended = true;
      const known = openByProducer.get(sender.producer);
      if (known?.capture !== capture) return;
      openByProducer.delete(sender.producer);
      closeTrack(track, lost);
      if (lost) options.lost(sender);
      again(0);
    });
    const { participant, source, kind, producer } = sender;
    const rtpParameters = capturedRtp.parse(capture.rtpParameters);
    const target = await link.ask('track.open', {
      recording,
      track,
      participant,
      source,
      kind,
      rtpParameters,
      from: capture.local,
    });
    try {
      await capture.connect(target);
      // What was ordered meanwhile counts: of a closed part not one packet is sent.
      if (isMeant(producer, ended)) await capture.resume();
    } catch (error) {
      closeTrack(track);
      throw error;
    }
    if (!isMeant(producer, ended)) {
      capture.close();
      closeTrack(track);
      return;
    }
    openByProducer.set(producer, { track, sender, capture, sent: 0, received: 0, lostChecks: 0 });
    failuresByProducer.delete(producer);
  };

  const open = async (sender: Sender) => {
    opening.add(sender.producer);
    try {
      const outcome = await media.capture(meeting, sender.producer);
      // Whoever stopped sending meanwhile is no failure: the list of senders follows.
      if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
      if (closed) return outcome.value.close();
      try {
        await connect(sender, outcome.value);
      } catch (error) {
        outcome.value.close();
        throw error;
      }
    } catch (error) {
      if (!closed) fail(sender, error);
    } finally {
      opening.delete(sender.producer);
    }
  };

  const isDue = ({ producer }: Sender) =>
    !openByProducer.has(producer) &&
    !opening.has(producer) &&
    (failuresByProducer.get(producer)?.until ?? 0) <= performance.now();

  const keepOnly = (wanted: readonly Sender[]) => {
    wantedNow = new Set(wanted.map(({ producer }) => producer));
    for (const each of [...openByProducer.values()]) if (!wantedNow.has(each.sender.producer)) end(each);
  };

  return {
    keepOnly,
    async settle(wanted) {
      keepOnly(wanted);
      for (const producer of failuresByProducer.keys())
        if (!wantedNow.has(producer)) failuresByProducer.delete(producer);
      await Promise.all(wanted.filter(isDue).map(open));
    },
    requestKeyFrame(track) {
      const found = [...openByProducer.values()].find((each) => each.track === track);
      found?.capture.requestKeyFrame().catch((error) => logger.debug({ err: error, track }, 'no key frame'));
    },
    requestKeyFrames() {
      for (const { sender, capture, track } of openByProducer.values())
        if (sender.kind === 'video')
          capture.requestKeyFrame().catch((error) => logger.debug({ err: error, track }, 'no key frame'));
    },
    async check(received) {
      for (const each of [...openByProducer.values()]) {
        const sent = await each.capture.packetsSent().catch(() => each.sent);
        const arrived = received[each.track] ?? 0;
        const isLost = sent - each.sent >= suspiciousPackets && arrived === each.received;
        each.lostChecks = isLost ? each.lostChecks + 1 : 0;
        each.sent = sent;
        each.received = arrived;
        if (each.lostChecks < 2 || closed) continue;
        logger.error(
          { ...each.sender, sent, arrived },
          'a track does not reach the recorder; it is opened anew',
        );
        end(each);
        again(0);
      }
    },
    close() {
      closed = true;
      for (const { capture } of openByProducer.values()) capture.close();
      openByProducer.clear();
    },
  };
}

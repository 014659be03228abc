import type { types } from 'mediasoup';
import type { PictureSize, Source } from '../../protocol/media.ts';

/**
 * What every router speaks. Opus with in-band FEC and DTX: browsers encode by the parameters they are answered with,
 * and those come from here. VP8 first, since every browser sends it in simulcast and the recorder copies it; H264
 * (constrained baseline) for old kit that encodes nothing else in hardware.
 */
export const mediaCodecs: readonly types.RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
];

export const kindBySource: Readonly<Record<Source, types.MediaKind>> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
};

/** A camera sends at most three simulcast layers (design: about 100, 300 and 900 kbit/s); more is not ours. */
export const maxEncodings = 3;

/** The simulcast layer for each size, lowest first. A source with fewer layers gives its best one below. */
export const layerBySize: Readonly<Record<PictureSize, number>> = { thumbnail: 0, medium: 1, large: 2 };

/**
 * Milliseconds between two key frame requests to one sender. The first is passed on at once; in a join storm, when
 * four hundred receivers resume together, the sender makes one key frame a second instead of four hundred. One second
 * is the shortest that design.md allows, and the longest that a newcomer waits for the first picture.
 */
export const keyFrameRequestDelayMs = 1_000;

/**
 * Milliseconds that the first receivers of a picture wait for those who are about to be ready, so that one key frame
 * shows it to all of them: whoever misses it waits for the next, up to the delay above. Nobody waits when no other is
 * expected. A page needs some 50 to 200 ms from the offer to being ready (measured over loopback).
 */
export const gatherMs = 250;

/**
 * All that one connection may send, in bit/s: the three layers, a screen of 2.5 Mbit/s and the sound, and some room
 * for retransmission. It keeps a misbehaving client from filling the hub's line.
 */
export const maxIncomingBitrate = 5_000_000;

/** Where the estimate of a receiver's line starts, in bit/s: the weakest line met (practice.md: 1 to 200 Mbit/s). */
export const initialOutgoingBitrate = 1_000_000;

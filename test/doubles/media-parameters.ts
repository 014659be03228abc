import type { Opaque } from '../../protocol/media.ts';

/** What a Chromium page would send for its tracks and its end of a transport, as far as the hub looks at it. */

let lastSsrc = 10_000;
const nextSsrc = () => {
  lastSsrc += 10;
  return lastSsrc;
};

export function opusParameters(): Opaque {
  return {
    mid: `a${nextSsrc()}`,
    codecs: [
      {
        mimeType: 'audio/opus',
        payloadType: 111,
        clockRate: 48_000,
        channels: 2,
        parameters: { useinbandfec: 1, usedtx: 1 },
        rtcpFeedback: [{ type: 'transport-cc' }],
      },
    ],
    headerExtensions: [
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 },
      { uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 1 },
    ],
    encodings: [{ ssrc: nextSsrc(), dtx: true }],
    rtcp: { cname: 'someone' },
  };
}

/** VP8 in three layers. */
export function cameraParameters(): Opaque {
  return {
    mid: `v${nextSsrc()}`,
    codecs: [
      {
        mimeType: 'video/VP8',
        payloadType: 96,
        clockRate: 90_000,
        rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'transport-cc' }],
      },
      { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 } },
    ],
    headerExtensions: [
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 },
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: 10 },
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id', id: 11 },
    ],
    encodings: [
      { rid: 'r0', scaleResolutionDownBy: 4, maxBitrate: 100_000, scalabilityMode: 'L1T3' },
      { rid: 'r1', scaleResolutionDownBy: 2, maxBitrate: 300_000, scalabilityMode: 'L1T3' },
      { rid: 'r2', scaleResolutionDownBy: 1, maxBitrate: 900_000, scalabilityMode: 'L1T3' },
    ],
    rtcp: { cname: 'someone' },
  };
}

/** VP8 in one stream. */
export function screenParameters(): Opaque {
  return {
    mid: `s${nextSsrc()}`,
    codecs: [
      {
        mimeType: 'video/VP8',
        payloadType: 96,
        clockRate: 90_000,
        rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
      },
    ],
    headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 }],
    encodings: [{ ssrc: nextSsrc() }],
    rtcp: { cname: 'someone' },
  };
}

export function dtlsParameters(): Opaque {
  const value = Array.from({ length: 32 }, () => 'AB').join(':');
  return { role: 'client', fingerprints: [{ algorithm: 'sha-256', value }] };
}

/** The capabilities of a browser that receives what `opusParameters`, `cameraParameters` and `screenParameters` send. */
export function rtpCapabilities(): Opaque {
  return {
    codecs: [
      {
        kind: 'audio',
        mimeType: 'audio/opus',
        preferredPayloadType: 111,
        clockRate: 48_000,
        channels: 2,
        rtcpFeedback: [{ type: 'transport-cc' }],
      },
      {
        kind: 'video',
        mimeType: 'video/VP8',
        preferredPayloadType: 96,
        clockRate: 90_000,
        rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'transport-cc' }],
      },
      {
        kind: 'video',
        mimeType: 'video/rtx',
        preferredPayloadType: 97,
        clockRate: 90_000,
        parameters: { apt: 96 },
      },
    ],
    headerExtensions: [
      { kind: 'audio', uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', preferredId: 1 },
      { kind: 'video', uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', preferredId: 1 },
    ],
  };
}

import { describe, expect, it } from 'vitest';
import {
  cameraParameters,
  dtlsParameters,
  opusParameters,
  rtpCapabilities,
  screenParameters,
} from '../../test/doubles/media-parameters.ts';
import { dtlsParametersSchema, rtpCapabilitiesSchema, rtpParametersSchema } from './client-parameters.ts';

const [codec] = opusParameters().codecs as Record<string, unknown>[];

describe('parameters of a client', () => {
  it('pass as browsers send them, without what mediasoup does not read', () => {
    for (const parameters of [opusParameters(), cameraParameters(), screenParameters()])
      expect(rtpParametersSchema.safeParse(parameters).error).toBeUndefined();
    expect(rtpCapabilitiesSchema.safeParse(rtpCapabilities()).error).toBeUndefined();
    expect(dtlsParametersSchema.safeParse(dtlsParameters()).error).toBeUndefined();
    expect(rtpParametersSchema.parse(cameraParameters()).encodings?.[0]).toEqual({
      rid: 'r0',
      maxBitrate: 100_000,
      scalabilityMode: 'L1T3',
    });
  });

  it('lose header extensions that mediasoup does not know', () => {
    const known = { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 };
    const headerExtensions = [{ uri: 'urn:nobody', id: 3 }, known];
    expect(rtpParametersSchema.parse({ ...opusParameters(), headerExtensions }).headerExtensions).toEqual([
      known,
    ]);
  });

  const hostile: Record<string, object> = {
    'no codecs': { codecs: [] },
    'a payload type of two bytes': { codecs: [{ ...codec, payloadType: 300 }] },
    'a codec setting that is an object': { codecs: [{ ...codec, parameters: { apt: { toString: 1 } } }] },
    'a codec setting that is nothing': { codecs: [{ ...codec, parameters: { apt: null } }] },
    'a codec setting that is a fraction': { codecs: [{ ...codec, parameters: { apt: 1.5 } }] },
    'a feedback without a type': { codecs: [{ ...codec, rtcpFeedback: [{}] }] },
    'a MIME type that is none': { codecs: [{ ...codec, mimeType: 'é'.repeat(30) }] },
    'a negative SSRC': { encodings: [{ ssrc: -1 }] },
    'an SSRC of more than 32 bits': { encodings: [{ ssrc: 2 ** 32 }] },
    'a SSRC that is no number': { encodings: [{ ssrc: Number.NaN }] },
    'a bit rate that is no number': { encodings: [{ ssrc: 5, maxBitrate: 'much' }] },
    'four layers': { encodings: ['a', 'b', 'c', 'd'].map((rid) => ({ rid })) },
    'spatial layers within a stream': { encodings: [{ rid: 'r0', scalabilityMode: 'L9T9' }] },
    'a header id of two bytes': { headerExtensions: [{ uri: 'urn:x', id: 65_536 }] },
    'a long CNAME': { rtcp: { cname: 'x'.repeat(10_000) } },
  };
  it.each(Object.entries(hostile))('are refused with %s', (_what, change) => {
    expect(rtpParametersSchema.safeParse({ ...opusParameters(), ...change }).success).toBe(false);
  });

  it('are refused with a fingerprint that is none', () => {
    for (const fingerprint of [
      { algorithm: 'md5', value: 'AB:CD' },
      { algorithm: 'sha-256', value: 'xyz' },
      {},
    ])
      expect(dtlsParametersSchema.safeParse({ fingerprints: [fingerprint] }).success).toBe(false);
    expect(dtlsParametersSchema.safeParse({ fingerprints: [] }).success).toBe(false);
    expect(dtlsParametersSchema.safeParse({ ...dtlsParameters(), role: 'both' }).success).toBe(false);
  });
});

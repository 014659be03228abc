import { describe, expect, it } from 'vitest';
import { describeSession, mediaCodec } from './sdp.ts';

const opus = {
  mimeType: 'audio/opus',
  payloadType: 100,
  clockRate: 48_000,
  channels: 2,
  parameters: { useinbandfec: 1, 'sprop-stereo': 1, weird: { no: 'object' } },
};

describe('a session description', () => {
  it('tells ffmpeg one track on loopback', () => {
    expect(describeSession('audio', opus, 20_010).split('\r\n')).toEqual([
      'v=0',
      'o=- 0 0 IN IP4 127.0.0.1',
      's=-',
      'c=IN IP4 127.0.0.1',
      't=0 0',
      'm=audio 20010 RTP/AVP 100',
      'a=rtpmap:100 opus/48000/2',
      'a=fmtp:100 useinbandfec=1;sprop-stereo=1',
      'a=source-filter: incl IN IP4 127.0.0.1 127.0.0.1',
      'a=recvonly',
      '',
    ]);
  });

  it('says nothing of parameters that a codec does not have', () => {
    const vp8 = { mimeType: 'video/VP8', payloadType: 101, clockRate: 90_000 };
    const text = describeSession('video', vp8, 20_010);
    expect(text).toContain('a=rtpmap:101 VP8/90000\r\n');
    expect(text).not.toContain('fmtp');
  });
});

it('the codec of a track is not its retransmission', () => {
  const rtx = { mimeType: 'video/rtx', payloadType: 102, clockRate: 90_000 };
  expect(mediaCodec({ codecs: [rtx, opus], encodings: [{}] })).toBe(opus);
  expect(() => mediaCodec({ codecs: [rtx], encodings: [{}] })).toThrow('no codec');
});

import type { CapturedRtp } from '../../protocol/recorder.ts';

export type CapturedCodec = CapturedRtp['codecs'][number];

/** The codec whose packets are copied: the first that is no retransmission. */
export function mediaCodec({ codecs }: CapturedRtp): CapturedCodec {
  const codec = codecs.find(({ mimeType }) => !/\/(rtx|red|ulpfec)$/i.test(mimeType));
  if (!codec) throw new Error('the track names no codec');
  return codec;
}

/**
 * The session that ffmpeg is told to receive: one track on loopback. Never two in one, since their clocks would share
 * a basis that jumps at the first sender report, and a silent one would hold up both.
 * @param port even; ffmpeg binds it for RTP and the next one for RTCP
 */
export function describeSession(kind: 'audio' | 'video', codec: CapturedCodec, port: number): string {
  const name = codec.mimeType.split('/')[1] ?? '';
  const channels = kind === 'audio' && codec.channels !== undefined ? `/${codec.channels}` : '';
  const parameters = Object.entries(codec.parameters ?? {})
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([key, value]) => `${key}=${value}`)
    .join(';');
  const lines = [
    'v=0',
    'o=- 0 0 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=${kind} ${port} RTP/AVP ${codec.payloadType}`,
    `a=rtpmap:${codec.payloadType} ${name}/${codec.clockRate}${channels}`,
    ...(parameters === '' ? [] : [`a=fmtp:${codec.payloadType} ${parameters}`]),
    // Whoever else reaches this port is not listened to.
    'a=source-filter: incl IN IP4 127.0.0.1 127.0.0.1',
    'a=recvonly',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** Where it is written what ffmpeg is told to receive into this file. */
export function sdpFileOf(file: string): string {
  return `${file}.sdp`;
}

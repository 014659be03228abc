import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { monotonicMs } from '../timeline/clock.ts';
import { createPortPool } from './port-pool.ts';
import { openInlet } from './udp-inlet.ts';

it('hands on all that had arrived before it is closed, however much lay there', async () => {
  const received = vi.fn();
  const ports = createPortPool({ from: 26_200, to: 26_998 }, monotonicMs);
  const inlet = await openInlet('127.0.0.1', ports, { rtp: received, rtcp() {} });
  const sender = createSocket('udp4');
  sender.connect(inlet.rtpPort, '127.0.0.1');
  await once(sender, 'connect');
  // Two seconds of sound, all of it sent before this process reads any.
  const sent = 100;
  for (let packet = 0; packet < sent; packet += 1) sender.send(new Uint8Array(160));
  await inlet.drain();
  inlet.close();
  sender.close();
  expect(received).toHaveBeenCalledTimes(sent);
});

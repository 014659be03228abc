import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import type { PortPool } from './port-pool.ts';

/** The recorder's own pair of ports, at which a track's RTP and RTCP arrive. */
export type UdpInlet = {
  readonly rtpPort: number;
  readonly rtcpPort: number;
  /** Resolves when all that had arrived has been handed to the listener. */
  drain(): Promise<void>;
  close(): void;
};
export type InletListener = {
  rtp(packet: Uint8Array, from: RemoteInfo): void;
  rtcp(packet: Uint8Array): void;
};

/** Room for two seconds of picture while this process is busy; Linux gives at most `net.core.rmem_max`. */
const receiveBufferBytes = 4_194_304;
/** However much arrives meanwhile: a track is not kept open by it. */
const drainWithinMs = 500;
/** A port that looked free may be taken by the time it is bound. */
const attempts = 8;

async function bind(ip: string, port: number): Promise<Socket> {
  const socket = createSocket({
    type: ip.includes(':') ? 'udp6' : 'udp4',
    recvBufferSize: receiveBufferBytes,
  });
  try {
    socket.bind({ port, address: ip, exclusive: true });
    await once(socket, 'listening');
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

/** Binds a free pair. Rejects when none can be had. */
export async function openInlet(ip: string, ports: PortPool, listener: InletListener): Promise<UdpInlet> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await ports.take();
    const bound = await Promise.allSettled([bind(ip, port), bind(ip, port + 1)]);
    const [rtp, rtcp] = bound.map((each) => (each.status === 'fulfilled' ? each.value : null));
    if (!rtp || !rtcp) {
      rtp?.close();
      rtcp?.close();
      ports.release(port);
      const failure = bound.find((each) => each.status === 'rejected');
      if (attempt < attempts) continue;
      throw new Error(`no ports to receive on at ${ip}`, { cause: failure?.reason });
    }
    for (const socket of [rtp, rtcp]) socket.on('error', () => {});
    let handedOn = 0;
    rtp.on('message', (packet, from) => {
      handedOn += 1;
      listener.rtp(packet, from);
    });
    rtcp.on('message', (packet) => listener.rtcp(packet));
    return {
      rtpPort: port,
      rtcpPort: port + 1,
      async drain() {
        const until = performance.now() + drainWithinMs;
        for (let known = -1; known !== handedOn && performance.now() < until; ) {
          known = handedOn;
          // Of what waits, 32 packets are fetched in a turn; the first of these two may be the one that runs already.
          await turn();
          await turn();
        }
      },
      close() {
        rtp.close();
        rtcp.close();
        ports.release(port);
      },
    };
  }
}

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line that can be cut, or go dead without either end being told, between a recorder and its hub. */
export type CutLine = {
  readonly port: number;
  /** Both ends see it; nobody comes through until `mend`. */
  cut(): void;
  /** Nothing passes any more, and nobody is told. */
  freeze(): void;
  mend(): void;
  close(): void;
};

export async function openCutLine(target: number): Promise<CutLine> {
  const sockets = new Set<Socket>();
  let state: 'whole' | 'cut' | 'frozen' = 'whole';
  const follow = (socket: Socket) => {
    sockets.add(socket);
    if (state === 'frozen') socket.pause();
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    follow(near);
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    follow(far);
    near.on('data', (chunk) => far.write(chunk));
    far.on('data', (chunk) => near.write(chunk));
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut() {
      state = 'cut';
      for (const socket of [...sockets]) socket.destroy();
    },
    freeze() {
      state = 'frozen';
      for (const socket of sockets) socket.pause();
    },
    mend() {
      state = 'whole';
      for (const socket of sockets) socket.resume();
    },
    close() {
      server.close();
      for (const socket of [...sockets]) socket.destroy();
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What Node made of our files at the first start: each further one takes two thirds of its time. */
const compiled = join(root, 'node_modules', '.cache', 'diemcau', 'compiled');

/** A real hub as its own process, in demo mode on loopback, with a data folder of its own. */
export type HubProcess = {
  readonly origin: string;
  readonly dataFolder: string;
  readonly pid: number;
  /** Everything it has said so far, for a failing test to show. */
  output(): string;
  /** SIGTERM, and waits until it is gone. */
  stop(): Promise<void>;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts again on the same ports and data. */
  restart(): Promise<HubProcess>;
  /** Stops it and removes its data. */
  dispose(): Promise<void>;
};

export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            resolve(typeof address === 'object' && address ? address.port : 0);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

type Place = {
  readonly port: number;
  readonly mediaPort: number;
  readonly dataFolder: string;
  readonly env: Readonly<Record<string, string>>;
};

async function listening(child: ChildProcess, said: string[], origin: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${said.join('')}`));
    const timer = setTimeout(() => fail('the hub did not listen within 30 s'), 30_000);
    const hear = (chunk: Buffer) => {
      said.push(chunk.toString());
      if (!said.join('').includes(origin)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`the hub ended with ${code ?? signal}`);
    });
  });
}

async function launch(place: Place): Promise<HubProcess> {
  const said: string[] = [];
  const origin = `http://127.0.0.1:${place.port}`;
  const child = spawn(process.execPath, [join(root, 'server', 'main.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: compiled,
      DIEMCAU_CONFIG: '',
      DIEMCAU_LISTEN_PORT: String(place.port),
      DIEMCAU_MEDIA_BASE_PORT: String(place.mediaPort),
      DIEMCAU_DATA_FOLDER: place.dataFolder,
      ...place.env,
    },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  await listening(child, said, origin);
  return {
    origin,
    dataFolder: place.dataFolder,
    pid: child.pid ?? 0,
    output: () => said.join(''),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      return launch(place);
    },
    dispose: async () => {
      await end('SIGTERM');
      await rm(place.dataFolder, { recursive: true, force: true });
    },
  };
}

/**
 * Media ports below those that Linux hands out by itself: browsers and clients have just used many of these, and each
 * worker needs the port after the one before.
 */
const firstMediaPort = 30_000;
const mediaPortsOfOneHub = 16;
const mediaPlaces = 160;
const attempts = 5;

/** Starts a hub with demo data in a fresh folder, elsewhere if its ports are taken; resolves once it listens. */
export async function startHub(env: Readonly<Record<string, string>> = {}): Promise<HubProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const [port = 0] = await freePorts(1);
    const mediaPort = firstMediaPort + mediaPortsOfOneHub * randomInt(mediaPlaces);
    const dataFolder = await mkdtemp(join(tmpdir(), 'diemcau-'));
    try {
      return await launch({ port, mediaPort, dataFolder, env });
    } catch (error) {
      await rm(dataFolder, { recursive: true, force: true });
      const taken = error instanceof Error && /address already in use|EADDRINUSE/.test(error.message);
      if (!taken || attempt === attempts) throw error;
    }
  }
}

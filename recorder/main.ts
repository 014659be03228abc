import { resolve } from 'node:path';
import pino from 'pino';
import { endLeftBehind } from './capture/left-behind.ts';
import { createPortPool } from './capture/port-pool.ts';
import { finishPackages } from './composition/package.ts';
import { createDesk } from './desk.ts';
import { readEnvironment } from './environment.ts';
import { connectHub, type HubLink } from './hub-link.ts';
import { holdFolder } from './process-lock.ts';
import { findPrograms } from './programs.ts';
import { monotonicMs } from './timeline/clock.ts';

const environment = readEnvironment(process.env);
/** What is kept of a log that cannot be written, in bytes, until it can; the rest is lost. */
const keptLogBytes = 1_048_576;
const log = pino.destination({ dest: 2, sync: true, maxLength: keptLogBytes });
// A full disk must not end a recording that still has somewhere to go.
log.on('error', () => undefined);
const logger = pino({ level: environment.logLevel, name: 'recorder' }, log);
const root = resolve(environment.folder);
const [programs, lock] = await Promise.all([
  findPrograms(process.env),
  holdFolder(root, (error) => logger.error({ err: error, root }, 'the folder of the recordings refuses')),
]);
const left = await endLeftBehind(root);
if (left.length > 0) logger.warn({ pids: left }, 'an earlier recorder had left processes behind');
await finishPackages(root, Date.now()).catch((error: unknown) =>
  logger.error({ err: error, root }, 'what an earlier recorder left cannot be put in order yet'),
);
if (programs.guard.length === 0)
  logger.warn('setpriv is missing: if this process is killed, its children are ended only by the next');

let link: HubLink | null = null;
/** Endings of files that must be over before the hub is told that all is ready again. */
let inOrder: Promise<void> = Promise.resolve();

const desk = createDesk({
  root,
  otherRoot: environment.otherFolder === null ? null : resolve(environment.otherFolder),
  ip: environment.ip,
  ports: createPortPool(environment.ports, monotonicMs),
  programs,
  tell: (type, news) => void link?.tell(type, news),
  logger,
});

link = connectHub({
  url: environment.hubUrl,
  token: environment.token,
  ca: environment.ca,
  handlers: desk.handlers,
  connected: () => void inOrder.then(() => link?.tell('recorder.ready', { ffmpeg: programs.ffmpegVersion })),
  disconnected: () => {
    inOrder = inOrder.then(() => desk.interrupt());
  },
  logger,
});

const hubIsGone = 'the hub is gone';
let ending = false;
async function end(reason: string): Promise<void> {
  if (ending) return;
  ending = true;
  // A hub that is started again at once would take this one, which ends, for its new recorder.
  if (reason === hubIsGone) link?.close();
  logger.info({ reason }, 'ending the tracks');
  await desk.close();
  link?.close();
  await lock.release();
  process.exit(0);
}

for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => void end(name));
if (environment.child) {
  // The hub holds the other end and never writes: its end, even by `kill -9`, is seen here.
  process.stdin.resume();
  process.stdin.on('end', () => void end(hubIsGone));
  process.stdin.on('error', () => void end(hubIsGone));
}

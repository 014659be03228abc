import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type FileHandle, mkdir, open, readdir, readlink, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isRemoved, putBack } from '../removed-file.ts';
import { words } from '../words.ts';
import { boundUdpPorts } from './bound-port.ts';
import { encodeBye } from './rtcp.ts';
import { sdpFileOf } from './sdp.ts';

/** One ffmpeg process and the file it writes: one stretch of one track. */
export type Epoch = {
  readonly pid: number;
  /**
   * Hands a packet on. Before ffmpeg has bound its port they are kept, so that no first word is lost.
   * @returns false when it is lost: more than that cannot be kept, or the process is gone
   */
  forward(packet: Uint8Array): boolean;
  /** Whether ffmpeg has bound its port, and has been given what was kept until then. */
  reads(): boolean;
  /** Bytes written so far; brings them to the disk as well, against power loss. */
  settle(): Promise<number>;
  /** Whether its file is no longer where it was. What it holds is put back there when it ends. */
  isRemoved(): Promise<boolean>;
  /** Ends in good order, by force only if that fails. Resolves when the process is gone. */
  finish(): Promise<void>;
  kill(): void;
  /** When the process is gone, wanted or not. */
  readonly ended: Promise<EpochEnd>;
};
export type EpochEnd = { readonly bytes: number; readonly wanted: boolean; readonly complaint: string };

export type EpochPlan = {
  /** Command and its first arguments, up to ffmpeg itself. */
  readonly ffmpeg: readonly string[];
  readonly file: string;
  readonly sdp: string;
  /** Even; ffmpeg binds it and the next. */
  readonly port: number;
  readonly ssrc: number;
  /** Told why what a removed file held could not be put back. */
  readonly notPutBack: (error: unknown) => void;
};

/** ffmpeg binds its port about 0.3 s after it is started (measured); on a loaded machine it takes longer. */
const bindWithinMs = 10_000;
/** Packets kept until then: 10 s of a 3 Mbit/s picture, and 5 MB at the most. */
const maxKept = 4_096;
/**
 * What was kept is handed on as ffmpeg reads it: so many packets, 80 kB with all that the system counts beside them, once
 * less than that waits. A socket takes 212 kB on a machine on which nobody has set more.
 */
const handedAtOnce = 32;
const waitingAtMost = 81_920;
/** Each step of an ending: BYE, then SIGINT, then SIGKILL. */
const patienceMs = 2_000;
/** After the last packet, so that BYE does not overtake it: ffmpeg reads its two sockets in no order. */
const byeAfterMs = 120;

function commandOf({ ffmpeg, file }: EpochPlan): readonly string[] {
  return [
    ...ffmpeg,
    ...words('-hide_banner -nostdin -loglevel warning -y -protocol_whitelist file,udp,rtp'),
    // Nothing is probed beyond the first frame, so that what arrives is written at once.
    // Its own ten seconds of patience (`listen_timeout`) would take a closed microphone for a broken line.
    ...words('-analyzeduration 0 -fpsprobesize 0 -buffer_size 4194304 -listen_timeout 0 -f sdp -i'),
    sdpFileOf(file),
    // Measured against `kill -9`: what was captured a second before it is readable (recording.md).
    ...words('-c copy -f matroska -flush_packets 1 -cluster_time_limit 1000'),
    file,
  ];
}

function keepTail(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-2000);
  });
  return () => tail;
}

async function connectedSocket(port: number): Promise<Socket> {
  const socket = createSocket('udp4');
  // ICMP "port unreachable" arrives here when ffmpeg is gone; its exit says so already.
  socket.on('error', () => {});
  socket.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** The file that a process writes, found through the process, when no path leads to it any more. Rejects if it has none. */
async function openUnnamed(pid: number, path: string): Promise<FileHandle> {
  const held = `/proc/${pid}/fd`;
  for (const number of await readdir(held)) {
    const target = await readlink(join(held, number)).catch(() => '');
    if (basename(target) === `${basename(path)} (deleted)`) return open(join(held, number), 'r');
  }
  throw new Error(`${pid} writes no ${path}`);
}

/** Starts ffmpeg on the plan. Rejects only if it cannot be started at all. */
export async function startEpoch(plan: EpochPlan): Promise<Epoch> {
  // It may have been removed since the last file began.
  await mkdir(dirname(plan.file), { recursive: true });
  await writeFile(sdpFileOf(plan.file), plan.sdp);
  const [command = '', ...args] = commandOf(plan);
  const [rtp, rtcp] = await Promise.all([connectedSocket(plan.port), connectedSocket(plan.port + 1)]);
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const complaint = keepTail(child);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let gone = false;
  let wanted = false;
  let kept: Uint8Array[] | null = [];
  /** Opened once, by whoever needs it first; null: not yet, or it is not there yet. */
  let file: Promise<FileHandle | null> | null = null;
  let lastForwardAt = 0;

  const send = (packet: Uint8Array) => {
    lastForwardAt = performance.now();
    rtp.send(packet, () => {});
  };
  /** False: there is no room for more yet. */
  const handSome = (waiting: number): boolean => {
    if (gone || waiting >= waitingAtMost) return false;
    for (const packet of kept?.splice(0, handedAtOnce) ?? []) send(packet);
    if (kept?.length === 0) kept = null;
    return true;
  };
  const handKept = async () => {
    const until = performance.now() + bindWithinMs;
    while (!gone && kept !== null && performance.now() < until) {
      const bound = await boundUdpPorts();
      const waiting = bound.has(plan.port + 1) ? bound.get(plan.port) : undefined;
      if (waiting === undefined || !handSome(waiting)) await wait(10);
    }
    if (kept !== null) child.kill('SIGKILL');
  };
  /** Opens the file while its process is there, through which it is found even where no path leads to it. */
  const hold = (): Promise<FileHandle | null> | null => {
    if (!gone)
      file ??= open(plan.file, 'r')
        .catch(() => openUnnamed(child.pid ?? 0, plan.file))
        .catch(() => {
          file = null;
          return null;
        });
    return file;
  };
  const sizeOf = async () => (await stat(plan.file).catch(() => null))?.size ?? 0;

  const ended = exited.then(async (): Promise<EpochEnd> => {
    gone = true;
    rtp.close();
    rtcp.close();
    // Also one that is still being opened: nobody would close it later.
    const held = await file;
    if (held && (await isRemoved(held, plan.file))) await putBack(held, plan.file).catch(plan.notPutBack);
    await held?.close().catch(() => {});
    return { bytes: await sizeOf(), wanted, complaint: complaint() };
  });
  try {
    await once(child, 'spawn');
  } catch (error) {
    rtp.close();
    rtcp.close();
    throw error;
  }
  const handed = handKept();

  const goneWithin = (ms: number) => Promise.race([ended.then(() => true), wait(ms).then(() => false)]);
  const finish = async () => {
    if (wanted || gone) return void (await ended);
    wanted = true;
    await handed;
    // On a disk that is slow it may not have been brought there even once.
    await hold();
    await wait(Math.max(0, lastForwardAt + byeAfterMs - performance.now()));
    if (!gone) rtcp.send(encodeBye(plan.ssrc), () => {});
    if (await goneWithin(patienceMs)) return;
    child.kill('SIGINT');
    if (await goneWithin(patienceMs)) return;
    child.kill('SIGKILL');
    await ended;
  };

  return {
    pid: child.pid ?? 0,
    forward(packet) {
      if (gone || (kept !== null && kept.length >= maxKept)) return false;
      if (kept === null) send(packet);
      else kept.push(Uint8Array.from(packet));
      return true;
    },
    reads: () => kept === null,
    async settle() {
      await (await hold())?.datasync().catch(() => {});
      return sizeOf();
    },
    async isRemoved() {
      const held = gone ? null : await file;
      return held !== null && isRemoved(held, plan.file);
    },
    finish,
    kill: () => void child.kill('SIGKILL'),
    ended,
  };
}

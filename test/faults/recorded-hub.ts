import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Gap, Recording } from '../../core/meeting.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { readTimelineText } from '../../recorder/timeline/chain.ts';
import type { TimelineLine } from '../../recorder/timeline/line.ts';
import { eventually } from '../recording/recorded-meeting.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';
import { type Attendee, attend } from './attendee.ts';
import { type CutLine, openCutLine } from './cut-line.ts';
import { type PlayedClip, playClip } from './played-clip.ts';
import { childNaming, processesKnowing } from './process.ts';

/** What everyone must know of a fault within (issue and design): the requirement, not a measurement. */
export const toldWithinMs = 5_000;
/** What was captured so long before a fault must be readable. */
export const readableUntilMs = 2_000;

type Row = {
  readonly startedAt: number;
  readonly state: Recording['state'];
  readonly reason: string | null;
  readonly gaps: readonly Gap[];
  readonly durationMs: number | null;
  readonly size: number | null;
  readonly sha256: string | null;
};

export type OpenedEpoch = Extract<TimelineLine, { kind: 'epoch.opened' }>;

/** A real hub, its real recorder, real media workers and two people at real sockets; the chair is recorded. */
export type RecordedHub = {
  hub(): HubProcess;
  readonly chair: Attendee;
  /** Over which the chair's page reaches the hub. */
  readonly chairLine: CutLine;
  readonly secretary: Attendee;
  /** What the chair's devices see and hear. */
  readonly clip: PlayedClip;
  /** Holds the recordings. */
  readonly root: string;
  /** The last that was ordered, as everyone's state tells it. */
  recording(): Promise<Recording>;
  /** Orders one, and waits until both of the chair's tracks are written. */
  record(): Promise<string>;
  /** Its line in the archive, read from the database. */
  row(id: string): Row;
  /** Another line like this one. */
  copyRow(id: string, change: { readonly id: string; readonly meeting: string }): void;
  lines(id: string): Promise<readonly TimelineLine[]>;
  /** Files being written. */
  open(id: string): Promise<readonly OpenedEpoch[]>;
  captures(id: string, count: number): Promise<void>;
  recorder(): Promise<number>;
  worker(): Promise<number>;
  restart(how: 'stop' | 'kill', whileGone?: () => Promise<void> | void): Promise<void>;
  dispose(): Promise<void>;
};

export const preload = (name: string) => `--import ${new URL(name, import.meta.url).href}`;

export function openEpochs(lines: readonly TimelineLine[]): readonly OpenedEpoch[] {
  const closed = new Set(lines.flatMap((line) => (line.kind === 'epoch.closed' ? [line.epoch] : [])));
  return lines.flatMap((line) => (line.kind === 'epoch.opened' && !closed.has(line.epoch) ? [line] : []));
}

export async function timelineOf(folder: string): Promise<readonly TimelineLine[]> {
  return readTimelineText(await readFile(join(folder, packageFiles.timeline), 'utf8').catch(() => '')).lines;
}

export function columnsOf(file: string, id: string): Row | null {
  const database = new Database(file, { readonly: true });
  try {
    const row = database.prepare('select * from recordings where id = ?').get(id);
    if (row === undefined) return null;
    const { started_at, gaps_json, duration_ms, ...same } = row as Omit<
      Row,
      'startedAt' | 'gaps' | 'durationMs'
    > & {
      started_at: number;
      gaps_json: string;
      duration_ms: number | null;
    };
    return { ...same, startedAt: started_at, gaps: JSON.parse(gaps_json), durationMs: duration_ms };
  } finally {
    database.close();
  }
}

/** Opens the demo's meeting. `env` goes to the hub, and from there to the recorder beside it. */
export async function openRecordedHub(env: Readonly<Record<string, string>> = {}): Promise<RecordedHub> {
  const cleanup = new AsyncDisposableStack();
  try {
    const clip: PlayedClip = await playClip();
    cleanup.defer(() => clip.close());
    let hub = await startHub({
      NODE_OPTIONS: `${preload('./plain-line.ts')} ${preload('./stepped-clock.ts')}`,
      DIEMCAU_MEDIA_WORKERS: '1',
      DIEMCAU_LOG_LEVEL: 'info',
      ...env,
    });
    cleanup.defer(async () => {
      await hub.dispose();
      // What a failing test has found left over is not left to the machine.
      for (const { pid } of await processesKnowing(hub.dataFolder)) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended by itself meanwhile.
        }
      }
    });
    const chairLine = await openCutLine(Number(new URL(hub.origin).port));
    cleanup.defer(() => chairLine.close());
    const [chair, secretary] = await Promise.all([
      attend(`http://127.0.0.1:${chairLine.port}`, 'chutri', clip),
      attend(hub.origin, 'thuky', null),
    ]);
    for (const each of [chair, secretary]) cleanup.defer(() => each.close());
    await chair.command({ type: 'meeting.open' });
    await chair.command({ type: 'microphone.open' });
    const root = env.DIEMCAU_RECORDER_FOLDER ?? join(hub.dataFolder, 'archive');
    const database = join(hub.dataFolder, 'hub.sqlite');
    const last = async () => (await chair.meeting()).recordings.at(-1);
    const lines = (id: string) => timelineOf(join(root, id));
    const open = async (id: string) => openEpochs(await lines(id));
    const captures = (id: string, count: number) =>
      eventually(`${count} files grow`, async () => (await open(id)).length === count);
    return {
      hub: () => hub,
      chair,
      chairLine,
      secretary,
      clip,
      root,
      async recording() {
        const recording = await last();
        if (!recording) throw new Error('nothing was ordered to be recorded');
        return recording;
      },
      async record() {
        await chair.command({ type: 'recording.start' });
        await eventually('it records', async () => (await last())?.state === 'recording');
        const id = (await last())?.id ?? '';
        await captures(id, 2);
        return id;
      },
      row(id) {
        const row = columnsOf(database, id);
        if (!row) throw new Error(`${id} has no line in the archive`);
        return row;
      },
      copyRow(id, change) {
        const writing = new Database(database);
        try {
          const row = writing.prepare('select * from recordings where id = ?').get(id);
          const copy = { ...(row as Record<string, unknown>), ...change };
          const names = Object.keys(copy);
          writing
            .prepare(
              `insert into recordings (${names.join()}) values (${names.map((name) => `@${name}`).join()})`,
            )
            .run(copy);
        } finally {
          writing.close();
        }
      },
      lines,
      open,
      captures,
      recorder: () => childNaming(hub.pid, 'recorder/main.ts'),
      worker: () => childNaming(hub.pid, 'mediasoup-worker'),
      async restart(how, whileGone) {
        await (how === 'kill' ? hub.kill() : hub.stop());
        await whileGone?.();
        hub = await hub.restart();
      },
      dispose: () => cleanup.disposeAsync(),
    };
  } catch (error) {
    await cleanup.disposeAsync();
    throw error;
  }
}

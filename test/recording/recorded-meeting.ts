import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { Server } from 'socket.io';
import type { Actor } from '../../core/actor.ts';
import { apply } from '../../core/apply.ts';
import type { Command } from '../../core/command.ts';
import { decide } from '../../core/decide.ts';
import type { Entry } from '../../core/event.ts';
import type { Meeting, Recording } from '../../core/meeting.ts';
import { recorderNamespace } from '../../protocol/recorder.ts';
import type { FinishedPackage, Media, Recorder } from '../../server/ports.ts';
import { createRecorder } from '../../server/recording/recorder.ts';
import { type Patience, usualPatience } from '../../server/recording/united-recording.ts';

/** A hub reduced to one meeting, its recorder, and the real core between them. */
export type RecordedMeeting = {
  meeting(): Meeting;
  recording(): Recording;
  send(actor: Actor, command: Command): void;
  readonly recorder: Recorder;
  /** What was told of the last film; null: of none. */
  film(): FinishedPackage | null;
  /** Ends it as a hub ends that is shut down in good order. */
  close(): Promise<void>;
};

const main = fileURLToPath(new URL('../../recorder/main.ts', import.meta.url));
const bySystem: Actor = { kind: 'system', part: 'recorder' };

/** Waits for a condition, looking twenty times a second; rejects with what was waited for. */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  withinMs = 20_000,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await wait(50);
  }
}

export async function openRecordedMeeting(
  first: Meeting,
  options: {
    readonly folder: string;
    readonly media: Media;
    readonly ports: string;
    /** A second recorder beside the first. */
    readonly second?: {
      readonly folder: string;
      readonly ports: string;
      readonly patience: Omit<Patience, 'absentMs'>;
    };
    readonly logLevel?: string;
  },
): Promise<RecordedMeeting> {
  const server = createServer();
  const io = new Server(server, { serveClient: false });
  const logger = pino({ level: options.logLevel ?? 'silent' });
  let meeting = first;
  let film: FinishedPackage | null = null;
  const { second } = options;
  const child = (folder: string, ports: string, other: string | undefined) => ({
    main,
    folder,
    ip: '127.0.0.1',
    environment: {
      RECORDER_LOG_LEVEL: options.logLevel ?? 'silent',
      RECORDER_PORTS: ports,
      ...(other === undefined ? {} : { RECORDER_OTHER_FOLDER: other }),
    },
  });
  const recorder = createRecorder({
    media: options.media,
    clock: { now: Date.now },
    namespace: io.of(recorderNamespace),
    token: 'a token only for this test',
    child: child(options.folder, options.ports, second?.folder),
    second: second
      ? {
          token: 'another token only for this test',
          child: child(second.folder, second.ports, options.folder),
        }
      : null,
    // The recorder starts with the hub here: how long that takes on a busy machine is not asked.
    patience: { ...usualPatience, ...second?.patience, absentMs: 60_000 },
    logger,
  });
  const send = (actor: Actor, command: Command) => {
    const now = Date.now();
    const decision = decide(meeting, actor, command, now);
    if (!decision.ok) {
      logger.info({ command: command.type, refusal: decision.refusal.code }, 'refused');
      return;
    }
    const entries = decision.events.map(
      (event, index): Entry => ({ seq: meeting.seq + 1 + index, at: now, by: actor, event }),
    );
    meeting = entries.reduce(apply, meeting);
    recorder.restrict(meeting);
    recorder.follow(meeting, entries);
  };
  recorder.listen({
    checked: (_meeting, recording, findings) =>
      send(bySystem, { type: 'recording.check', recording, findings }),
    stored: (_meeting, recording, storage) => send(bySystem, { type: 'recording.store', recording, storage }),
    confirmed: (_meeting, recording) => send(bySystem, { type: 'recording.confirm', recording }),
    interrupted: (_meeting, recording, reason) =>
      send(bySystem, { type: 'recording.interrupt', recording, reason }),
    resumed: (_meeting, recording) => send(bySystem, { type: 'recording.resume', recording }),
    composing: (_meeting, recording) => send(bySystem, { type: 'recording.compose', recording }),
    finished(_meeting, recording, finished) {
      film = finished;
      send(bySystem, { type: 'recording.finish', recording, durationMs: finished.durationMs });
    },
    failed: (_meeting, recording, reason) => send(bySystem, { type: 'recording.fail', recording, reason }),
  });
  server.listen(0, '127.0.0.1');
  await eventually('the hub listens', () => server.listening);
  const { port } = server.address() as AddressInfo;
  // As after a restart: the meeting is followed before the recorder is there.
  recorder.follow(meeting, []);
  recorder.start(`http://127.0.0.1:${port}`);
  return {
    meeting: () => meeting,
    recording() {
      const last = meeting.recordings.at(-1);
      if (!last) throw new Error('nothing was ordered to be recorded');
      return last;
    },
    send,
    recorder,
    film: () => film,
    async close() {
      await recorder.close();
      await io.close();
    },
  };
}

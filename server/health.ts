import { Gauge, type Registry } from 'prom-client';
import type { Hub } from './hub.ts';
import type { Media, Recorder, RecorderState } from './ports.ts';
import type { Seats } from './seats.ts';

type Part = { readonly ok: boolean; readonly detail: string };
type Health = { readonly ok: boolean; readonly parts: Readonly<Record<string, Part>> };

type Needs = {
  readonly hub: Hub;
  readonly seats: Seats;
  readonly media: Media;
  readonly recorder: Recorder;
  /** Packages that are damaged, copies that fail. */
  readonly archive: () => Part;
};

/** How often the media workers are asked for their load, in milliseconds. */
const measureEveryMs = 5_000;

/** Two recorders are told apart; one of them that is away is no fault of the meeting, but somebody must look. */
function recorderPart(states: readonly RecorderState[]): Part {
  const [first = 'absent', second] = states;
  const ok = states.every((state) => state === 'ready');
  return { ok, detail: second === undefined ? first : `first ${first}, second ${second}` };
}

/**
 * Watches the hub's parts. Healthy means that meetings can be held: a recorder that is away is told, but the meeting
 * goes on, and so does a database that lags behind.
 */
export function createHealth({ hub, seats, media, recorder, archive }: Needs): {
  health(): Health;
  close(): void;
} {
  let workers: Awaited<ReturnType<Media['workers']>> = [];
  const measure = (): void => {
    media
      .workers()
      .then((measured) => {
        workers = measured;
      })
      .catch(() => {
        workers = [];
      });
  };
  measure();
  const timer = setInterval(measure, measureEveryMs);
  timer.unref();
  return {
    health: () => {
      const behind = hub.meetings().reduce((sum, live) => sum + live.behind(), 0);
      const loads = workers.map(({ load }) => `${Math.round(load * 100)} %`).join(', ');
      const parts = {
        media: { ok: workers.length > 0, detail: `${workers.length} workers (${loads})` },
        log: { ok: behind === 0, detail: behind === 0 ? 'written' : `${behind} entries held` },
        archive: archive(),
        recorder: recorderPart(recorder.states()),
        meetings: { ok: true, detail: `${hub.meetings().length} meetings, ${seats.all().length} seats` },
      };
      return { ok: parts.media.ok, parts };
    },
    close: () => clearInterval(timer),
  };
}

/** The hub's own figures for /metrics, besides the process's. */
export function registerGauges(
  registry: Registry,
  { hub, seats, media }: Omit<Needs, 'recorder' | 'archive'>,
): void {
  const registers = [registry];
  new Gauge({
    name: 'diemcau_seats',
    help: 'Connections that hold a seat in a meeting',
    registers,
    collect() {
      this.set(seats.all().length);
    },
  });
  new Gauge({
    name: 'diemcau_meetings_live',
    help: 'Meetings that are open',
    registers,
    collect() {
      this.set(hub.meetings().filter((live) => live.state().phase.kind === 'live').length);
    },
  });
  new Gauge({
    name: 'diemcau_log_entries_held',
    help: 'Entries decided but not yet written, because the database did not take them',
    registers,
    collect() {
      this.set(hub.meetings().reduce((sum, live) => sum + live.behind(), 0));
    },
  });
  new Gauge({
    name: 'diemcau_media_worker_load',
    help: 'Share of a core that a media worker uses',
    labelNames: ['pid'],
    registers,
    async collect() {
      this.reset();
      for (const { pid, load } of await media.workers()) this.set({ pid: String(pid) }, load);
    },
  });
}

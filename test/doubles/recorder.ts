import type { Entry } from '../../core/event.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { Recorder, RecordingListener } from '../../server/ports.ts';

/** A recorder that keeps what it is told, and reports what a test makes it report. */
export type RecorderDouble = Recorder & {
  readonly followed: { readonly meeting: Meeting; readonly entries: readonly Entry[] }[];
  report(): RecordingListener;
};

export function createRecorderDouble(): RecorderDouble {
  const followed: { meeting: Meeting; entries: readonly Entry[] }[] = [];
  let listener: RecordingListener | null = null;
  return {
    followed,
    report: () => {
      if (!listener) throw new Error('nobody listens to the recorder');
      return listener;
    },
    listen: (next) => {
      listener = next;
    },
    follow: (meeting, entries) => {
      followed.push({ meeting, entries });
    },
    restrict: () => undefined,
    sendersChanged: () => undefined,
    state: () => 'ready',
    states: () => ['ready'],
    progressOf: () => null,
    compose: async () => ({ ok: true, value: null }),
    close: async () => undefined,
  };
}

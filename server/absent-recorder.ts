import type { Recorder } from './ports.ts';
export function createAbsentRecorder(): Recorder {
  return {
    listen: () => undefined,
    follow: () => undefined,
    sendersChanged: () => undefined,
    state: () => 'absent',
    close: async () => undefined,
  };
}

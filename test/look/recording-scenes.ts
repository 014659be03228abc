import type { Command } from '../../core/command.ts';
import type { RecordingId } from '../../core/id.ts';
import type { Scene } from './scenes.ts';
import { person, type StandInHub, site } from './stand-in-hub.ts';

const minute = 60_000;
const chair = person('chutri');
const gigabyte = 1024 ** 3;

type Report = (recording: RecordingId) => Command;

/** Recorded, and what came of it: by the chair, or as the recorder told. */
export function recordingScenes(open: (hub: StandInHub) => void): Readonly<Record<string, Scene>> {
  const recorded =
    (...reports: readonly Report[]) =>
    (hub: StandInHub) => {
      open(hub);
      hub.at(5 * minute);
      hub.do(chair, { type: 'recording.start' });
      const recording = hub.meeting().recordings.at(-1)?.id;
      if (!recording) throw new Error('not recorded');
      for (const report of reports) hub.system('recorder', report(recording));
    };
  const confirm: Report = (recording) => ({ type: 'recording.confirm', recording });
  const check: Report = (recording) => ({
    type: 'recording.check',
    recording,
    findings: [
      { kind: 'space', freeBytes: 12 * gigabyte, neededBytes: 38 * gigabyte },
      { kind: 'clock', offsetMs: -4200 },
    ],
  });
  const store =
    (storage: 'low' | 'sound-only' | 'full'): Report =>
    (recording) => ({ type: 'recording.store', recording, storage });
  const fail: Report = (recording) => ({ type: 'recording.fail', recording, reason: 'recorder-absent' });
  const paused = (hub: StandInHub) => {
    recorded(confirm)(hub);
    hub.at(9 * minute);
    hub.do(chair, { type: 'recording.pause' });
    hub.at(11 * minute);
  };
  const asChair = { screen: 'meeting', you: chair } as const;
  const asDelegate = { screen: 'meeting', you: person('daibieu1') } as const;
  const asSite = { screen: 'site', you: site('38.393') } as const;
  return {
    'chair-recording-paused': { ...asChair, play: paused },
    'chair-recording-checked': { ...asChair, play: recorded(check, confirm, store('low')) },
    'chair-recording-sound': { ...asChair, play: recorded(confirm, store('sound-only')) },
    'chair-recording-full': { ...asChair, play: recorded(confirm, store('full')) },
    'chair-recording-absent': { ...asChair, play: recorded(fail) },
    'delegate-recording-paused': { ...asDelegate, play: paused },
    'delegate-recording-low': { ...asDelegate, play: recorded(confirm, store('low')) },
    'site-recording-paused': { ...asSite, play: paused },
    'site-recording-low': { ...asSite, play: recorded(confirm, store('low')) },
    'site-recording-full': { ...asSite, play: recorded(confirm, store('full')) },
  };
}

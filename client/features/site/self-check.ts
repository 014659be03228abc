import { lineVerdict } from '../../../core/line-verdict.ts';
import type { LineMeasure, TrialCheck } from '../../../core/trial.ts';
import type { LineTestOutcome, LocalDevice, SoundTestOutcome } from '../../session/contract.ts';
import { pictureVerdict } from './picture-verdict.ts';

/** Why a check failed, as the screen words it. */
export type Fault =
  | 'dark'
  | 'off'
  | 'unclear'
  | 'unheard'
  | 'microphone'
  | 'speaker'
  | 'slow'
  | 'blocked'
  | 'unsteady';

/** What a room found of itself. */
export type Finding = {
  readonly check: TrialCheck;
  readonly fault: Fault | null;
  readonly measure: LineMeasure | null;
};

/** null: the test did not come to an end, and says nothing. */
export function findingOfLine(outcome: LineTestOutcome): Finding | null {
  if (outcome.kind !== 'measured') return null;
  const { measure } = outcome;
  const verdict = lineVerdict(measure);
  return { check: 'line', fault: verdict.passed ? null : verdict.why, measure };
}

/** null: the test did not come to an end, and says nothing. */
export function findingOfSound(outcome: SoundTestOutcome): Finding | null {
  switch (outcome.kind) {
    case 'cancelled':
      return null;
    case 'failed':
      return { check: 'sound', fault: outcome.device, measure: null };
    case 'measured':
      return { check: 'sound', fault: outcome.measure.heard ? null : 'unheard', measure: null };
  }
}

/** How large a frame is looked at: enough to tell a room from a lens cap. */
const sample = { width: 64, height: 36 } as const;
/** How long a camera that is on may take to show its first frame, in ms. */
const frameMs = 5_000;

async function frameOf(track: MediaStreamTrack): Promise<Uint8ClampedArray> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play();
    const context = Object.assign(document.createElement('canvas'), sample).getContext('2d');
    context?.drawImage(video, 0, 0, sample.width, sample.height);
    return context?.getImageData(0, 0, sample.width, sample.height).data ?? new Uint8ClampedArray();
  } finally {
    video.srcObject = null;
  }
}

/** Looks at what one's own camera shows now. */
export async function findingOfPicture(camera: LocalDevice): Promise<Finding> {
  if (camera.kind !== 'on') return { check: 'picture', fault: 'off', measure: null };
  const late = new Promise<Uint8ClampedArray>((resolve) =>
    setTimeout(() => resolve(new Uint8ClampedArray()), frameMs),
  );
  const pixels = await Promise.race([frameOf(camera.track), late]).catch(() => new Uint8ClampedArray());
  return { check: 'picture', fault: pictureVerdict(pixels) === 'seen' ? null : 'dark', measure: null };
}

import { lacksOnlyFilm } from '../core/recording.ts';
import type { Hub } from './hub.ts';
import type { FilmWish, Outcome, Recorder, RecordingRow } from './ports.ts';

type Needs = { readonly hub: Pick<Hub, 'recall'>; readonly recorder: Pick<Recorder, 'compose'> };

/** Films made anew, and those made at last of recordings that failed for want of one (REC-3). */
export function createRecomposition({ hub, recorder }: Needs) {
  return {
    async compose({ id, meeting, state, reason }: RecordingRow, wish: FilmWish): Promise<Outcome<null>> {
      const failed = state === 'failed' && lacksOnlyFilm(reason);
      if (state !== 'ready' && !failed) return { ok: false, refusal: { code: 'out-of-order' } };
      // What becomes of it is an entry of its meeting's log, which may have been let go long ago.
      if (failed && (await hub.recall(meeting)) === null)
        return { ok: false, refusal: { code: 'unavailable' } };
      return recorder.compose(id, wish);
    },
  };
}

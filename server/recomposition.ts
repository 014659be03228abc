import { refilmObstacle } from '../core/dossier/term.ts';
import type { RecordingId } from '../core/id.ts';
import { lacksOnlyFilm } from '../core/recording.ts';
import type { DossierService } from './dossier.ts';
import type { Hub } from './hub.ts';
import type { FilmWish, Outcome, Principal, Recorder, RecordingRow, Store } from './ports.ts';

type Needs = {
  readonly store: Pick<Store, 'dossiers'>;
  readonly hub: Pick<Hub, 'recall'>;
  readonly recorder: Pick<Recorder, 'compose'>;
  /** Whether the finished package is the one that was signed. */
  readonly isGenuine: (recording: RecordingId) => Promise<boolean>;
  /** Who ordered it is written down before it is begun (DOSSIER-9). */
  readonly accessed: DossierService['accessed'];
};

/** Films made anew, and those made at last of recordings that failed for want of one (REC-3). */
export function createRecomposition({ store, hub, recorder, isGenuine, accessed }: Needs) {
  return {
    async compose(by: Principal, recording: RecordingRow, wish: FilmWish): Promise<Outcome<null>> {
      const { id, meeting, state, reason } = recording;
      const failed = state === 'failed' && lacksOnlyFilm(reason);
      if (state !== 'ready' && !failed) return { ok: false, refusal: { code: 'out-of-order' } };
      const [standing] = await store.dossiers.standings([meeting]);
      const obstacle =
        state === 'ready' && standing
          ? refilmObstacle({ held: standing.held, handedOver: standing.handedOverAt !== null })
          : null;
      if (obstacle !== null) return { ok: false, refusal: { code: obstacle } };
      // The new film is signed with all that it is made of: what somebody changed since must not come to be genuine so.
      if (state === 'ready' && !(await isGenuine(id)))
        return { ok: false, refusal: { code: 'package-damaged' } };
      // What becomes of it is an entry of its meeting's log, which may have been let go long ago.
      if (failed && (await hub.recall(meeting)) === null)
        return { ok: false, refusal: { code: 'unavailable' } };
      await accessed(by, recording, { what: 'recomposed' });
      return recorder.compose(id, wish);
    },
  };
}

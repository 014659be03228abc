import type { AccessKind } from '../core/dossier/dossier.ts';
import type { DossierActor } from '../core/dossier/event.ts';
import { onePlayingMs } from '../core/dossier/term.ts';
import type { DossierLog } from './dossier-log.ts';
import type { Clock, RecordingRow } from './ports.ts';

/** Uses remembered, so that the ranges of one playing are written down once; beyond, one more line is written. */
const keptUses = 5_000;

export type AccessLog = {
  /** Resolves once it is written down (DOSSIER-9); rejects when it cannot be: then nothing may be handed out. */
  accessed(
    by: DossierActor,
    recording: Pick<RecordingRow, 'id' | 'meeting'>,
    what: AccessKind,
  ): Promise<void>;
};

const keyOf = (by: DossierActor): string =>
  by.kind === 'person' ? `person ${by.participant}` : by.kind === 'link' ? `link ${by.link}` : 'hub';

/** Who watched, took home or checked what, in the logs of the meetings' files. */
export function createAccessLog(log: DossierLog, clock: Clock): AccessLog {
  const useByKey = new Map<string, { readonly at: number; readonly written: Promise<unknown> }>();
  return {
    accessed: async (by, { id, meeting }, what) => {
      const key = `${meeting} ${id} ${what} ${keyOf(by)}`;
      const now = clock.now();
      const last = useByKey.get(key);
      if (last !== undefined && Math.abs(now - last.at) < onePlayingMs) {
        await last.written;
        return;
      }
      const written = log.inTurn(meeting, () =>
        log.append(meeting, by, [{ type: 'accessed', recording: id, what }]),
      );
      const use = { at: now, written };
      useByKey.delete(key);
      useByKey.set(key, use);
      const [oldest] = useByKey.keys();
      if (useByKey.size > keptUses && oldest !== undefined) useByKey.delete(oldest);
      try {
        await written;
      } catch (error) {
        if (useByKey.get(key) === use) useByKey.delete(key);
        throw error;
      }
    },
  };
}

import { type AccessUse, isOneAccess, useKey } from '../core/dossier/access-use.ts';
import type { DossierActor } from '../core/dossier/event.ts';
import type { DossierLog } from './dossier-log.ts';
import type { Clock, RecordingRow } from './ports.ts';

/** Uses remembered, so that the ranges of one playing are written down once; beyond, one more line is written. */
const keptUses = 5_000;

export type AccessLog = {
  /** Resolves once it is written down (DOSSIER-9); rejects when it cannot be: then nothing may be handed out. */
  accessed(by: DossierActor, recording: Pick<RecordingRow, 'id' | 'meeting'>, use: AccessUse): Promise<void>;
};

const keyOf = (by: DossierActor): string =>
  by.kind === 'person' ? `person ${by.participant}` : by.kind === 'link' ? `link ${by.link}` : 'hub';

/** Who watched, read, took home or checked what, in the logs of the meetings' files. */
export function createAccessLog(log: DossierLog, clock: Clock): AccessLog {
  const useByKey = new Map<string, { readonly at: number; readonly written: Promise<unknown> }>();
  return {
    accessed: async (by, { id, meeting }, use) => {
      const key = `${meeting} ${id} ${keyOf(by)} ${useKey(use)}`;
      const now = clock.now();
      const last = useByKey.get(key);
      if (last !== undefined && isOneAccess(use, now - last.at)) {
        await last.written;
        return;
      }
      const { what, part } = use;
      const event = { type: 'accessed', recording: id, what, ...(part && { part }) } as const;
      const written = log.inTurn(meeting, () => log.append(meeting, by, [event]));
      const latest = { at: now, written };
      useByKey.delete(key);
      useByKey.set(key, latest);
      const [oldest] = useByKey.keys();
      if (useByKey.size > keptUses && oldest !== undefined) useByKey.delete(oldest);
      try {
        await written;
      } catch (error) {
        if (useByKey.get(key) === latest) useByKey.delete(key);
        throw error;
      }
    },
  };
}

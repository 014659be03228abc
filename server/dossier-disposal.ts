import type { Logger } from 'pino';
import type { MeetingId, RecordingId } from '../core/id.ts';
import type { DossierLog } from './dossier-log.ts';
import type { DocumentRemoval, PackageFiles } from './dossier-ports.ts';
import type { Store } from './ports.ts';

/** Told of a recording whose files were destroyed here; asked again, at the next start too, as long as it rejects. */
export type DisposalListener = (recording: RecordingId) => Promise<void> | void;

export type DossierDisposal = {
  /**
   * Destroys the meeting's recordings and documents here, whatever is left of them; the rest follows by itself. Never
   * rejects.
   */
  carryOut(meeting: MeetingId): Promise<void>;
  onDisposed(listener: DisposalListener): void;
  /** Nothing is tried again from here on. */
  close(): void;
};

type Needs = {
  readonly store: Pick<Store, 'recordings'>;
  readonly files: PackageFiles;
  readonly documents: DocumentRemoval;
  readonly log: DossierLog;
  readonly logger: Logger;
  /** What became of it is signed. Never rejects. */
  readonly sign: (meeting: MeetingId) => Promise<void>;
};

/** What could not be destroyed is tried again after so long, in milliseconds: a second place may be away for hours. */
const againAfterMs = 600_000;

/** Carries out disposals that were confirmed (DOSSIER-10): each step may be repeated, so that any may be cut short. */
export function createDossierDisposal({
  store,
  files,
  documents,
  log,
  logger,
  sign,
}: Needs): DossierDisposal {
  const listeners: DisposalListener[] = [];
  const timerByMeeting = new Map<MeetingId, NodeJS.Timeout>();
  let closed = false;

  const destroyHere = async (meeting: MeetingId): Promise<readonly RecordingId[]> => {
    const rows = await store.recordings.ofMeeting(meeting);
    // First the line in the archive, so that nobody begins to read what is being taken away.
    for (const row of rows) await store.recordings.put({ ...row, state: 'disposed' });
    for (const { id } of rows) await files.remove(id);
    await documents.remove(meeting);
    return rows.map(({ id }) => id);
  };
  const finish = async (meeting: MeetingId, recordings: readonly RecordingId[]): Promise<void> => {
    for (const recording of recordings) for (const listener of listeners) await listener(recording);
    await log.inTurn(meeting, async () => {
      const { disposal } = await log.read(meeting);
      if (disposal.state === 'confirmed')
        await log.append(meeting, { kind: 'hub' }, [{ type: 'disposal.carriedOut' }]);
    });
    await sign(meeting);
    logger.info({ meeting, recordings }, 'a disposal was carried out');
  };

  const carryOut = async (meeting: MeetingId): Promise<void> => {
    const tryAgain = (error: unknown): void => {
      logger.error({ meeting, err: error }, 'a disposal could not be carried out; it is tried again');
      if (closed) return;
      clearTimeout(timerByMeeting.get(meeting));
      const timer = setTimeout(() => void carryOut(meeting), againAfterMs);
      timer.unref();
      timerByMeeting.set(meeting, timer);
    };
    try {
      const recordings = await destroyHere(meeting);
      finish(meeting, recordings).catch(tryAgain);
    } catch (error) {
      tryAgain(error);
    }
  };

  return {
    carryOut,
    onDisposed: (listener) => void listeners.push(listener),
    close: () => {
      closed = true;
      for (const timer of timerByMeeting.values()) clearTimeout(timer);
    },
  };
}

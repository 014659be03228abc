import { applyDossier } from '../core/dossier/apply.ts';
import { type Dossier, openDossier } from '../core/dossier/dossier.ts';
import type { DossierActor, DossierEvent } from '../core/dossier/event.ts';
import { isHeld, timeIn } from '../core/dossier/term.ts';
import type { MeetingId } from '../core/id.ts';
import type { DossierSummary } from './dossier-ports.ts';
import type { Clock, Store } from './ports.ts';

export type DossierLog = {
  /** One at a time for each meeting: whoever comes meanwhile waits. */
  inTurn<T>(meeting: MeetingId, work: () => Promise<T>): Promise<T>;
  /** The file as its log says now. */
  read(meeting: MeetingId): Promise<Dossier>;
  /**
   * Writes down what happened, at a time that is never before the last entry's (DOSSIER-12), and gives the file after
   * it. To be called in the meeting's turn.
   */
  append(meeting: MeetingId, by: DossierActor, events: readonly DossierEvent[]): Promise<Dossier>;
};

/** Files kept folded, for whoever watches the next range or orders the next thing. */
const keptFiles = 200;

function summaryOf({ holds, custody, disposal }: Dossier): DossierSummary {
  return { held: isHeld({ holds }), handedOverAt: custody?.at ?? null, disposal: disposal.state };
}

/** The logs of meetings' files, folded as far as they were read. */
export function createDossierLog(store: Pick<Store, 'dossiers'>, clock: Clock): DossierLog {
  const fileByMeeting = new Map<MeetingId, { readonly dossier: Dossier; readonly seq: number }>();
  const turnByMeeting = new Map<MeetingId, Promise<unknown>>();

  const keep = (meeting: MeetingId, file: { readonly dossier: Dossier; readonly seq: number }) => {
    fileByMeeting.delete(meeting);
    fileByMeeting.set(meeting, file);
    const [oldest] = fileByMeeting.keys();
    if (fileByMeeting.size > keptFiles && oldest !== undefined) fileByMeeting.delete(oldest);
    return file;
  };
  const readOn = async (meeting: MeetingId) => {
    const known = fileByMeeting.get(meeting) ?? { dossier: openDossier(meeting), seq: 0 };
    const entries = await store.dossiers.log.read(meeting, known.seq);
    const dossier = entries.reduce(applyDossier, known.dossier);
    const file = { dossier, seq: entries.at(-1)?.seq ?? known.seq };
    // Another may have read further while this one waited for the database.
    return (fileByMeeting.get(meeting)?.seq ?? 0) > file.seq ? file : keep(meeting, file);
  };

  return {
    inTurn: (meeting, work) => {
      const done = (turnByMeeting.get(meeting) ?? Promise.resolve()).then(work);
      const turn = done
        .catch(() => undefined)
        .finally(() => {
          if (turnByMeeting.get(meeting) === turn) turnByMeeting.delete(meeting);
        });
      turnByMeeting.set(meeting, turn);
      return done;
    },
    read: async (meeting) => (await readOn(meeting)).dossier,
    append: async (meeting, by, events) => {
      const { dossier: before, seq } = await readOn(meeting);
      if (events.length === 0) return before;
      const at = timeIn(before, clock.now());
      const entries = events.map((event, index) => ({ seq: seq + 1 + index, at, by, event }));
      const dossier = entries.reduce(applyDossier, before);
      await store.dossiers.record(meeting, entries, summaryOf(dossier));
      keep(meeting, { dossier, seq: seq + entries.length });
      return dossier;
    },
  };
}

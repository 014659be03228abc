import { setImmediate as breath } from 'node:timers/promises';
import type { ArchiveRight } from '../core/archive-right.ts';
import { dueSoonUntil, monthsAfter } from '../core/dossier/term.ts';
import type { MeetingId, ParticipantId, RecordingId, UnitId } from '../core/id.ts';
import type { ArchiveNotices } from '../protocol/archive.ts';
import type { DossierLog } from './dossier-log.ts';
import type { UnhandedRecording } from './dossier-ports.ts';
import { type DossierTerms, handOverBy } from './dossier-reply.ts';
import type { Clock, Store } from './ports.ts';

const dayMs = 86_400_000;
/** Lines of a kind that are shown: who has more to do than that begins with these. */
const shownAtMost = 100;
/** Recordings looked through between two breaths of the event loop. */
const readAtOnce = 500;

/** What the caller may do with a file that these units, the meeting's and the recording's, stand for. */
export type RightsOver = (meeting: UnitId, recording: UnitId) => readonly ArchiveRight[];
/** A recording that was found damaged, and when. */
export type Damaged = { readonly recording: RecordingId; readonly at: number };

type Needs = {
  readonly store: Pick<Store, 'dossiers' | 'meetings' | 'recordings'>;
  readonly log: Pick<DossierLog, 'read'>;
  readonly terms: DossierTerms;
  readonly clock: Clock;
  readonly damaged: () => Promise<readonly Damaged[]>;
};
/** Who asks, and what they may do. */
export type Reader = { readonly participant: ParticipantId; readonly rights: RightsOver };

/** What whoever keeps the archive has to see to (DOSSIER-13). */
export function createDossierNotices({ store, log, terms, clock, damaged }: Needs) {
  /** Recordings whose file is due by then, the earliest first; see `Dossiers.unhanded`. */
  async function* due(remindUntil: number): AsyncIterable<UnhandedRecording & { readonly by: number }> {
    // Months are of different lengths: a few days more are looked through, and left out by their own day.
    const closedUntil = monthsAfter(remindUntil, -terms.handOverMonths) + 4 * dayMs;
    let after: UnhandedRecording | null = null;
    for (;;) {
      const page: readonly UnhandedRecording[] = await store.dossiers.unhanded(
        closedUntil,
        after,
        readAtOnce,
      );
      for (const row of page) {
        const by = handOverBy({ closedAt: row.closedAt, handedOver: false, disposed: false }, terms);
        if (by !== null && by <= remindUntil) yield { ...row, by };
      }
      after = page.at(-1) ?? null;
      if (page.length < readAtOnce) return;
      await breath();
    }
  }

  const handOver = async ({ rights }: Reader): Promise<ArchiveNotices['handOver']> => {
    const found = new Map<MeetingId, ArchiveNotices['handOver'][number]>();
    for await (const row of due(dueSoonUntil(clock.now(), terms.remindDays))) {
      const { meeting, meetingUnit, unit, recording, title, unitName, by } = row;
      if (found.has(meeting) || !rights(meetingUnit, unit).includes('hand-over')) continue;
      found.set(meeting, { recording, title, unitName, by });
      if (found.size >= shownAtMost) break;
    }
    return [...found.values()];
  };

  const disposals = async ({ participant, rights }: Reader): Promise<ArchiveNotices['disposals']> => {
    const found: ArchiveNotices['disposals'][number][] = [];
    for (const meeting of await store.dossiers.inDisposal('asked')) {
      if (found.length >= shownAtMost) break;
      const [row, recordings] = await Promise.all([
        store.meetings.byId(meeting),
        store.recordings.ofMeeting(meeting),
      ]);
      const seen = recordings.find(({ unit }) => rights(row?.unit ?? unit, unit).includes('dispose'));
      if (seen === undefined) continue;
      const { disposal } = await log.read(meeting);
      if (disposal.state !== 'asked' || disposal.by.participant === participant) continue;
      found.push({ recording: seen.id, title: seen.title, by: disposal.by, at: disposal.at });
    }
    return found;
  };

  const broken = async ({ rights }: Reader): Promise<ArchiveNotices['damaged']> => {
    const found: ArchiveNotices['damaged'][number][] = [];
    for (const { recording, at } of await damaged()) {
      if (found.length >= shownAtMost) break;
      const row = await store.recordings.byId(recording);
      if (row === null || row.state === 'disposed' || !rights(row.unit, row.unit).includes('see')) continue;
      found.push({ recording, title: row.title, at });
    }
    return found;
  };

  return async (reader: Reader): Promise<ArchiveNotices> => ({
    handOver: await handOver(reader),
    damaged: await broken(reader),
    disposals: await disposals(reader),
  });
}

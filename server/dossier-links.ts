import { createHash, randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { ArchiveRight } from '../core/archive-right.ts';
import type { Dossier, SharedLink } from '../core/dossier/dossier.ts';
import { isDisposed, type LinkState, linkState } from '../core/dossier/term.ts';
import type { MeetingId, ParticipantId } from '../core/id.ts';
import type { DossierLog } from './dossier-log.ts';
import type { Clock, MeetingRow, RecordingRow, Store } from './ports.ts';

/** Somebody without an account, by an open link. */
export type LinkBearer = { readonly link: number; readonly whom: string };
/** What an open link leads to. */
export type Shared = LinkBearer & { readonly recording: RecordingRow; readonly until: number };

export type DossierLinks = {
  /** Of a link to be made: what its address holds, and what is kept of that (DOSSIER-11). */
  newSecret(): { readonly secret: string; readonly secretHash: string };
  /** What has become of each link of a file, by its number. */
  states(dossier: Dossier): Promise<ReadonlyMap<number, LinkState>>;
  /** Null: there is no such link, or it is no longer open. */
  shared(secret: string): Promise<Shared | null>;
};

type Needs = {
  readonly store: Pick<Store, 'dossiers' | 'meetings' | 'recordings'>;
  readonly log: DossierLog;
  /** What somebody who did something earlier may do today. */
  readonly rightsToday: (
    participant: ParticipantId,
    recording: RecordingRow,
    meeting: MeetingRow | null,
  ) => Promise<readonly ArchiveRight[]>;
  readonly clock: Clock;
  readonly logger: Logger;
};

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The ways in for people without an account (DOSSIER-8, DOSSIER-11). */
export function createDossierLinks({ store, log, rightsToday, clock, logger }: Needs): DossierLinks {
  /**
   * Has the log itself say that the link's time is over, once: the clock may be set back, the log's time is not. Never
   * rejects: the link is dead by the clock in any case.
   */
  const writeRanOut = (meeting: MeetingId, { link, until }: SharedLink): Promise<void> =>
    log
      .inTurn(meeting, async () => {
        const dossier = await log.read(meeting);
        if (isDisposed(dossier) || dossier.lastAt >= until) return;
        await log.append(meeting, { kind: 'hub' }, [{ type: 'link.ranOut', link }]);
      })
      .catch((error: unknown) =>
        logger.error({ meeting, link, err: error }, 'that a link has run out could not be written down'),
      );

  const stateOf = async (link: SharedLink, dossier: Dossier): Promise<LinkState> => {
    const [recording, meeting] = await Promise.all([
      store.recordings.byId(link.recording),
      store.meetings.byId(dossier.meeting),
    ]);
    const makerRights = recording === null ? [] : await rightsToday(link.by.participant, recording, meeting);
    return linkState(link, dossier, { now: clock.now(), makerRights });
  };

  return {
    newSecret: () => {
      const secret = randomBytes(32).toString('base64url');
      return { secret, secretHash: hashOf(secret) };
    },
    states: async (dossier) =>
      new Map(
        await Promise.all(
          dossier.links.map(async (link) => [link.link, await stateOf(link, dossier)] as const),
        ),
      ),
    shared: async (secret) => {
      const found = await store.dossiers.byLink(hashOf(secret));
      if (found === null) return null;
      const dossier = await log.read(found.meeting);
      const link = dossier.links.find((each) => each.link === found.link);
      if (link === undefined) return null;
      const state = await stateOf(link, dossier);
      if (state === 'ended') await writeRanOut(found.meeting, link);
      if (state !== 'open') return null;
      const recording = await store.recordings.byId(link.recording);
      if (recording === null || recording.state !== 'ready') return null;
      return { link: link.link, whom: link.whom, until: link.until, recording };
    },
  };
}

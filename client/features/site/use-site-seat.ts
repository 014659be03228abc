import { useEffect, useState } from 'react';
import type { MeetingId } from '../../../core/id.ts';
import type { Refusal } from '../../../core/refusal.ts';
import type { MeetingListItem } from '../../../protocol/http.ts';
import { api, serverNow, useMeetingSession, verbs } from '../../session/index.ts';
import { meetingToJoin } from './site-agenda.ts';
import { usePoll } from './use-poll.ts';

/** How often the list of meetings is asked: often enough while waiting, seldom while seated, in ms. */
const waitingMs = 4_000;
const seatedMs = 20_000;
/** How long the end of a meeting stands on the screen, in ms. */
const closedMs = 20_000;
/** After a refusal (overload, not admitted) it is tried again after this long, in ms. */
const againMs = 10_000;

export type SiteSeat = {
  /** Meetings as last told; null until then */
  readonly list: readonly MeetingListItem[] | null;
  /** Whether the last question was answered */
  readonly reachable: boolean;
  /** The meeting this screen sits in or is coming into */
  readonly meeting: MeetingId | null;
  readonly refusal: Refusal | null;
  /** Comes in again at once, leaving the other device */
  readonly takeOver: () => void;
};

type Try = { readonly meeting: MeetingId; readonly number: number };

/** Takes the seat of whichever meeting it is time for, by itself and for ever. */
export function useSiteSeat(): SiteSeat {
  const [list, setList] = useState<readonly MeetingListItem[] | null>(null);
  const [reachable, setReachable] = useState(true);
  const [wanted, setWanted] = useState<Try | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const ended = useMeetingSession((session) => (session.line.kind === 'ended' ? session.line.refusal : null));
  const closed = useMeetingSession((session) => session.meeting?.phase.kind === 'closed');
  const meeting = wanted?.meeting ?? null;

  usePoll(
    async () => {
      const result = await api.meetings();
      setReachable(result.ok);
      if (!result.ok) return;
      setList(result.reply);
      const next = meetingToJoin(result.reply, serverNow(), meeting);
      // The end of a meeting stays in sight for a while before anything else is joined.
      if (next !== null && next !== meeting && !closed) setWanted({ meeting: next, number: 0 });
    },
    meeting === null ? waitingMs : seatedMs,
    true,
  );

  useEffect(() => {
    if (wanted === null) return;
    let stale = false;
    setRefusal(null);
    // Nobody stands in front of a room's screen to ask: its seat is its own, also after a power cut.
    void verbs.join(wanted.meeting, { camera: true, takeOver: true }).then((answer) => {
      if (!stale) setRefusal(answer);
    });
    return () => {
      stale = true;
    };
  }, [wanted]);

  useEffect(() => {
    if (!closed) return;
    const timer = setTimeout(() => {
      setWanted(null);
      void verbs.leave();
    }, closedMs);
    return () => clearTimeout(timer);
  }, [closed]);

  const again = refusal ?? ended;
  const stays = again === null || again.code === 'replaced' || closed;
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(
      () => setWanted((before) => (before === null ? null : { ...before, number: before.number + 1 })),
      againMs,
    );
    return () => clearTimeout(timer);
  }, [stays]);

  useEffect(() => () => void verbs.leave(), []);

  return {
    list,
    reachable,
    meeting,
    refusal: again,
    takeOver: () =>
      setWanted((before) => (before === null ? null : { ...before, number: before.number + 1 })),
  };
}

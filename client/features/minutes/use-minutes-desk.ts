import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { emptyMinutes, type Minutes, type MinutesPart, sameMinutes } from '../../../core/minutes/minutes.ts';
import type { RefusalCode } from '../../../core/refusal.ts';
import type { MinutesReply } from '../../../protocol/minutes.ts';
import { RefusalError, records, replyOf } from '../../session/index.ts';
import { afterSave, decided, type Merged, merge } from './minutes-draft.ts';
import { useDraft } from './use-draft.ts';
import { minutesKey } from './use-minutes.ts';

/** How often a save that another came before is merged and tried again by itself. */
const triesAtOnce = 3;

export type MinutesDesk = {
  readonly reply: MinutesReply;
  /** As they are shown and would be saved. */
  readonly minutes: Minutes;
  readonly changed: boolean;
  readonly conflicts: readonly MinutesPart[];
  readonly restored: boolean;
  readonly edit: (change: (minutes: Minutes) => Minutes) => void;
  readonly decide: (part: MinutesPart, whose: 'mine' | 'theirs') => void;
  readonly discard: () => void;
  readonly save: () => Promise<unknown>;
  readonly saving: boolean;
  /** The version that was read: another that comes meanwhile is not approved with it. */
  readonly approve: (version: number) => Promise<unknown>;
  readonly approving: boolean;
  /** Why the last deed was refused; null: it was not. */
  readonly saveRefusal: RefusalCode | null;
  readonly approvalRefusal: RefusalCode | null;
};

function codeOf(error: unknown): RefusalCode | null {
  if (error === null) return null;
  return error instanceof RefusalError ? error.refusal.code : 'internal';
}

const latestOf = ({ latest }: MinutesReply): Minutes => latest?.minutes ?? emptyMinutes;

/** What the hub has then; `saved`: whether that is what was sent. */
type Saved = { readonly reply: MinutesReply; readonly saved: boolean };

/** Saves, and merges what another has saved meanwhile, as long as both did not change the same part. */
async function saveMerged(before: MinutesReply, draft: Merged): Promise<Saved> {
  let [reply, merged] = [before, draft];
  for (let time = 1; ; time += 1) {
    if (merged.conflicts.length > 0) return { reply, saved: false };
    const body = { basedOn: reply.latest?.version ?? 0, minutes: merged.minutes };
    const result = await records.saveMinutes(reply.meeting, body);
    if (result.ok) return { reply: result.reply, saved: true };
    if (result.refusal.code !== 'out-of-order' || time === triesAtOnce)
      throw new RefusalError(result.refusal);
    reply = await replyOf(records.minutes(reply.meeting));
    merged = merge(merged, latestOf(reply));
  }
}

/** Minutes in the hands of who writes or approves them. */
export function useMinutesDesk(reply: MinutesReply): MinutesDesk {
  const queries = useQueryClient();
  const { draft, setDraft, restored } = useDraft(reply.meeting);
  const latest = latestOf(reply);
  const merged = useMemo(() => merge(draft ?? { base: latest, minutes: latest }, latest), [draft, latest]);
  const changed = draft !== null && !sameMinutes(merged.minutes, latest);
  const show = (shown: MinutesReply) => queries.setQueryData(minutesKey(reply.meeting), shown);

  const saving = useMutation({
    mutationFn: (sent: Merged) => saveMerged(reply, sent),
    onSuccess: ({ reply: shown, saved }, sent) => {
      show(shown);
      if (saved) setDraft((now) => (now === null ? null : afterSave(now, sent.minutes, latestOf(shown))));
    },
  });
  const approval = useMutation({
    mutationFn: (version: number) => replyOf(records.approveMinutes(reply.meeting, version)),
    onSuccess: show,
    onError: () => queries.invalidateQueries({ queryKey: minutesKey(reply.meeting) }),
  });

  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [changed]);

  const edit = useCallback<MinutesDesk['edit']>(
    (change) =>
      setDraft((now) => {
        const standing = merge(now ?? { base: latest, minutes: latest }, latest);
        return { base: standing.base, minutes: change(standing.minutes) };
      }),
    [latest, setDraft],
  );
  return {
    reply,
    minutes: merged.minutes,
    changed,
    conflicts: merged.conflicts,
    restored: restored && changed,
    edit,
    decide: (part, whose) => setDraft(() => decided(merged, part, { whose, latest })),
    discard: () => setDraft(() => null),
    save: () => {
      // From here on what is typed is told apart from what was sent.
      setDraft(() => ({ base: merged.base, minutes: merged.minutes }));
      return saving.mutateAsync(merged).catch(() => null);
    },
    saving: saving.isPending,
    approve: (version) => approval.mutateAsync(version).catch(() => null),
    approving: approval.isPending,
    saveRefusal: codeOf(saving.error),
    approvalRefusal: codeOf(approval.error),
  };
}

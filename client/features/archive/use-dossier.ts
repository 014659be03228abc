import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecordingId } from '../../../core/id.ts';
import type { RefusalCode } from '../../../core/refusal.ts';
import type { DossierOrder, DossierReply } from '../../../protocol/archive.ts';
import { api, RefusalError, replyOf } from '../../session/index.ts';

/** The file of the meeting that a recording belongs to. */
export function useDossier(id: RecordingId, wanted = true) {
  return useQuery({
    queryKey: ['dossier', id],
    queryFn: () => replyOf(api.dossier(id)),
    enabled: wanted,
    retry: (failures, error) => failures < 1 && !(error instanceof RefusalError),
  });
}

export type DossierDesk = {
  readonly id: RecordingId;
  readonly dossier: DossierReply;
  /** Whether the last order is still on its way. */
  readonly busy: boolean;
  /** Why the last one was refused, or null. */
  readonly refusal: RefusalCode | null;
  /** Gives an order; true: it was done. */
  readonly order: (order: DossierOrder) => Promise<DossierReply | null>;
  /** Forgets the last refusal, as a dialog opens. */
  readonly reset: () => void;
};

/** Orders about a file: the answer is the file as it is then, and every list that shows a part of it is asked again. */
export function useDossierDesk(id: RecordingId, dossier: DossierReply): DossierDesk {
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (order: DossierOrder) => replyOf(api.orderDossier(id, order)),
    onSuccess: (reply) => {
      // The secret goes to whoever made the link and is kept nowhere.
      queries.setQueryData(['dossier', id], { ...reply, secret: null });
    },
    onSettled: () =>
      Promise.all(
        [['recording', id], ['archive'], ['archive-notices'], ['dossier', id]].map((queryKey) =>
          queries.invalidateQueries({ queryKey, refetchType: queryKey[0] === 'dossier' ? 'none' : 'active' }),
        ),
      ),
  });
  return {
    id,
    dossier,
    busy: send.isPending,
    refusal:
      send.error === null ? null : send.error instanceof RefusalError ? send.error.refusal.code : 'internal',
    order: (order) => send.mutateAsync(order).catch(() => null),
    reset: send.reset,
  };
}

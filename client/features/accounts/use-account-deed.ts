import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { AccountBody, AccountEditBody, AccountReply } from '../../../protocol/accounts.ts';
import { api, RefusalError, replyOf } from '../../session/index.ts';

/** What is done to accounts. */
export type AccountDeed =
  | { readonly kind: 'create'; readonly body: AccountBody }
  | { readonly kind: 'edit'; readonly id: ParticipantId; readonly body: AccountEditBody }
  | { readonly kind: 'password'; readonly id: ParticipantId; readonly password: string }
  | { readonly kind: 'disable' | 'enable'; readonly id: ParticipantId };

function ask(deed: AccountDeed): Promise<AccountReply> {
  switch (deed.kind) {
    case 'create':
      return replyOf(api.createAccount(deed.body));
    case 'edit':
      return replyOf(api.editAccount(deed.id, deed.body));
    case 'password':
      return replyOf(api.setPassword(deed.id, deed.password));
    case 'disable':
    case 'enable':
      return replyOf(api.setAccountDisabled(deed.id, deed.kind === 'disable'));
  }
}

/** One deed at a time; `onDone` only when it was done. `problem` says in words why it was not. */
export function useAccountDeed(onDone: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const deed = useMutation({
    mutationFn: ask,
    onSuccess: (reply, { kind }) => {
      if (reply.kind === 'faulty') {
        setProblem(t(`accounts.fault.${reply.fault}`));
        return;
      }
      notifications.show({
        color: 'luc',
        message: t(`accounts.done.${kind}`, { name: reply.account.name }),
      });
      void queries.invalidateQueries({ queryKey: ['accounts'] });
      onDone();
    },
    onError: (error) =>
      setProblem(t(`refusal.${error instanceof RefusalError ? error.refusal.code : 'internal'}`)),
  });
  return {
    busy: deed.isPending,
    problem,
    run: (wanted: AccountDeed) => {
      setProblem(null);
      return deed.mutateAsync(wanted).catch(() => undefined);
    },
  };
}

import { Button, Group, Pagination, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconSearch, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountItem, AccountsReply } from '../../../protocol/accounts.ts';
import { api, replyOf, useIdentity } from '../../session/index.ts';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { foldText } from '../../ui/fold-text.ts';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { useUnitTree } from '../units/use-unit-order.ts';
import { AccountForm } from './account-form.tsx';
import { type AccountAction, AccountTable } from './account-table.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { useAccountDeed } from './use-account-deed.ts';

const pageSize = 50;

/** Accounts that the words find, by name, user name, position or unit. */
function useFound(accounts: readonly AccountItem[], query: string): readonly AccountItem[] {
  const folded = useMemo(
    () =>
      accounts.map((account) => ({
        account,
        text: foldText([account.name, account.username, account.position, account.unitName].join(' ')),
      })),
    [accounts],
  );
  const words = foldText(query).split(' ');
  return folded
    .filter(({ text }) => words.every((word) => text.includes(word)))
    .map(({ account }) => account);
}

type Task =
  | { readonly kind: 'create' }
  | { readonly kind: 'edit' | 'password'; readonly account: AccountItem };

function useLocking() {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const deed = useAccountDeed(() => undefined);
  return (kind: 'disable' | 'enable', { id, name }: AccountItem) => {
    if (kind === 'enable') return void deed.run({ kind, id });
    return confirm({
      title: t('accounts.disableTitle', { name }),
      text: t('accounts.disableText'),
      grave: true,
      onConfirm: async () => {
        const reply = await deed.run({ kind, id });
        if (reply === undefined || reply.kind === 'faulty')
          notifications.show({ color: 'son', message: t('accounts.disableFailed', { name }) });
      },
    });
  };
}

function Accounts({ reply }: { readonly reply: AccountsReply }) {
  const { t } = useTranslation();
  const identity = useIdentity();
  const { tree } = useUnitTree();
  const [query, setQuery] = useState('');
  const [page, setPage] = useState(1);
  const [task, setTask] = useState<Task | null>(null);
  const lock = useLocking();
  const { accounts, shortestPassword } = reply;
  const found = useFound(accounts, query);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const at = Math.min(page, pages);
  const close = () => setTask(null);
  const act = (action: AccountAction, account: AccountItem) =>
    action === 'edit' || action === 'password' ? setTask({ kind: action, account }) : lock(action, account);
  return (
    <>
      <Group justify="space-between" align="flex-end" gap="md">
        <TextInput
          type="search"
          label={t('accounts.search')}
          description={t('accounts.searchHint')}
          leftSection={<IconSearch size={18} />}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setPage(1);
          }}
          flex="1 1 300px"
          maw={560}
        />
        <Button
          leftSection={<IconUserPlus size={18} aria-hidden="true" />}
          disabled={tree === null}
          onClick={() => setTask({ kind: 'create' })}
        >
          {t('accounts.create')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {found.length === 0 ? t('accounts.noMatch', { query }) : t('accounts.count', { count: found.length })}
      </Text>
      {found.length > 0 && (
        <AccountTable
          accounts={found.slice((at - 1) * pageSize, at * pageSize)}
          self={identity.kind === 'signedIn' ? identity.account.participant : null}
          onAction={act}
        />
      )}
      {pages > 1 && (
        <Pagination
          total={pages}
          value={at}
          onChange={setPage}
          getItemProps={(number) => ({ 'aria-label': t('accounts.page', { number }) })}
          getControlProps={(control) => ({
            'aria-label': t(control === 'next' ? 'accounts.nextPage' : 'accounts.previousPage'),
          })}
        />
      )}
      {task !== null && task.kind !== 'password' && tree && (
        <AccountForm
          tree={tree}
          account={task.kind === 'edit' ? task.account : null}
          shortestPassword={shortestPassword}
          onClose={close}
        />
      )}
      {task?.kind === 'password' && (
        <PasswordDialog account={task.account} shortestPassword={shortestPassword} onClose={close} />
      )}
    </>
  );
}

/** Tài khoản: people's accounts and standing roles in the hands of administrators. */
export function AccountsScreen() {
  const { t } = useTranslation();
  const accounts = useQuery({
    queryKey: ['accounts'],
    queryFn: () => replyOf(api.accounts()),
    placeholderData: keepPreviousData,
  });
  return (
    <Stack gap="lg">
      <header>
        <Title order={1}>{t('accounts.title')}</Title>
        <Text c="dimmed">{t('accounts.intro')}</Text>
      </header>
      {accounts.isPending && <ListSkeleton />}
      {!accounts.data && accounts.isError && (
        <FailureNotice
          title={t('accounts.failed')}
          error={accounts.error}
          notPermitted={t('accounts.notPermitted')}
          onRetry={() => void accounts.refetch()}
        />
      )}
      {accounts.data?.accounts.length === 0 && (
        <Empty icon={<IconUsers size={32} />} title={t('accounts.empty')} hint={t('accounts.emptyHint')} />
      )}
      {accounts.data && <Accounts reply={accounts.data} />}
    </Stack>
  );
}

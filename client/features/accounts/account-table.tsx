import { Button, Text } from '@mantine/core';
import { IconKey, IconLock, IconLockOpen, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { AccountItem } from '../../../protocol/accounts.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import table from '../../ui/list-table.module.css';
import { StateMark } from '../../ui/state-mark.tsx';
import classes from './accounts.module.css';

export type AccountAction = 'edit' | 'password' | 'disable' | 'enable';

type AccountTableProps = {
  readonly accounts: readonly AccountItem[];
  readonly self: ParticipantId | null;
  readonly onAction: (action: AccountAction, account: AccountItem) => void;
};

function Roles({ account }: { readonly account: AccountItem }) {
  const { t } = useTranslation();
  const { administrator, standingRoles } = account;
  if (!administrator && standingRoles.length === 0)
    return <span className={classes.quiet}>{t('accounts.noRole')}</span>;
  return (
    <ul className={classes.held}>
      {administrator && <li>{t('common.administrator')}</li>}
      {standingRoles.map(({ role, unit, unitName }) => (
        <li key={`${role} ${unit}`}>
          {t(`meetings.role.${role}`)} <bdi className={classes.quiet}>{unitName}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** Accounts as a table; on a phone each row becomes a card of its own. */
export function AccountTable({ accounts, self, onAction }: AccountTableProps) {
  const { t } = useTranslation();
  return (
    <table className={`${table.table} ${classes.rows}`} aria-label={t('accounts.title')}>
      <thead>
        <tr>
          <th scope="col">{t('accounts.name')}</th>
          <th scope="col">{t('accounts.unit')}</th>
          <th scope="col">{t('accounts.roles')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => {
          const { id, name, position, username, unitName, disabledAt } = account;
          return (
            <tr key={id} data-disabled={disabledAt !== null || undefined}>
              <td className={table.lead}>
                <Text fw={600}>
                  <bdi>{name}</bdi>
                </Text>
                <Text size="sm" c="dimmed">
                  {[username, position].filter((part) => part !== '').join(' · ')}
                </Text>
                {disabledAt !== null && <StateMark tone="quiet" label={t('accounts.disabled')} />}
              </td>
              <td data-label={t('accounts.unit')}>
                <bdi>{unitName}</bdi>
              </td>
              <td data-label={t('accounts.roles')}>
                <Roles account={account} />
              </td>
              <td className={`${table.deeds} ${classes.actions}`}>
                <div>
                  <Button
                    variant="default"
                    size="sm"
                    leftSection={<IconPencil size={16} aria-hidden="true" />}
                    aria-label={t('accounts.editNamed', { name })}
                    onClick={() => onAction('edit', account)}
                  >
                    {t('accounts.edit')}
                  </Button>
                  <ActionButton
                    label={t('accounts.passwordNamed', { name })}
                    icon={<IconKey size={18} />}
                    reason={null}
                    iconOnly
                    onPress={() => onAction('password', account)}
                  />
                  {disabledAt === null ? (
                    <ActionButton
                      label={t('accounts.disableNamed', { name })}
                      icon={<IconLock size={18} />}
                      reason={id === self ? t('accounts.fault.own-account') : null}
                      iconOnly
                      onPress={() => onAction('disable', account)}
                    />
                  ) : (
                    <ActionButton
                      label={t('accounts.enableNamed', { name })}
                      icon={<IconLockOpen size={18} />}
                      reason={null}
                      iconOnly
                      onPress={() => onAction('enable', account)}
                    />
                  )}
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../protocol/http.ts';
import { signOut } from '../../session/index.ts';
import { initialsOf } from '../../ui/initials.ts';
import classes from './shell.module.css';

type AccountMenuProps = { readonly account: Account };

/** Who is signed in, and the way out. */
export function AccountMenu({ account }: AccountMenuProps) {
  const { t } = useTranslation();
  const place = [account.position, account.unitName].filter((part) => part !== '').join(', ');
  return (
    <Menu position="bottom-end" width={280} shadow="md">
      <Menu.Target>
        <UnstyledButton
          className={classes.account}
          aria-label={`${t('common.account')}: ${account.name}, ${account.unitName}`}
        >
          <Avatar size={34} radius="xl" color="white" variant="outline" aria-hidden="true">
            <span className={classes.initials} data-initials={initialsOf(account.name)} />
          </Avatar>
          <span className={classes.accountText}>
            <span className={classes.accountName}>{account.name}</span>{' '}
            <span className={classes.accountPlace}>{account.unitName}</span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.accountCard}>
          <Text fw={600}>{account.name}</Text>
          <Text size="sm" c="dimmed">
            {place}
          </Text>
          {account.administrator && (
            <Text size="sm" c="dimmed">
              {t('common.administrator')}
            </Text>
          )}
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => void signOut()}>
          {t('common.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

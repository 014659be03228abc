import { ActionIcon, Burger, Drawer, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAdjustmentsHorizontal,
  IconArchive,
  IconCalendarEvent,
  IconDeviceTv,
  IconHierarchy2,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import type { Account } from '../../../protocol/http.ts';
import { useIdentity } from '../../session/index.ts';
import { Brand } from '../../ui/brand.tsx';
import { ConfirmProvider } from '../../ui/confirm-dialog.tsx';
import { AppearanceSwitch, LanguageSwitch } from '../../ui/switches.tsx';
import { DeviceCheckDialog } from '../device-check/device-check-dialog.tsx';
import { AccountMenu } from './account-menu.tsx';
import classes from './shell.module.css';

type Place = { readonly to: string; readonly label: string; readonly icon: ReactNode };

function usePlaces(account: Account | null): readonly Place[] {
  const { t } = useTranslation();
  const keepsDevices = account !== null && (account.administrator || account.operates.length > 0);
  return [
    { to: '/', label: t('common.meetings'), icon: <IconCalendarEvent size={20} /> },
    { to: '/archive', label: t('common.archive'), icon: <IconArchive size={20} /> },
    ...(keepsDevices
      ? [{ to: '/devices', label: t('common.devices'), icon: <IconDeviceTv size={20} /> }]
      : []),
    ...(account?.administrator
      ? [
          { to: '/units', label: t('common.units'), icon: <IconHierarchy2 size={20} /> },
          { to: '/accounts', label: t('common.accounts'), icon: <IconUsers size={20} /> },
        ]
      : []),
  ];
}

function Places({ places, onGo }: { readonly places: readonly Place[]; readonly onGo?: () => void }) {
  return places.map(({ to, label, icon }) => (
    <NavLink key={to} to={to} end={to === '/'} className={classes.place ?? ''} onClick={onGo}>
      {icon}
      {label}
    </NavLink>
  ));
}

/** What stands around every screen outside a meeting: where one is, who one is, language and appearance. */
export function Shell() {
  const { t } = useTranslation();
  const identity = useIdentity();
  const account = identity.kind === 'signedIn' ? identity.account : null;
  const places = usePlaces(account);
  const [menuOpen, menu] = useDisclosure(false);
  const [checking, check] = useDisclosure(false);
  return (
    <ConfirmProvider>
      <a href="#content" className={classes.skip}>
        {t('common.skipToContent')}
      </a>
      <header className={classes.bar}>
        <div className={classes.barInner}>
          <Burger
            className={classes.burger ?? ''}
            opened={menuOpen}
            onClick={menu.toggle}
            color="white"
            size="sm"
            aria-label={t('common.menu')}
            aria-expanded={menuOpen}
          />
          <NavLink to="/" className={classes.brandLink ?? ''} aria-label={t('common.product')}>
            <Brand />
          </NavLink>
          <nav className={classes.places} aria-label={t('common.menu')}>
            <Places places={places} />
          </nav>
          <div className={classes.tools}>
            <Tooltip label={t('common.deviceCheck')}>
              <ActionIcon
                variant="transparent"
                c="white"
                size={40}
                aria-label={t('common.deviceCheck')}
                onClick={check.open}
              >
                <IconAdjustmentsHorizontal size={20} />
              </ActionIcon>
            </Tooltip>
            <LanguageSwitch onDark />
            <AppearanceSwitch onDark />
            {account && <AccountMenu account={account} />}
          </div>
        </div>
      </header>
      <Drawer
        opened={menuOpen}
        onClose={menu.close}
        size={280}
        title={<Brand />}
        classNames={{ title: classes.drawerTitle }}
      >
        <nav className={classes.drawerPlaces} aria-label={t('common.menu')}>
          <Places places={places} onGo={menu.close} />
        </nav>
      </Drawer>
      <main id="content" className={classes.content} tabIndex={-1}>
        <Outlet />
      </main>
      <DeviceCheckDialog opened={checking} onClose={check.close} />
    </ConfirmProvider>
  );
}

import { Anchor, Text, Title, UnstyledButton } from '@mantine/core';
import { IconDeviceTv, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { demoAccounts, demoPassword, demoSites } from './demo-accounts.ts';
import classes from './sign-in.module.css';

type DemoPanelProps = {
  readonly busy: boolean;
  readonly onChoose: (username: string, password: string) => void;
};

/** In demo mode alone: who one may be, at one click. */
export function DemoPanel({ busy, onChoose }: DemoPanelProps) {
  const { t } = useTranslation();
  return (
    <section className={classes.demo} aria-labelledby="demo-title">
      <Title order={2} size="h3" id="demo-title">
        {t('signIn.demoTitle')}
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        {t('signIn.demoHint', { password: demoPassword })}
      </Text>
      <ul className={classes.demoList}>
        {demoAccounts.map(({ username, place, role }) => (
          <li key={username}>
            <UnstyledButton
              className={classes.demoAccount}
              disabled={busy}
              onClick={() => onChoose(username, demoPassword)}
            >
              <IconUser size={18} aria-hidden="true" />
              <span>
                <span className={classes.demoName}>{username}</span>
                <span className={classes.demoRole}>
                  {role === 'administrator' ? t('common.administrator') : t(`meetings.role.${role}`)} ·{' '}
                  {place}
                </span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <Title order={3} size="h4" mt="md">
        {t('signIn.demoSites')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('signIn.demoSitesHint')}
      </Text>
      <ul className={classes.demoSites}>
        {demoSites.map(({ unit, name }) => (
          <li key={unit}>
            <Anchor
              href={`/site?demo=${encodeURIComponent(unit)}`}
              target="_blank"
              className={classes.demoSite}
            >
              <IconDeviceTv size={18} aria-hidden="true" />
              {name}
            </Anchor>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="md">
        {t('signIn.demoUseful')}
      </Text>
    </section>
  );
}

import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** An address that leads nowhere. */
export function PageMissing() {
  const { t } = useTranslation();
  return (
    <Center mih="100dvh" p="lg">
      <Stack align="center" gap="sm" ta="center">
        <Title order={1}>{t('common.pageMissing')}</Title>
        <Text c="dimmed">{t('common.pageMissingHint')}</Text>
        <Button component={Link} to="/" mt="md">
          {t('common.toMeetings')}
        </Button>
      </Stack>
    </Center>
  );
}

/** A screen that threw: the meeting itself lives at the hub, so a reload is always safe. */
export function Crashed() {
  const { t } = useTranslation();
  return (
    <Center mih="100dvh" p="lg">
      <Stack align="center" gap="sm" ta="center" role="alert">
        <Title order={1}>{t('common.crashed')}</Title>
        <Text c="dimmed">{t('common.crashedHint')}</Text>
        <Button mt="md" onClick={() => location.reload()}>
          {t('common.reload')}
        </Button>
      </Stack>
    </Center>
  );
}

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconFileAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImportReply, PackageFault } from '../../../protocol/archive.ts';
import { archivePage } from '../../session/index.ts';
import classes from './archive.module.css';

/** How many faults are told one by one. */
const faultsShown = 12;

type ImportOutcomeProps = {
  readonly reply: ImportReply;
  readonly onAgain: () => void;
  readonly onClose: () => void;
};

function Faults({ faults }: { readonly faults: readonly PackageFault[] }) {
  const { t } = useTranslation();
  const hidden = faults.length - faultsShown;
  return (
    <Alert color="son" icon={<IconFileAlert />} title={t('importing.faulty')} role="alert">
      <Stack gap="xs">
        <ul className={classes.faults}>
          {faults.slice(0, faultsShown).map(({ code, path }) => (
            <li key={`${code} ${path}`}>
              {t(`importing.fault.${code}`)}
              {path !== '' && <code>{path}</code>}
            </li>
          ))}
        </ul>
        {hidden > 0 && <Text size="sm">{t('importing.moreFaults', { count: hidden })}</Text>}
        <Text size="sm">{t('importing.faultyHint')}</Text>
      </Stack>
    </Alert>
  );
}

/** What an import came to. */
export function ImportOutcome({ reply, onAgain, onClose }: ImportOutcomeProps) {
  const { t } = useTranslation();
  const first = reply.ok ? reply.recordings[0] : undefined;
  return (
    <Stack gap="lg">
      {reply.ok ? (
        <Alert color="luc" icon={<IconCircleCheck />} title={t('importing.done')} role="status">
          <Stack gap={6}>
            <Text size="sm">
              {t('importing.doneText', { title: reply.title, count: reply.recordings.length })}
            </Text>
            <Text size="sm">{t(reply.own ? 'importing.own' : 'importing.foreign')}</Text>
            {!reply.own && <code className={classes.checksum}>{reply.key}</code>}
          </Stack>
        </Alert>
      ) : (
        <Faults faults={reply.faults} />
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onAgain}>
          {t('importing.another')}
        </Button>
        {first === undefined ? (
          <Button onClick={onClose}>{t('common.close')}</Button>
        ) : (
          <Button component={Link} to={archivePage.recording(first)}>
            {t('importing.open')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

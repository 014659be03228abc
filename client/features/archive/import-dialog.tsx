import { Alert, Button, FileInput, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconFileZip } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusalCode } from '../../../core/refusal.ts';
import type { ImportReply } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { importPackage, type Upload, type UploadNews } from '../../session/index.ts';
import { formatBytes, formatNumber } from '../../ui/format.ts';
import { ImportOutcome } from './import-outcome.tsx';

type ImportDialogProps = { readonly opened: boolean; readonly onClose: () => void };

type State =
  | { readonly kind: 'choosing'; readonly stopped: boolean; readonly refusal: RefusalCode | null }
  | { readonly kind: 'under-way'; readonly news: UploadNews }
  | { readonly kind: 'done'; readonly reply: ImportReply };

const choosing: Extract<State, { kind: 'choosing' }> = { kind: 'choosing', stopped: false, refusal: null };

/** How far it is, in words and as a bar. */
function UnderWay({ news, onStop }: { readonly news: UploadNews; readonly onStop: () => void }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const share = news.kind === 'checking' ? 1 : news.total === 0 ? 0 : news.sent / news.total;
  const words =
    news.kind === 'checking'
      ? t('importing.checking')
      : t('importing.sending', {
          share: `${formatNumber(share * 100, language)} %`,
          sent: formatBytes(news.sent, language),
          total: formatBytes(news.total, language),
        });
  return (
    <Stack gap="sm">
      <Progress
        value={share * 100}
        size="lg"
        radius="xl"
        animated={news.kind === 'checking'}
        aria-label={t('importing.title')}
      />
      <Text size="sm" role="status" className="tabular">
        {words}
      </Text>
      <Text size="sm" c="dimmed">
        {t('importing.stay')}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onStop}>
          {t('importing.stop')}
        </Button>
      </Group>
    </Stack>
  );
}

type ChooseProps = {
  readonly state: Extract<State, { kind: 'choosing' }>;
  readonly onStart: (file: File) => void;
  readonly onClose: () => void;
};

function Choose({ state, onStart, onClose }: ChooseProps) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  return (
    <Stack gap="lg">
      <Text size="sm">{t('importing.hint')}</Text>
      <FileInput
        label={t('importing.file')}
        placeholder={t('importing.choose')}
        accept=".zip,application/zip"
        leftSection={<IconFileZip size={18} aria-hidden="true" />}
        value={file}
        onChange={setFile}
        size="md"
        clearable
        clearButtonProps={{ 'aria-label': t('importing.clear') }}
        // It is words on the page, and not the browser's own hint.
        styles={{ placeholder: { color: 'var(--mantine-color-dimmed)' } }}
      />
      {state.stopped && <Text role="status">{t('importing.stopped')}</Text>}
      {state.refusal !== null && (
        <Alert color="son" icon={<IconAlertTriangle />} title={t('importing.refused')} role="alert">
          {t(`refusal.${state.refusal}`)}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button disabled={file === null} onClick={() => file !== null && onStart(file)}>
          {t('importing.start')}
        </Button>
      </Group>
    </Stack>
  );
}

/** One import after the other; what is under way ends with the dialog. */
function useImport() {
  const queries = useQueryClient();
  const [state, setState] = useState<State>(choosing);
  const upload = useRef<Upload | null>(null);
  useEffect(() => () => upload.current?.stop(), []);
  const start = async (file: File) => {
    const started = importPackage(file, (news) => setState({ kind: 'under-way', news }));
    upload.current = started;
    const outcome = await started.outcome;
    upload.current = null;
    if (outcome === null) setState({ ...choosing, stopped: true });
    else if (!outcome.ok) setState({ ...choosing, refusal: outcome.refusal.code });
    else {
      setState({ kind: 'done', reply: outcome.reply });
      await queries.invalidateQueries({ queryKey: ['archive'] });
    }
  };
  return {
    state,
    start: (file: File) => void start(file),
    stop: () => upload.current?.stop(),
    again: () => setState(choosing),
  };
}

function ImportSteps({ onClose }: { readonly onClose: () => void }) {
  const { state, start, stop, again } = useImport();
  switch (state.kind) {
    case 'choosing':
      return <Choose state={state} onStart={start} onClose={onClose} />;
    case 'under-way':
      return <UnderWay news={state.news} onStop={stop} />;
    case 'done':
      return <ImportOutcome reply={state.reply} onAgain={again} onClose={onClose} />;
  }
}

/** Nhập hồ sơ: a package made by this hub or another, taken in whole or not at all. */
export function ImportDialog({ opened, onClose }: ImportDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('importing.title')}
      size={620}
      closeOnClickOutside={false}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ImportSteps onClose={onClose} />
    </Modal>
  );
}

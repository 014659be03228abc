import { Alert, Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingId } from '../../../core/id.ts';
import { type FilmLayout, layouts } from '../../../protocol/archive.ts';
import { api, RefusalError, replyOf } from '../../session/index.ts';
import classes from './archive.module.css';

type ComposeDialogProps = {
  readonly id: RecordingId;
  readonly opened: boolean;
  readonly onClose: () => void;
};

const heights = [720, 1080] as const;

function ComposeForm({ id, onClose }: Omit<ComposeDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [layout, setLayout] = useState<FilmLayout>('speaker');
  const [height, setHeight] = useState<(typeof heights)[number]>(720);
  const compose = useMutation({
    mutationFn: () => replyOf(api.compose(id, { layout, height })),
    onSuccess: (item) => {
      queries.setQueryData(['recording', id], item);
      void queries.invalidateQueries({ queryKey: ['archive'] });
      onClose();
    },
  });
  const code = compose.error instanceof RefusalError ? compose.error.refusal.code : 'internal';
  return (
    <Stack gap="lg">
      <Text size="sm">{t('recording.composeText')}</Text>
      <Radio.Group
        label={t('recording.layout')}
        value={layout}
        onChange={(value) => setLayout(layouts.find((each) => each === value) ?? 'speaker')}
      >
        <Stack gap="sm" mt="xs">
          {layouts.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`recording.layoutName.${each}`)}
              description={t(`recording.layoutHint.${each}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={t('recording.height')}
        value={String(height)}
        onChange={(value) => setHeight(heights.find((each) => String(each) === value) ?? 720)}
      >
        <Stack gap="sm" mt="xs">
          {heights.map((each) => (
            <Radio key={each} value={String(each)} label={t(`recording.heightName.p${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {compose.isError && (
        <Alert
          color="son"
          icon={<IconAlertTriangle />}
          title={t('recording.refused')}
          role="alert"
          className={classes.wide ?? ''}
        >
          {t(`refusal.${code}`)}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={compose.isPending} onClick={() => compose.mutate()}>
          {t('common.confirm')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Dựng lại phim: with which layout and how sharp. */
export function ComposeDialog({ id, opened, onClose }: ComposeDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('recording.composeAgain')}
      size={520}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ComposeForm id={id} onClose={onClose} />
    </Modal>
  );
}

/** The way to it. */
export function ComposeButton({ id, label }: { readonly id: RecordingId; readonly label: string }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {label}
      </Button>
      <ComposeDialog id={id} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}

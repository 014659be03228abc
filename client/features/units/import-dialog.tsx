import { Alert, Button, FileInput, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle, IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longestUnitFile, type UnitOrder } from '../../../protocol/units.ts';
import { Changes } from './changes.tsx';
import { Problems } from './problems.tsx';
import classes from './units.module.css';
import { isHindered, useUnitOrder } from './use-unit-order.ts';

type Absent = Extract<UnitOrder, { kind: 'file' }>['absent'];
type FileFault = 'notUtf8' | 'tooLarge' | 'unreadable';

/** The file's text, or why there is none: a spreadsheet's other encodings would turn every name into rubbish. */
async function textOf(file: File): Promise<{ readonly text: string } | FileFault> {
  if (file.size > 3 * longestUnitFile) return 'tooLarge';
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return text.length > longestUnitFile ? 'tooLarge' : { text };
  } catch (error) {
    return error instanceof TypeError ? 'notUtf8' : 'unreadable';
  }
}

function ImportForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState<string | null>(null);
  const [fault, setFault] = useState<FileFault | null>(null);
  const [absent, setAbsent] = useState<Absent>('keep');
  const desk = useUnitOrder(onClose);
  const { preview } = desk;

  const look = (content: string | null, absence: Absent) => {
    desk.reset();
    if (content !== null) desk.look({ kind: 'file', text: content, absent: absence });
  };
  const choose = async (chosen: File | null) => {
    setFile(chosen);
    const read = chosen === null ? null : await textOf(chosen);
    const content = read !== null && typeof read === 'object' ? read.text : null;
    setText(content);
    setFault(typeof read === 'string' ? read : null);
    look(content, absent);
  };
  const nothing = preview !== null && preview.changes.length === 0 && !preview.levelsChange;
  const ready = preview !== null && !isHindered(preview) && !nothing && desk.refusal === null;

  return (
    <Stack gap="lg">
      <Text size="sm">{t('units.importHow')}</Text>
      <FileInput
        label={t('units.file')}
        placeholder={t('units.fileChoose')}
        accept=".csv,.json,text/csv,application/json"
        leftSection={<IconFileUpload size={18} aria-hidden="true" />}
        value={file}
        onChange={(chosen) => void choose(chosen)}
        size="md"
        clearable
        clearButtonProps={{ 'aria-label': t('units.fileClear') }}
      />
      <Radio.Group
        label={t('units.absent')}
        value={absent}
        onChange={(value) => {
          const chosen: Absent = value === 'close' ? 'close' : 'keep';
          setAbsent(chosen);
          look(text, chosen);
        }}
      >
        <Stack gap={8} mt={8}>
          <Radio value="keep" label={t('units.absentKeep')} />
          <Radio value="close" label={t('units.absentClose')} />
        </Stack>
      </Radio.Group>
      {fault !== null && (
        <Alert color="son" icon={<IconAlertTriangle />} role="alert">
          {t(`units.fileFault.${fault}`)}
        </Alert>
      )}
      <Problems preview={preview} refusal={desk.refusal} />
      {preview !== null && preview.faults.length === 0 && <Changes preview={preview} />}
      <Group justify="flex-end" gap="sm" className={classes.foot ?? ''}>
        {desk.refusal === 'out-of-order' && (
          <Button variant="light" onClick={() => look(text, absent)}>
            {t('units.lookAgain')}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          loading={desk.busy}
          disabled={!ready}
          onClick={() => {
            if (ready && text !== null) desk.apply({ kind: 'file', text, absent }, preview);
          }}
        >
          {ready ? t('units.applyCount', { count: preview.changes.length }) : t('units.apply')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Nhập từ tệp: what the file would change is seen before anything is written. */
export function ImportDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(width < 720px)') ?? false;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('units.import')}
      size={720}
      fullScreen={narrow}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ImportForm onClose={onClose} />
    </Modal>
  );
}

import { Button, Menu } from '@mantine/core';
import { IconDownload, IconFileTypeCsv, IconKey, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MeetingId } from '../../../core/id.ts';
import type { LogPage } from '../../../protocol/log.ts';
import { RefusalError, recordAddress, saveFile } from '../../session/index.ts';

type ExportMenuProps = {
  readonly meeting: MeetingId;
  readonly right: LogPage['right'];
  readonly onFailure: (error: unknown) => void;
};

/** Takes the log home: as a table, and, for who reads all of it, with the hashes that prove it. */
export function ExportMenu({ meeting, right, onFailure }: ExportMenuProps) {
  const { t } = useTranslation();
  const save = useMutation({
    mutationFn: async ({ path, name }: { readonly path: string; readonly name: string }) => {
      const refusal = await saveFile(path, name);
      if (refusal !== null) throw new RefusalError(refusal);
    },
    onMutate: () => onFailure(null),
    onError: onFailure,
  });
  const whole = right === 'whole';
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          loading={save.isPending}
          leftSection={<IconDownload size={18} aria-hidden="true" />}
        >
          {t('log.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFileTypeCsv size={18} aria-hidden="true" />}
          onClick={() => save.mutate({ path: recordAddress.table(meeting), name: 'nhat-ky.csv' })}
        >
          {t('log.exportTable')}
        </Menu.Item>
        <Menu.Item
          disabled={!whole}
          leftSection={<IconShieldCheck size={18} aria-hidden="true" />}
          onClick={() => save.mutate({ path: recordAddress.proof(meeting), name: 'nhat-ky.jsonl' })}
        >
          {whole ? t('log.exportProof') : t('log.exportProofPart')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKey size={18} aria-hidden="true" />}
          onClick={() => save.mutate({ path: recordAddress.publicKey, name: 'diemcau-log-key.pem' })}
        >
          {t('log.publicKey')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

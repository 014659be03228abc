import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { applyDeviceChoice } from '../../session/index.ts';
import { DeviceCheck } from './device-check.tsx';

type DeviceCheckDialogProps = { readonly opened: boolean; readonly onClose: () => void };

/** The same check from the menu, before or in the middle of a meeting. */
export function DeviceCheckDialog({ opened, onClose }: DeviceCheckDialogProps) {
  const { t } = useTranslation();
  const small = useMediaQuery('(width < 860px)');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={960}
      fullScreen={small ?? false}
      withCloseButton={false}
      attributes={{ content: { 'aria-label': t('common.deviceCheck') } }}
    >
      <DeviceCheck
        action={t('deviceCheck.done')}
        onCancel={onClose}
        onDone={() => {
          applyDeviceChoice();
          onClose();
        }}
      />
    </Modal>
  );
}

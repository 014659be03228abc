import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../../core/meeting.ts';
import { useNow } from '../../session/index.ts';
import { SpeechReportPanel } from '../reports/speech-report-panel.tsx';

function LiveReport({ meeting }: { meeting: Meeting }) {
  return <SpeechReportPanel meeting={meeting} now={useNow()} />;
}

type ReportProps = {
  readonly meeting: Meeting;
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** Time spoken per site, delegate and unit, and who never spoke, as it stands now. */
export function ReportDialog({ meeting, opened, onClose }: ReportProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('console.report.open')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <LiveReport meeting={meeting} />}
    </Modal>
  );
}

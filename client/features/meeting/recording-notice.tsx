import { CloseButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingId } from '../../../core/id.ts';
import type { Meeting, RecordingFinding } from '../../../core/meeting.ts';
import { currentLanguage, type Language } from '../../i18n/index.ts';
import { formatBytes } from '../../ui/format.ts';
import { reasonWords } from '../archive/reason-words.ts';
import classes from './hall-banner.module.css';
import { findingsOf, lastRecording, type RecordingState, recordingState } from './recording-state.ts';
import { useStanding } from './use-commands.ts';
import { useHall } from './use-hall.ts';

function findingWords(t: TFunction, finding: RecordingFinding, language: Language): string {
  switch (finding.kind) {
    case 'space':
      return t('meeting.recording.finding.space', {
        free: formatBytes(finding.freeBytes, language),
        needed: formatBytes(finding.neededBytes, language),
      });
    case 'slow-disk':
      return t('meeting.recording.finding.slowDisk', {
        speed: formatBytes(finding.bytesPerSecond, language),
        needed: formatBytes(finding.neededBytesPerSecond, language),
      });
    case 'clock': {
      const locale = language === 'en' ? 'en-GB' : 'vi-VN';
      const seconds = Math.abs(finding.offsetMs) / 1000;
      return t('meeting.recording.finding.clock', {
        seconds: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(seconds),
      });
    }
    case 'ffmpeg':
      return finding.missing === null
        ? t('meeting.recording.finding.noFfmpeg')
        : t('meeting.recording.finding.ffmpeg', { missing: finding.missing.join(', ') });
  }
}

/** Whether something is recorded in spite of what was found. */
function isRecorded(findings: readonly RecordingFinding[]): boolean {
  return !findings.some((finding) => finding.kind === 'ffmpeg' && finding.missing === null);
}

/** What is to be done about the recording, by whoever may order it, beside what its mark says; null: nothing. */
function troubleWords(t: TFunction, state: RecordingState): string | null {
  switch (state.kind) {
    case 'failed':
      return t('meeting.recording.failedWhy', { reason: reasonWords(t, state.reason) });
    case 'full':
      return t('meeting.recording.fullHint');
    case 'starting':
    case 'on':
    case 'paused':
      if (state.shortage === null) return null;
      return t(state.shortage === 'low' ? 'meeting.recording.lowHint' : 'meeting.recording.soundOnlyHint');
    default:
      return null;
  }
}

/**
 * For whoever may order recordings: why one failed, that room runs short, and what the check before the first byte
 * found, in numbers. What was found is put away once it was read; a fault stays for as long as it lasts.
 */
export function RecordingNotice({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const hall = useHall(meeting);
  const [read, setRead] = useState<RecordingId | null>(null);
  const mayOrder = useStanding()({ type: 'recording.start' }) !== null;
  if (!mayOrder) return null;
  const last = lastRecording(meeting, hall);
  const language = currentLanguage();
  const findings = last?.id === read ? [] : findingsOf(last);
  const trouble = troubleWords(t, recordingState(meeting, hall));
  if (trouble === null && findings.length === 0) return null;
  return (
    <div className={classes.notice}>
      {trouble !== null && (
        <div className={classes.line} role="status">
          <IconAlertTriangle size={18} aria-hidden="true" />
          <span className={classes.whole}>{trouble}</span>
        </div>
      )}
      {findings.length > 0 && (
        <div className={classes.line} role="status">
          <IconAlertTriangle size={18} aria-hidden="true" />
          <span className={classes.whole}>
            <b>{t('meeting.recording.checked')}</b>{' '}
            {findings.map((finding) => findingWords(t, finding, language)).join(' ')}{' '}
            {isRecorded(findings) && t('meeting.recording.stillRecorded')}
          </span>
          <CloseButton aria-label={t('common.close')} onClick={() => setRead(last?.id ?? null)} />
        </div>
      )}
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../../core/meeting.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { recordingState } from './recording-state.ts';
import { useTimeOfDay } from './time-of-day.ts';
import { useHall } from './use-hall.ts';

/** What everybody sees of the recording, and since when. Nothing while nothing is recorded. */
export function RecordingMark({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const state = recordingState(meeting, useHall(meeting));
  switch (state.kind) {
    case 'none':
      return null;
    case 'on':
      return <StateMark tone="lost" label={t('meeting.recording.on')} beating />;
    case 'starting':
      return <StateMark tone="waiting" label={t('meeting.recording.starting')} />;
    case 'stopping':
      return <StateMark tone="quiet" label={t('meeting.recording.stopping')} />;
    case 'composing':
      return <StateMark tone="quiet" label={t('meeting.recording.composing')} />;
    case 'failed': {
      const since = t('meeting.recording.since', { time: timeOfDay(state.since) });
      return (
        <span role="alert">
          <StateMark tone="waiting" label={t('meeting.recording.failed')} detail={since} />
        </span>
      );
    }
  }
}

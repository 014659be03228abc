import { useTranslation } from 'react-i18next';
import type { ArchiveItem } from '../../../protocol/archive.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import type { StateTone } from '../../ui/theme.ts';

const toneByState: Readonly<Record<ArchiveItem['state'], StateTone>> = {
  starting: 'waiting',
  recording: 'lost',
  stopping: 'waiting',
  composing: 'waiting',
  ready: 'live',
  failed: 'lost',
  disposed: 'quiet',
};

type RecordingStateMarkProps = { readonly state: ArchiveItem['state'] };

/** What has become of a recording, in one word. */
export function RecordingStateMark({ state }: RecordingStateMarkProps) {
  const { t } = useTranslation();
  return (
    <StateMark
      tone={toneByState[state]}
      label={t(`archive.state.${state}`)}
      beating={state === 'recording'}
    />
  );
}

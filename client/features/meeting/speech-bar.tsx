import { useTranslation } from 'react-i18next';
import type { FloorGrant, Meeting } from '../../../core/meeting.ts';
import { grantsOf } from '../../../core/queue.ts';
import { endsAt } from '../../../core/timing.ts';
import { useNow } from '../../session/index.ts';
import { SpeechTimer } from '../../ui/speech-timer.tsx';
import { subtitleOf } from './card-lines.ts';
import classes from './speech-bar.module.css';

/** The end and the length of a turn; null without a limit. */
export function limitOf(grant: FloorGrant): { readonly endsAt: number; readonly limitMs: number } | null {
  const end = endsAt(grant);
  return end === null || grant.limitMs === null ? null : { endsAt: end, limitMs: grant.limitMs };
}

/** Whoever speaks, with the time left, above the stage. It keeps its height while nobody speaks: the stage never jumps. */
export function SpeechBar({ meeting, size = 'bar' }: { meeting: Meeting; size?: 'bar' | 'tv' }) {
  const { t } = useTranslation();
  const now = useNow();
  const speaking = grantsOf(meeting, 'speech');
  const item = meeting.agenda.findIndex((candidate) => candidate.id === meeting.agendaItem);
  const current = meeting.agenda[item];
  return (
    <div className={classes.bar} data-size={size}>
      {speaking.length === 0 && (
        <div className={classes.quiet}>
          {current
            ? t('meeting.agenda.nowAt', { index: item + 1, title: current.title })
            : t('meeting.conduct.nobodySpeaksShort')}
        </div>
      )}
      {speaking.map((grant) => (
        <SpeechTimer
          key={grant.id}
          name={grant.holder.name}
          about={[subtitleOf(grant.holder), t(`meeting.kind.${grant.kind}`)]
            .filter((part) => part !== '')
            .join(' · ')}
          startedAt={grant.at}
          limit={limitOf(grant)}
          clock={grant.clock}
          now={now}
          size={size}
        />
      ))}
    </div>
  );
}

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FloorGrant, Meeting } from '../../../core/meeting.ts';
import { grantsOf } from '../../../core/queue.ts';
import { useNow } from '../../session/index.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { clockFace, countdown } from '../../ui/clock-face.ts';
import { subtitleOf } from './card-lines.ts';
import classes from './list.module.css';
import { limitOf } from './speech-bar.tsx';
import { useCommands, useStanding } from './use-commands.ts';

function SpeakerRow({ grant, now }: { grant: FloorGrant; now: number }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const name = useId();
  const revoke = { type: 'floor.revoke', grant: grant.id } as const;
  const standing = useStanding()(revoke);
  const speaks = grant.floor === 'speech';
  const limit = limitOf(grant);
  const face = limit === null ? clockFace(now - grant.at) : countdown({ ...limit, now }).face;
  const state = speaks ? t(`meeting.kind.${grant.kind}`) : t('meeting.state.presenting');
  const lost = grant.holder.connected ? '' : t('meeting.state.lost');
  return (
    <li className={classes.row} data-clock={grant.clock} aria-label={grant.holder.name}>
      <div className={classes.words}>
        <div className={classes.name} id={name}>
          {grant.holder.name}
        </div>
        <div className={classes.about}>
          {[lost, grant.clock === 'up' ? t('meeting.state.timeUp') : state, subtitleOf(grant.holder)]
            .filter((part) => part !== '')
            .join(' · ')}
        </div>
      </div>
      <div className={classes.inline}>
        {speaks && <div className={classes.face}>{face}</div>}
        {standing !== null && (
          <ActionButton
            label={t(speaks ? 'meeting.action.stopSpeech' : 'meeting.action.stopPresenting')}
            tone="danger"
            size="xs"
            reason={standing.reason}
            describedBy={name}
            onPress={() => void send(revoke)}
          />
        )}
      </div>
    </li>
  );
}

/** Who speaks and who presents now. The space for one is always kept, so that the queue below stays where it is. */
export function SpeakersList({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const now = useNow();
  const grants = [...grantsOf(meeting, 'speech'), ...grantsOf(meeting, 'content')];
  return (
    <section aria-label={t('meeting.conduct.speakers')}>
      <h2 className={classes.heading}>
        {t('meeting.conduct.speakers')}
        <span className={classes.count}>
          {grantsOf(meeting, 'speech').length}/{meeting.settings.maxSpeakers}
        </span>
      </h2>
      {grants.length === 0 ? (
        <div className={classes.nothing}>{t('meeting.conduct.nobodySpeaks')}</div>
      ) : (
        <ul className={classes.list}>
          {grants.map((grant) => (
            <SpeakerRow key={grant.id} grant={grant} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}

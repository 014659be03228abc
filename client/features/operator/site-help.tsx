import { IconHeadset, IconPhoneOff, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import classes from './site-detail.module.css';

type SiteHelpProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  readonly participant: Participant;
};

/** Help from afar: the screen's session begun again, and a talk that nobody else hears. */
export function SiteHelp({ meeting, you, participant }: SiteHelpProps) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const confirm = useConfirm();
  const { participant: site, unitName } = participant.card;
  const talk = meeting.talks.find(({ helper }) => helper === you);
  const talking = talk?.site === site;
  const start = { type: 'assist.talk', participant: site } as const;
  const end = { type: 'assist.endTalk', participant: site } as const;
  const restart = { type: 'assist.order', participant: site, order: { kind: 'restart' } } as const;
  const talks = standing(talking ? end : start);
  const restarts = standing(restart);
  if (talks === null && restarts === null) return null;
  return (
    <section className={classes.block} aria-label={t('operator.remote')}>
      {talking && (
        <p className={classes.talking} role="status">
          {t('operator.talking')}. {t('operator.talkHint')}
        </p>
      )}
      <div className={classes.helpDeeds}>
        {talks !== null && (
          <ActionButton
            size="sm"
            tone={talking ? 'danger' : 'primary'}
            label={t(talking ? 'operator.endTalk' : 'operator.talk')}
            icon={talking ? <IconPhoneOff size={18} /> : <IconHeadset size={18} />}
            reason={talks.reason}
            onPress={() => void send(talking ? end : start)}
          />
        )}
        {restarts !== null && (
          <ActionButton
            size="sm"
            label={t('operator.restart')}
            icon={<IconRefresh size={18} />}
            reason={restarts.reason}
            onPress={() =>
              confirm({
                title: t('operator.restartTitle'),
                text: t('operator.restartText', { name: unitName }),
                grave: false,
                onConfirm: () => send(restart),
              })
            }
          />
        )}
      </div>
    </section>
  );
}

import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { actingFor } from '../../../core/authority.ts';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import type { RoleGrant } from '../../../core/role.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { subtitleOf } from './card-lines.ts';
import classes from './list.module.css';
import { presenceMark } from './presence-mark.ts';
import { useCommands, useStanding } from './use-commands.ts';

function DeputyRow({ meeting, deputy, grant }: { meeting: Meeting; deputy: Participant; grant: RoleGrant }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const { participant, unit } = grant;
  const acting = actingFor(meeting, unit);
  const acts = acting?.participant === participant;
  const command = acts
    ? ({ type: 'deputy.end', unit } as const)
    : ({ type: 'deputy.start', participant, unit } as const);
  const found = standing(command);
  const state = t(`meeting.state.${acts ? 'acting' : presenceMark(meeting, deputy).word}`);
  const about = [state, meeting.unitById[unit]?.name ?? '', subtitleOf(deputy.card)];
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <div className={classes.name}>{deputy.card.name}</div>
        <div className={classes.about}>{about.filter((part) => part !== '').join(' · ')}</div>
      </div>
      {found !== null && (
        <ActionButton
          size="xs"
          tone={acts ? 'primary' : 'plain'}
          label={t(acts ? 'console.deputy.end' : 'console.deputy.start')}
          reason={found.reason}
          onPress={() => void send(command)}
        />
      )}
    </li>
  );
}

type DeputyProps = { readonly meeting: Meeting; readonly opened: boolean; readonly onClose: () => void };

/** Who may act for the chairs, whether somebody does, and handing over or taking back. */
export function DeputyDialog({ meeting, opened, onClose }: DeputyProps) {
  const { t } = useTranslation();
  const deputies = meeting.roles.flatMap((grant) => {
    const deputy = meeting.participantById[grant.participant];
    return grant.role === 'deputy' && deputy !== undefined ? [{ grant, deputy }] : [];
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('console.deputy.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {deputies.length === 0 ? (
        <EmptyHint text={t('console.deputy.none')} />
      ) : (
        <ul className={classes.list}>
          {deputies.map(({ grant, deputy }) => (
            <DeputyRow
              key={`${grant.participant} ${grant.unit}`}
              meeting={meeting}
              deputy={deputy}
              grant={grant}
            />
          ))}
        </ul>
      )}
    </Modal>
  );
}

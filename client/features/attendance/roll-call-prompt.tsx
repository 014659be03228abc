import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import { presentStateOf } from './answer-state.ts';
import classes from './roll-call.module.css';

/** Shown to whoever is being called, on whatever they look at; nothing for everybody else. */
export function RollCallPrompt({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const call = meeting.rollCalls.find(({ current }) => current.participant === you);
  if (call === undefined) return null;
  const answer = {
    type: 'rollCall.answer',
    unit: call.unit,
    state: presentStateOf(meeting, you),
    reason: '',
  } as const;
  if (standing(answer) === null) return null;
  return (
    <div className={classes.prompt} role="alert">
      <div className={classes.promptWords}>
        <strong>{t('attendance.roll.you')}</strong>
        {t('attendance.roll.youHint')}
      </div>
      <Button
        color="luc"
        leftSection={<IconCheck size={20} aria-hidden="true" />}
        onClick={() => void send(answer)}
      >
        {t('attendance.roll.present')}
      </Button>
    </div>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Substitute } from '../../../core/attendance.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { participantOf } from '../../../core/participant.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import type { StateTone } from '../../ui/theme.ts';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import classes from './attendance.module.css';
import { RollCallPrompt } from './roll-call-prompt.tsx';
import { toneByState } from './state-tone.ts';

const toneByConsent: Readonly<Record<Substitute['consent'], StateTone>> = {
  asked: 'waiting',
  given: 'live',
  refused: 'lost',
};

function SubstituteForm({ you, onClose }: { you: ParticipantId; onClose: () => void }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const [name, setName] = useState('');
  const [position, setPosition] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    const sent = await send({
      type: 'attendance.substitute',
      participant: you,
      name: name.trim(),
      position: position.trim(),
    });
    setBusy(false);
    if (sent) onClose();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        size="sm"
        label={t('attendance.substitute.name')}
        value={name}
        autoFocus
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        size="sm"
        label={t('attendance.substitute.position')}
        value={position}
        maxLength={200}
        onChange={(event) => setPosition(event.currentTarget.value)}
      />
      <div className={classes.formDeeds}>
        <Button size="sm" variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" size="sm" loading={busy} disabled={name.trim() === ''}>
          {t('attendance.substitute.send')}
        </Button>
      </div>
    </form>
  );
}

/** One's own state, the answer to a roll call, and who comes in one's place. */
export function OwnAttendance({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const standing = useStanding();
  const [naming, setNaming] = useState(false);
  const self = participantOf(meeting, you);
  if (self === undefined || self.card.kind !== 'person') return null;
  const { state, reason, substitute } = self.attendance;
  const ask = { type: 'attendance.substitute', participant: you, name: '…', position: '' } as const;
  const mayName = standing(ask)?.reason === null;
  return (
    <section className={classes.own} aria-label={t('attendance.own.title')}>
      <h2 className={classes.heading}>{t('attendance.own.title')}</h2>
      <RollCallPrompt meeting={meeting} you={you} />
      <div>
        <StateMark tone={toneByState[state]} label={t(`attendance.state.${state}`)} detail={reason} />
      </div>
      {substitute !== null && (
        <div className={classes.asked}>
          <div className={classes.words}>
            <div className={classes.name}>{t('attendance.substitute.of', { name: substitute.name })}</div>
            {substitute.position !== '' && <div className={classes.about}>{substitute.position}</div>}
          </div>
          <StateMark
            tone={toneByConsent[substitute.consent]}
            label={t(`attendance.substitute.${substitute.consent}`)}
          />
        </div>
      )}
      {mayName && !naming && (
        <Button className={classes.open ?? ''} size="sm" variant="default" onClick={() => setNaming(true)}>
          {t('attendance.substitute.title')}
        </Button>
      )}
      {mayName && naming && <SubstituteForm you={you} onClose={() => setNaming(false)} />}
    </section>
  );
}

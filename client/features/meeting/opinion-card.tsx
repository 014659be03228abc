import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting, Opinion } from '../../../core/meeting.ts';
import classes from './speech-panel.module.css';
import { useCommands, useStanding } from './use-commands.ts';

function AwaitedOpinion({ opinion }: { opinion: Opinion }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const [text, setText] = useState('');
  const command = {
    type: 'opinion.write',
    opinion: opinion.id,
    topic: opinion.topic,
    text: text.trim(),
  } as const;
  const writing = useStanding()({ ...command, text: '…' });
  if (writing === null) return null;
  return (
    <form
      className={classes.card}
      data-tone="waiting"
      onSubmit={(event) => {
        event.preventDefault();
        void send(command);
      }}
    >
      <div className={classes.title}>{t('console.opinion.yours')}</div>
      <div className={classes.hint}>{t('console.opinion.yoursHint')}</div>
      <Textarea
        mt={8}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={10_000}
        aria-label={t('console.opinion.yours')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.choices}>
        <Button
          type="submit"
          size="sm"
          disabled={text.trim() === '' || writing.reason !== null}
          title={writing.reason ?? undefined}
        >
          {t('console.opinion.send')}
        </Button>
      </div>
    </form>
  );
}

/** What one wanted to say and was asked to hand in writing. Nothing while nothing is awaited. */
export function OpinionCards({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  return meeting.opinions
    .filter(({ author, text }) => author.participant === you && text === null)
    .map((opinion) => <AwaitedOpinion key={opinion.id} opinion={opinion} />);
}

import { IconFileText, IconListCheck, IconMessageQuestion, IconPencilCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { EnlistDialog } from './enlist-dialog.tsx';
import classes from './list.module.css';
import { OpinionsDialog } from './opinions-dialog.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { beforeChoosing, useCommands, useStanding } from './use-commands.ts';

type Dialog = 'enlist' | 'question' | 'opinions' | null;

/** A list to be called, asker and answerer, and what is done with those who were not reached. */
export function QueueTools({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const confirm = useConfirm();
  const standing = useStanding();
  const [dialog, setDialog] = useState<Dialog>(null);
  const hall = hallOf(meeting, you);
  const collect = { type: 'opinion.collect' } as const;
  const enlisting = beforeChoosing(
    standing({ type: 'floor.enlist', participants: [you], kind: 'paper', limitMs: null }),
  );
  const asking = beforeChoosing(standing({ type: 'question.call', asker: you, answerer: you }));
  const collecting = standing(collect);
  const questioning = meeting.settings.discussion === 'questioning';
  const close = () => setDialog(null);
  const askToCollect = () =>
    confirm({
      title: t('console.opinion.collectTitle'),
      text: t('console.opinion.collectText'),
      grave: false,
      onConfirm: () => send(collect),
    });
  return (
    <div className={classes.tools}>
      {questioning && asking !== null && (
        <ActionButton
          size="xs"
          tone="primary"
          label={t('console.question.choose')}
          icon={<IconMessageQuestion size={16} />}
          reason={asking.reason}
          onPress={() => setDialog('question')}
        />
      )}
      {enlisting !== null && (
        <ActionButton
          size="xs"
          label={t('console.enlist.open')}
          icon={<IconListCheck size={16} />}
          reason={enlisting.reason}
          onPress={() => setDialog('enlist')}
        />
      )}
      {collecting !== null && meeting.queue.length > 0 && (
        <ActionButton
          iconOnly
          size="xs"
          label={t('console.opinion.collect')}
          icon={<IconPencilCheck size={17} />}
          reason={collecting.reason}
          onPress={askToCollect}
        />
      )}
      {meeting.opinions.length > 0 && (
        <ActionButton
          size="xs"
          tone="quiet"
          label={t('console.opinion.open', { count: meeting.opinions.length })}
          icon={<IconFileText size={16} />}
          reason={null}
          onPress={() => setDialog('opinions')}
        />
      )}
      <EnlistDialog meeting={meeting} hall={hall} opened={dialog === 'enlist'} onClose={close} />
      <QuestionDialog meeting={meeting} hall={hall} opened={dialog === 'question'} onClose={close} />
      <OpinionsDialog meeting={meeting} opened={dialog === 'opinions'} onClose={close} />
    </div>
  );
}

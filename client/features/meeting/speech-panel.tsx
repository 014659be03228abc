import { IconList, IconMessages } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { requestOf } from '../../../core/queue.ts';
import { debateKindOf } from '../../../core/turn.ts';
import { useMeetingSession } from '../../session/index.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { OpinionCards } from './opinion-card.tsx';
import { OwnPreview } from './own-preview.tsx';
import { RequestDialog } from './request-dialog.tsx';
import classes from './speech-panel.module.css';
import { type SpeechState, speechState } from './speech-state.ts';
import { useCommands, useStanding } from './use-commands.ts';
import { useHall } from './use-hall.ts';

type Words = {
  readonly tone: 'quiet' | 'waiting' | 'speaking';
  readonly title: string;
  readonly hint: string;
};

function useWords(state: SpeechState, microphone: 'on' | 'off'): Words {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'idle':
      return { tone: 'quiet', title: t('meeting.speech.idle'), hint: t('meeting.speech.idleHint') };
    case 'queued': {
      const { place, of } = state;
      const title = place === null ? t('meeting.speech.requested') : t('meeting.speech.place', { place, of });
      return { tone: 'waiting', title, hint: t('meeting.speech.placeHint') };
    }
    case 'next':
      return { tone: 'waiting', title: t('meeting.state.next'), hint: t('meeting.speech.nextHint') };
    case 'speaking':
      return {
        tone: 'speaking',
        title: t('meeting.state.speaking'),
        hint: t(microphone === 'on' ? 'meeting.speech.yourTurnHint' : 'meeting.speech.yourTurnMuted'),
      };
  }
}

/** Where one stands with the floor, and the less usual ways to ask for it. The usual one is in the bar below. */
export function SpeechPanel({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const [asking, setAsking] = useState(false);
  const place = useMeetingSession((session) => session.place);
  const state = speechState(meeting, you, place);
  const words = useWords(state, meeting.participantById[you]?.microphone ?? 'off');
  const kind = debateKindOf(meeting, useHall(meeting));
  const debate = { type: 'floor.request', floor: 'speech', kind, topic: '' } as const;
  const request = standing(debate);
  const content = requestOf(meeting, you, 'content');
  const observer = request === null;
  return (
    <section className={classes.panel} aria-label={t('meeting.speech.tab')}>
      <div className={classes.card} data-tone={observer ? 'quiet' : words.tone} role="status">
        <div className={classes.title}>{observer ? t('meeting.speech.observer') : words.title}</div>
        {!observer && <div className={classes.hint}>{words.hint}</div>}
        {!observer && state.kind === 'idle' && (
          <div className={classes.choices}>
            <ActionButton
              label={t('meeting.kind.debate')}
              icon={<IconMessages size={17} />}
              reason={request.reason}
              onPress={() => void send(debate)}
            />
            <ActionButton
              label={t('meeting.speech.choose')}
              icon={<IconList size={17} />}
              reason={request.reason}
              onPress={() => setAsking(true)}
            />
          </div>
        )}
      </div>
      {content !== null && (
        <div className={classes.card} data-tone="waiting" role="status">
          <div className={classes.title}>{t('meeting.speech.contentPlace')}</div>
          <div className={classes.choices}>
            <ActionButton
              label={t('meeting.action.withdrawContent')}
              reason={null}
              onPress={() => void send({ type: 'floor.cancel', request: content.id })}
            />
          </div>
        </div>
      )}
      <OpinionCards meeting={meeting} you={you} />
      <OwnPreview meeting={meeting} you={you} />
      <RequestDialog meeting={meeting} opened={asking} onClose={() => setAsking(false)} />
    </section>
  );
}

import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconMicrophone } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { hallOf } from '../../../core/hall.ts';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import { useMeetingSession } from '../../session/index.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { DeedIcon } from './deed-icon.tsx';
import { LineQuality } from './line-quality.tsx';
import { presenceMark } from './presence-mark.ts';
import { troubleOf } from './site-tree.ts';
import classes from './sites-panel.module.css';
import { useFurtherDeeds, useNearDeeds } from './use-deeds.ts';
import { useHall } from './use-hall.ts';

/** Only a poor line is worth the room it takes in a row. */
const poorLine = 2;

/** Asked of the rules only once the menu is open: there are hundreds of rows. */
function FurtherDeeds({ meeting, participant }: { meeting: Meeting; participant: Participant }) {
  const { t } = useTranslation();
  const deeds = useFurtherDeeds(meeting)(participant);
  if (deeds.length === 0) return <Menu.Label>{t('console.noDeeds')}</Menu.Label>;
  return deeds.map((deed) => (
    <Menu.Item
      key={`${deed.id} ${deed.label}`}
      {...(deed.grave ? { color: 'son' } : {})}
      leftSection={<DeedIcon name={deed.id} size={16} />}
      disabled={deed.reason !== null}
      title={deed.reason ?? undefined}
      onClick={deed.run}
    >
      {deed.label}
    </Menu.Item>
  ));
}

/** What is done with somebody: one press for the frequent deeds, a menu for the others. */
export function DeedButtons({
  meeting,
  participant,
  describedBy,
}: {
  meeting: Meeting;
  participant: Participant;
  describedBy: string;
}) {
  const { t } = useTranslation();
  const near = useNearDeeds(meeting)(participant);
  const { name } = participant.card;
  return (
    <span className={classes.deeds}>
      {near.map((deed) => (
        <ActionButton
          key={deed.id}
          size="xs"
          tone={deed.id === 'admit' ? 'give' : 'quiet'}
          iconOnly={deed.id !== 'admit'}
          label={deed.label}
          {...(deed.id === 'admit' ? {} : { icon: <DeedIcon name={deed.id} size={18} /> })}
          reason={deed.reason}
          describedBy={describedBy}
          onPress={deed.run}
        />
      ))}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            size={30}
            variant="subtle"
            color="gray"
            aria-label={t('meeting.action.moreFor', { name })}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <FurtherDeeds meeting={meeting} participant={participant} />
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}

type SiteRowProps = {
  readonly meeting: Meeting;
  readonly participant: Participant;
  /** The name to show: a unit's for its site, a person's own */
  readonly shown: string;
  readonly strong: boolean;
};

/** One participant of the roster: how it stands, where it sits, and what may be done. */
export function SiteRow({ meeting, participant, shown, strong }: SiteRowProps) {
  const { t } = useTranslation();
  const name = useId();
  const { card } = participant;
  const { word, tone } = presenceMark(meeting, participant);
  const quality = useMeetingSession((session) => session.lineQualityById[card.participant]);
  const elsewhere = hallOf(meeting, card.participant) !== useHall(meeting);
  const failed = troubleOf(participant) === 'failed';
  const state = failed ? t('console.trouble.failed') : t(`meeting.state.${word}`);
  const shownTone = failed ? 'waiting' : tone;
  // Being there is the rule and needs no word; anything else is said instead of the position.
  const plain = word === 'present' && !failed;
  const away = elsewhere && plain ? t('console.sidebar.away') : '';
  const line = plain ? away || (card.kind === 'person' ? card.position : '') : state;
  return (
    <>
      <span className={classes.dot} data-tone={shownTone} role="img" aria-label={state} />
      <span className={classes.words}>
        <span
          className={strong ? `${classes.name} ${classes.unitName}` : classes.name}
          id={name}
          title={card.name}
        >
          {shown}
        </span>
        {line !== '' && (
          <span className={classes.state} data-tone={shownTone} title={line}>
            {line}
          </span>
        )}
      </span>
      {participant.microphone === 'on' && participant.presence.kind === 'present' && (
        <IconMicrophone
          size={16}
          color="var(--dc-live)"
          role="img"
          aria-label={t('meeting.state.microphoneOn')}
        />
      )}
      {quality !== undefined && quality <= poorLine && participant.presence.kind === 'present' && (
        <LineQuality quality={quality} />
      )}
      <DeedButtons meeting={meeting} participant={participant} describedBy={name} />
    </>
  );
}

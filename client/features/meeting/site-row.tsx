import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconMicrophone,
  IconMicrophone2,
  IconMicrophoneOff,
  IconUserOff,
} from '@tabler/icons-react';
import { memo, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../../../core/meeting.ts';
import { useMeetingSession, type verbs } from '../../session/index.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { LineQuality } from './line-quality.tsx';
import type { PresenceMark } from './presence-mark.ts';
import classes from './sites-panel.module.css';
import { type Standing, useCommands } from './use-commands.ts';

/** Only a poor line is worth the room it takes in a row. */
const poorLine = 2;

/** What may be done with somebody in the roster. Plain values, so that a row is drawn again only when they change. */
export type RowRights = {
  readonly give: string | null | false;
  readonly admit: boolean;
  readonly deny: boolean;
  readonly mute: boolean;
};

/** A standing as a plain value: false is absent, else the reason or null. */
export function plain(standing: Standing): string | null | false {
  return standing === null ? false : standing.reason;
}

/** Whether the hub would do it now. */
export function open(standing: Standing): boolean {
  return standing !== null && standing.reason === null;
}

function Deeds({
  participant,
  rights,
  describedBy,
}: {
  participant: Participant;
  rights: RowRights;
  describedBy: string;
}) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const confirm = useConfirm();
  const { participant: id, name } = participant.card;
  const { kind } = participant.presence;
  const remove = () =>
    confirm({
      title: t('meeting.sites.removeTitle'),
      text: t('meeting.sites.removeText', { name }),
      grave: true,
      onConfirm: () => send({ type: 'participant.deny', participant: id }),
    });
  if (kind === 'waiting' || kind === 'denied') {
    return (
      <span className={classes.deeds}>
        {rights.admit && (
          <ActionButton
            size="xs"
            tone="give"
            label={t('meeting.action.admit')}
            reason={null}
            describedBy={describedBy}
            onPress={() => void send({ type: 'participant.admit', participant: id })}
          />
        )}
        {rights.deny && kind === 'waiting' && (
          <ActionButton
            size="xs"
            label={t('meeting.action.refuse')}
            reason={null}
            describedBy={describedBy}
            onPress={() => void send({ type: 'participant.deny', participant: id })}
          />
        )}
      </span>
    );
  }
  if (kind !== 'present') return null;
  const give = { type: 'floor.grant', floor: 'speech', participant: id, kind: null, limitMs: null } as const;
  return (
    <span className={classes.deeds}>
      {rights.give !== false && (
        <ActionButton
          size="xs"
          tone="quiet"
          iconOnly
          label={t('meeting.action.give')}
          icon={<IconMicrophone2 size={18} />}
          reason={rights.give}
          describedBy={describedBy}
          onPress={() => void send(give)}
        />
      )}
      {(rights.mute || rights.deny) && (
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
            {rights.mute && (
              <Menu.Item
                leftSection={<IconMicrophoneOff size={16} />}
                onClick={() => void send({ type: 'microphone.mute', participant: id })}
              >
                {t('meeting.action.muteOne')}
              </Menu.Item>
            )}
            {rights.deny && (
              <Menu.Item color="son" leftSection={<IconUserOff size={16} />} onClick={remove}>
                {t('meeting.action.remove')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}

type SiteRowProps = {
  readonly participant: Participant;
  /** The name to show: a unit's for its site, a person's own */
  readonly shown: string;
  readonly strong: boolean;
  readonly word: PresenceMark['word'];
  readonly tone: PresenceMark['tone'];
  readonly give: RowRights['give'];
  readonly admit: boolean;
  readonly deny: boolean;
  readonly mute: boolean;
};

/** One participant of the roster: how it stands, and what may be done. */
export const SiteRow = memo(function SiteRow({
  participant,
  shown,
  strong,
  word,
  tone,
  ...rights
}: SiteRowProps) {
  const { t } = useTranslation();
  const name = useId();
  const { card } = participant;
  const quality = useMeetingSession((session) => session.lineQualityById[card.participant]);
  const state = t(`meeting.state.${word}`);
  // Being there is the rule and needs no word; anything else is said instead of the position.
  const line = word === 'present' ? (card.kind === 'person' ? card.position : '') : state;
  return (
    <>
      <span className={classes.dot} data-tone={tone} role="img" aria-label={state} />
      <span className={classes.words}>
        <span
          className={strong ? `${classes.name} ${classes.unitName}` : classes.name}
          id={name}
          title={card.name}
        >
          {shown}
        </span>
        {line !== '' && (
          <span className={classes.state} data-tone={tone} title={line}>
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
      <Deeds participant={participant} rights={rights} describedBy={name} />
    </>
  );
});

/** The rights over one participant, asked of the core. */
export function rightsOver(
  participant: Participant,
  standing: (command: Parameters<typeof verbs.refusalOf>[0]) => Standing,
): RowRights {
  const id = participant.card.participant;
  const { kind } = participant.presence;
  if (kind === 'absent' || kind === 'left' || kind === 'dropped')
    return { give: false, admit: false, deny: false, mute: false };
  const give = { type: 'floor.grant', floor: 'speech', participant: id, kind: null, limitMs: null } as const;
  return {
    give: kind === 'present' ? plain(standing(give)) : false,
    admit: kind !== 'present' && open(standing({ type: 'participant.admit', participant: id })),
    deny: kind !== 'denied' && open(standing({ type: 'participant.deny', participant: id })),
    mute: participant.microphone === 'on' && open(standing({ type: 'microphone.mute', participant: id })),
  };
}

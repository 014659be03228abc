import { Button, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting, Notice } from '../../../core/meeting.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { useTimeOfDay } from '../meeting/time-of-day.ts';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import classes from './notice-composer.module.css';
import { scopeUnits } from './scope-units.ts';
import { textLimit } from './text-limit.ts';
import { UnitField } from './unit-field.tsx';

/** How much room must be left before one is told how much is left. */
const tellLeftFrom = 100;

function SentNotice({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const timeOfDay = useTimeOfDay();
  const text = useId();
  const withdraw = { type: 'notice.withdraw', notice: notice.id } as const;
  const standing = useStanding()(withdraw);
  return (
    <li className={classes.sent}>
      <div className={classes.words}>
        <p className={classes.text} id={text}>
          {notice.text}
        </p>
        <p className={classes.about}>
          {t('notices.composer.sentTo', { unit: notice.unitName })}
          {' · '}
          {t('notices.banner.from', { name: notice.from, time: timeOfDay(notice.at) })}
        </p>
      </div>
      {standing !== null && (
        <ActionButton
          size="xs"
          tone="danger"
          label={t('notices.composer.withdraw')}
          reason={standing.reason}
          describedBy={text}
          onPress={() => void send(withdraw)}
        />
      )}
    </li>
  );
}

/** Tells all of a unit's subtree something in writing, and takes it back. */
export function NoticeComposer({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const units = useMemo(() => scopeUnits(meeting, you, 'notice.send'), [meeting, you]);
  const [chosen, setChosen] = useState<UnitId | null>(null);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const target = units.find(({ unit }) => unit === chosen) ?? units[0];
  const notices = meeting.notices.toReversed();
  const ready = text.trim();
  const reason =
    target === undefined
      ? t('notices.composer.noRight')
      : (standing({ type: 'notice.send', unit: target.unit, text: ready === '' ? '…' : ready })?.reason ??
        null);
  const submit = async () => {
    if (target === undefined || ready === '' || reason !== null) return;
    setBusy(true);
    if (await send({ type: 'notice.send', unit: target.unit, text: ready })) setText('');
    setBusy(false);
  };
  return (
    <section className={classes.composer} aria-label={t('notices.composer.title')}>
      {target === undefined ? (
        <p className={classes.none}>{t('notices.composer.noRight')}</p>
      ) : (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <UnitField
            label={t('notices.composer.to')}
            description={t('notices.composer.toHint')}
            units={units}
            value={target.unit}
            onChange={setChosen}
          />
          <Textarea
            label={t('notices.composer.text')}
            placeholder={t('notices.composer.placeholder')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={textLimit}
            autosize
            minRows={2}
            maxRows={6}
            description={
              textLimit - text.length <= tellLeftFrom
                ? t('notices.composer.left', { count: textLimit - text.length })
                : undefined
            }
          />
          {reason !== null && <p className={classes.none}>{reason}</p>}
          <Button
            type="submit"
            size="sm"
            leftSection={<IconSend size={17} aria-hidden="true" />}
            loading={busy}
            disabled={ready === '' || reason !== null}
          >
            {t('notices.composer.send')}
          </Button>
        </form>
      )}
      <h2 className={classes.heading}>{t('notices.composer.sent')}</h2>
      {notices.length === 0 ? (
        <EmptyHint text={t('notices.composer.none')} />
      ) : (
        <ul className={classes.list}>
          {notices.map((notice) => (
            <SentNotice key={notice.id} notice={notice} />
          ))}
        </ul>
      )}
    </section>
  );
}

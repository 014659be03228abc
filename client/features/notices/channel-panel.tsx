import { ActionIcon, Textarea } from '@mantine/core';
import { IconMessages, IconSend } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { ChannelMessage, Meeting } from '../../../core/meeting.ts';
import { useTimeOfDay } from '../meeting/time-of-day.ts';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import classes from './channel-panel.module.css';
import { unreadMessages, useLastRead } from './channel-unread.ts';
import { textLimit } from './text-limit.ts';

type MessageProps = {
  readonly message: ChannelMessage;
  readonly own: boolean;
  /** The first that came since one last looked */
  readonly fresh: boolean;
  /** Same author as the one above, so that the name need not be said again */
  readonly follows: boolean;
};

function Message({ message, own, fresh, follows }: MessageProps) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const { author } = message;
  return (
    <>
      {fresh && <li className={classes.fresh}>{t('notices.channel.fresh')}</li>}
      <li className={classes.message} data-own={own || undefined} data-follows={follows || undefined}>
        {!follows && (
          <div className={classes.head}>
            <span className={classes.author}>{own ? t('notices.channel.you') : author.name}</span>
            {!own && <span className={classes.unit}>{author.unitName}</span>}
            <time className={classes.time}>{timeOfDay(message.at)}</time>
          </div>
        )}
        {/* Plain text always: a link in it is read, not pressed. */}
        <p className={classes.text}>{message.text}</p>
      </li>
    </>
  );
}

/** The text channel among those who conduct. Enter sends, Shift+Enter begins a new line. */
export function ChannelPanel({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const { channel } = meeting;
  const [lastRead, setLastRead] = useLastRead();
  // Where the new ones began when this panel was opened: the line stays while they are read.
  const [firstFresh] = useState(() => unreadMessages(channel, you, lastRead)[0]?.id ?? null);
  const [text, setText] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const standing = useStanding()({ type: 'channel.post', text: text.trim() === '' ? '…' : text.trim() });
  const last = channel.at(-1)?.id ?? null;
  useEffect(() => {
    if (last === null) return;
    setLastRead(last);
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [last, setLastRead]);
  const submit = async () => {
    const ready = text.trim();
    if (ready === '') return;
    setText('');
    if (!(await send({ type: 'channel.post', text: ready }))) setText((now) => (now === '' ? ready : now));
  };
  const onKey = (event: KeyboardEvent) => {
    // Enter that ends a composed syllable (Telex, VNI) is not one that sends.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  };
  return (
    <section className={classes.panel} aria-label={t('notices.channel.label')}>
      {channel.length === 0 ? (
        <div className={classes.empty}>
          <IconMessages size={30} stroke={1.5} aria-hidden="true" />
          <p>{t('notices.channel.empty')}</p>
          <p className={classes.hint}>{t('notices.channel.hint')}</p>
        </div>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrow keys
        <ol className={classes.list} ref={list} aria-live="polite" tabIndex={0}>
          {channel.map((message, index) => (
            <Message
              key={message.id}
              message={message}
              own={message.author.participant === you}
              fresh={message.id === firstFresh}
              follows={
                message.id !== firstFresh &&
                channel[index - 1]?.author.participant === message.author.participant &&
                message.at - (channel[index - 1]?.at ?? 0) < 60_000
              }
            />
          ))}
        </ol>
      )}
      {standing !== null && (
        <div className={classes.write}>
          <Textarea
            className={classes.field ?? ''}
            aria-label={t('notices.channel.write')}
            placeholder={t('notices.channel.write')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKey}
            maxLength={textLimit}
            autosize
            minRows={1}
            maxRows={5}
          />
          <ActionIcon
            size={42}
            variant="filled"
            aria-label={t('notices.channel.send')}
            disabled={text.trim() === '' || standing.reason !== null}
            onClick={() => void submit()}
          >
            <IconSend size={19} />
          </ActionIcon>
        </div>
      )}
    </section>
  );
}

import { Button, Popover, TextInput } from '@mantine/core';
import { IconClockPlay } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/index.ts';
import { formatTime } from '../../ui/format.ts';
import { PlayerButton } from './player-button.tsx';
import { type Clocked, positionAtTimeOfDay, readTimeOfDay } from './player-clock.ts';
import classes from './player-controls.module.css';

type PlayerJumpProps = Clocked & { readonly onJump: (ms: number) => void };

/** Đến lúc 09:42: what was said at a time of day. */
export function PlayerJump({ startedAt, durationMs, onJump }: PlayerJumpProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const toggle = () => {
    setFault(null);
    setOpened((before) => !before);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const time = readTimeOfDay(text);
    if (time === null) return setFault(t('player.jump.unread'));
    const ms = positionAtTimeOfDay({ startedAt, durationMs }, time);
    if (ms === null) {
      const language = currentLanguage();
      const from = formatTime(startedAt, language);
      return setFault(t('player.jump.outside', { from, to: formatTime(startedAt + durationMs, language) }));
    }
    setOpened(false);
    onJump(ms);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top"
      withinPortal={false}
      trapFocus
      shadow="md"
      returnFocus
    >
      <Popover.Target>
        <PlayerButton
          label={t('player.jump.open')}
          text={t('player.jump.open')}
          icon={<IconClockPlay size={20} aria-hidden="true" />}
          expanded={opened}
          onPress={toggle}
        />
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t('player.jump.open')}>
        <form className={classes.jump} onSubmit={submit}>
          <TextInput
            size="sm"
            label={t('player.jump.field')}
            description={t('player.jump.hint')}
            placeholder={formatTime(startedAt, currentLanguage())}
            inputMode="text"
            autoComplete="off"
            data-autofocus
            value={text}
            error={fault}
            onChange={(event) => {
              setFault(null);
              setText(event.currentTarget.value);
            }}
          />
          <Button size="sm" type="submit">
            {t('player.jump.go')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

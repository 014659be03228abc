import { Menu, Slider } from '@mantine/core';
import {
  IconMaximize,
  IconMinimize,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconRewindBackward10,
  IconRewindForward10,
  IconSubtitles,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { formatClock } from '../../ui/format.ts';
import { PlayerButton } from './player-button.tsx';
import classes from './player-controls.module.css';
import type { Film } from './player-film.ts';
import { PlayerHelp } from './player-help.tsx';
import { PlayerJump } from './player-jump.tsx';
import { leap, leapChapter } from './player-keyboard.ts';
import { speeds } from './player-memory.ts';

function SpeedMenu({ film }: { readonly film: Film }) {
  const { t } = useTranslation();
  const format = new Intl.NumberFormat(currentLanguage() === 'en' ? 'en-GB' : 'vi-VN');
  const times = (speed: number) => t('player.speedTimes', { speed: format.format(speed) });
  const { speed } = film.habits;
  return (
    <Menu position="top" withinPortal={false} returnFocus>
      <Menu.Target>
        <PlayerButton label={t('player.speedNow', { speed: times(speed) })} icon={null} text={times(speed)} />
      </Menu.Target>
      <Menu.Dropdown className={classes.dropdown}>
        <Menu.RadioGroup
          value={String(speed)}
          onChange={(chosen) => film.setHabits({ speed: Number(chosen) })}
        >
          {speeds.map((each) => (
            <Menu.RadioItem key={each} value={String(each)} className={classes.speed} closeMenuOnClick>
              {times(each)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function Volume({ film }: { readonly film: Film }) {
  const { t } = useTranslation();
  const { muted, habits } = film;
  const silent = muted || habits.volume === 0;
  return (
    <div className={classes.volume}>
      <PlayerButton
        label={t('player.mute')}
        icon={
          silent ? (
            <IconVolumeOff size={21} aria-hidden="true" />
          ) : (
            <IconVolume size={21} aria-hidden="true" />
          )
        }
        shortcut="M"
        pressed={muted}
        onPress={film.toggleMute}
      />
      <Slider
        className={classes.volumeSlider}
        size="sm"
        label={null}
        step={5}
        thumbLabel={t('player.volume')}
        value={silent ? 0 : habits.volume}
        onChange={(volume) => {
          if (muted) film.toggleMute();
          film.setHabits({ volume });
        }}
      />
    </div>
  );
}

type PlayerControlsProps = {
  readonly film: Film;
  readonly startedAt: number;
  readonly beginnings: readonly number[];
  readonly full: boolean;
  /** Null: this browser has no full screen of its own. */
  readonly onFull: (() => void) | null;
  readonly help: { readonly opened: boolean; readonly onChange: (opened: boolean) => void };
  readonly keys: { readonly used: boolean; readonly onChange: (used: boolean) => void };
};

/** All that is done to the film with a mouse or a thumb. */
export function PlayerControls(props: PlayerControlsProps) {
  const { film, startedAt, beginnings, full, onFull, help, keys } = props;
  const { t } = useTranslation();
  const { positionMs, durationMs, playing } = film;
  return (
    <div className={classes.controls}>
      <div className={classes.moves}>
        <PlayerButton
          label={t('player.previousChapter')}
          icon={<IconPlayerSkipBack size={20} aria-hidden="true" />}
          shortcut="P"
          onPress={() => leapChapter(film, beginnings, -1)}
        />
        <PlayerButton
          label={t('player.back')}
          icon={<IconRewindBackward10 size={22} aria-hidden="true" />}
          shortcut="J"
          onPress={() => leap(film, -10_000)}
        />
        <PlayerButton
          main
          label={t(playing ? 'player.pause' : 'player.play')}
          icon={
            playing ? (
              <IconPlayerPauseFilled size={24} aria-hidden="true" />
            ) : (
              <IconPlayerPlayFilled size={24} aria-hidden="true" />
            )
          }
          shortcut="K"
          onPress={film.toggle}
        />
        <PlayerButton
          label={t('player.forward')}
          icon={<IconRewindForward10 size={22} aria-hidden="true" />}
          shortcut="L"
          onPress={() => leap(film, 10_000)}
        />
        <PlayerButton
          label={t('player.nextChapter')}
          icon={<IconPlayerSkipForward size={20} aria-hidden="true" />}
          shortcut="N"
          onPress={() => leapChapter(film, beginnings, 1)}
        />
      </div>
      <div className={classes.clock}>
        <span>
          {clockFace(positionMs)} / {clockFace(durationMs)}
        </span>
        <time className={classes.wallClock}>{formatClock(startedAt + positionMs, currentLanguage())}</time>
      </div>
      <div className={classes.settings}>
        <PlayerJump startedAt={startedAt} durationMs={durationMs} onJump={film.watch} />
        <SpeedMenu film={film} />
        <PlayerButton
          label={t('player.captions')}
          icon={<IconSubtitles size={21} aria-hidden="true" />}
          shortcut="C"
          pressed={film.habits.captions}
          onPress={() => film.setHabits({ captions: !film.habits.captions })}
        />
        <Volume film={film} />
        <span className={classes.keyboard}>
          <PlayerHelp {...help} characters={keys.used} onCharacters={keys.onChange} />
        </span>
        {onFull !== null && (
          <PlayerButton
            label={t('player.fullScreen')}
            icon={
              full ? (
                <IconMinimize size={21} aria-hidden="true" />
              ) : (
                <IconMaximize size={21} aria-hidden="true" />
              )
            }
            shortcut="F"
            pressed={full}
            onPress={onFull}
          />
        )}
      </div>
    </div>
  );
}

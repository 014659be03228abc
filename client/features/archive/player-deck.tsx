import { Alert, Button, Loader, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconEyeOff, IconMicrophone, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BesideVote, Chapter, Turn } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { formatClock } from '../../ui/format.ts';
import { useShortcutSetting } from '../meeting/use-shortcuts.ts';
import classes from './player.module.css';
import { PlayerControls } from './player-controls.tsx';
import { useCues, type useFilm } from './player-film.ts';
import { usePlayerKeyboard } from './player-keyboard.ts';
import { lostParts, type Span } from './player-line.ts';
import { spansAt } from './player-now.ts';
import { useFullScreen, useRest } from './player-screen.ts';
import type { Played, PlayerSource } from './player-source.ts';
import { reasonWords } from './reason-words.ts';
import { SpeakerLine } from './speaker-line.tsx';

/** Whom one reads: name, and office and unit where they say more than the name. */
function fullName({ name, position, unitName }: Turn): string {
  const office = [position, unitName].filter((part) => part !== '' && part !== name).join(', ');
  return office === '' ? name : `${name} (${office})`;
}

type NowProps = {
  readonly positionMs: number;
  readonly turns: readonly Turn[];
  readonly closed: readonly Span[];
  readonly lost: readonly (Span & { readonly reason: string })[];
  /** What the captions say, where nothing else tells who speaks. */
  readonly cues: readonly string[];
  /** Whether it is known by now who speaks when. */
  readonly known: boolean;
};

/** Who speaks at this moment, or why there is nothing to hear. */
function Now({ positionMs, turns, closed, lost, cues, known }: NowProps) {
  const { t } = useTranslation();
  const [gap] = spansAt(lost, positionMs);
  const speaking = turns.length > 0 ? spansAt(turns, positionMs).map(fullName) : cues;
  if (spansAt(closed, positionMs).length > 0)
    return (
      <p className={classes.now} data-tone="quiet">
        <IconEyeOff size={18} aria-hidden="true" />
        {t('player.closedNow')}
      </p>
    );
  if (gap)
    return (
      <p className={classes.now} data-tone="waiting">
        <IconAlertTriangle size={18} aria-hidden="true" />
        {t('player.lostNow', { reason: reasonWords(t, gap.reason) })}
      </p>
    );
  if (speaking.length === 0)
    return (
      <p className={classes.now} data-tone="quiet">
        {known && t('player.nobody')}
      </p>
    );
  return (
    <p className={classes.now} data-tone="speaking">
      <IconMicrophone size={18} aria-hidden="true" />
      <span>{t('player.speaking', { names: speaking.join(', ') })}</span>
    </p>
  );
}

type PlayerDeckProps = ReturnType<typeof useFilm> & {
  readonly item: Played;
  readonly source: PlayerSource;
  readonly chapters: readonly Chapter[];
  readonly turns: readonly Turn[];
  readonly votes: readonly BesideVote[];
  /** Whether the turns have been told, or will not be. */
  readonly known: boolean;
  readonly closed: readonly Span[];
};

/** The film on its dark ground, who speaks, the time line, the controls. Full screen takes all of it. */
export function PlayerDeck(props: PlayerDeckProps) {
  const { film, events, item, source, chapters, turns, votes, known, closed } = props;
  const { t } = useTranslation();
  const deck = useRef<HTMLElement>(null);
  const [helpOpened, setHelpOpened] = useState(false);
  const [characters, setCharacters] = useShortcutSetting();
  const { full, toggle: toggleFull } = useFullScreen(deck);
  const idle = useRest();
  const resting = full && film.playing && idle;
  /** Whether the controls were away when the picture was pressed: then a finger only wants them back. */
  const wakes = useRef(false);
  const cues = useCues(film.video);
  const { positionMs, durationMs, skipped } = film;
  const beginnings = useMemo(() => chapters.map(({ startMs }) => startMs), [chapters]);
  const lost = useMemo(() => lostParts(item, durationMs), [item, durationMs]);
  const timeOf = (ms: number) => formatClock(item.startedAt + ms, currentLanguage());
  usePlayerKeyboard({
    film,
    deck,
    beginnings,
    characters,
    toggleFullScreen: () => toggleFull?.(),
    toggleHelp: () => setHelpOpened((before) => !before),
  });
  return (
    <section
      ref={deck}
      className={classes.deck}
      aria-label={t('archive.player', { title: item.title })}
      data-full={full || undefined}
      data-resting={resting || undefined}
    >
      <div className={classes.screen}>
        <video
          ref={film.video}
          className={classes.video}
          src={source.video}
          aria-label={t('archive.player', { title: item.title })}
          preload="metadata"
          playsInline
          {...events}
        >
          <track kind="captions" src={source.captions} srcLang="vi" label={t('player.captions')} />
        </video>
        {/* The picture itself plays and pauses, as people expect; the button below says so to everyone. */}
        <UnstyledButton
          className={classes.cover}
          tabIndex={-1}
          aria-hidden="true"
          onPointerDown={({ pointerType }) => {
            wakes.current = resting && pointerType !== 'mouse';
          }}
          onClick={() => wakes.current || film.toggle()}
          onDoubleClick={() => toggleFull?.()}
        >
          {!film.playing && !film.broken && (
            <span className={classes.bigPlay}>
              <IconPlayerPlayFilled size={34} />
            </span>
          )}
        </UnstyledButton>
        {film.habits.captions && cues.length > 0 && (
          <p className={classes.captions}>
            {cues.map((words) => (
              <span key={words}>{words}</span>
            ))}
          </p>
        )}
        {film.waiting && !film.broken && (
          <span className={classes.waiting} role="status">
            <Loader size={34} color="white" aria-hidden="true" />
            {t('player.loading')}
          </span>
        )}
        {film.broken && (
          <div className={classes.broken}>
            <Alert color="son" icon={<IconAlertTriangle />} title={t('archive.playerFailed')} role="alert">
              <Text size="sm" mb="sm">
                {t('archive.playerFailedHint')}
              </Text>
              <Button size="sm" variant="default" onClick={film.retry}>
                {t('common.retry')}
              </Button>
            </Alert>
          </div>
        )}
        {skipped !== null && (
          <div className={classes.skipped} role="status">
            <span>{t('player.skipped', { from: timeOf(skipped.startMs), to: timeOf(skipped.endMs) })}</span>
            <Button size="xs" variant="white" color="dark" onClick={() => film.watch(skipped.startMs)}>
              {t('player.seeSkipped')}
            </Button>
          </div>
        )}
      </div>
      <div className={classes.below}>
        <Now positionMs={positionMs} turns={turns} closed={closed} lost={lost} cues={cues} known={known} />
        <SpeakerLine
          turns={turns}
          chapters={chapters}
          lost={lost}
          closed={closed}
          votes={votes}
          durationMs={durationMs}
          startedAt={item.startedAt}
          positionMs={positionMs}
          onSeek={film.seek}
        />
        <PlayerControls
          film={film}
          startedAt={item.startedAt}
          beginnings={beginnings}
          full={full}
          onFull={toggleFull}
          help={{ opened: helpOpened, onChange: setHelpOpened }}
          keys={{ used: characters, onChange: setCharacters }}
        />
      </div>
    </section>
  );
}

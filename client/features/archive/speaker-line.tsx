import { type KeyboardEvent, memo, type PointerEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BesideVote, Chapter, Turn } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { formatClock } from '../../ui/format.ts';
import { votedFrom, voteNear } from './beside-papers.ts';
import { chapterAt } from './chapter-at.ts';
import { positionAt, type Span, speakerStretches, stretchOf } from './player-line.ts';
import { spansAt } from './player-now.ts';
import classes from './speaker-line.module.css';

type Along = {
  readonly turns: readonly Turn[];
  readonly chapters: readonly Chapter[];
  /** Where nothing was captured, and where nothing was to be. */
  readonly lost: readonly Span[];
  readonly closed: readonly Span[];
  readonly votes: readonly BesideVote[];
  readonly durationMs: number;
};

function share(part: number): string {
  return `${(part * 100).toFixed(3)}%`;
}

function placed(span: Span, durationMs: number) {
  const { left, width } = stretchOf(span, durationMs);
  return { left: share(left), width: share(width) };
}

/** All that stands still on the line: who spoke when, chapters' beginnings, what is missing, what was put to the vote. */
const Bands = memo(function Bands({ turns, chapters, lost, closed, votes, durationMs }: Along) {
  const { t } = useTranslation();
  const { stretches, lanes } = useMemo(() => speakerStretches(turns, durationMs), [turns, durationMs]);
  return (
    <>
      <div className={classes.rail}>
        {chapters.slice(1).map(({ startMs, title }) => (
          <span
            key={`${startMs} ${title}`}
            className={classes.tick}
            style={{ left: placed({ startMs, endMs: startMs }, durationMs).left }}
          />
        ))}
      </div>
      {turns.length > 0 && (
        <div className={classes.speakers} data-lanes={lanes}>
          {stretches.map(({ left, width, turn, tone, lane }) => (
            <span
              key={`${turn.participant} ${turn.startMs}`}
              className={classes.turn}
              data-tone={tone}
              data-lane={lane}
              style={{ left: share(left), width: share(width) }}
            >
              <span className={classes.turnName}>{turn.name}</span>
            </span>
          ))}
        </div>
      )}
      {closed.map((part) => (
        <span key={part.startMs} className={classes.closedPart} style={placed(part, durationMs)}>
          <span className={classes.partName}>{t('player.beside.closedPart')}</span>
        </span>
      ))}
      {lost.map((part) => (
        <span key={part.startMs} className={classes.lostPart} style={placed(part, durationMs)} />
      ))}
      {votes.map((vote) => {
        const at = votedFrom(vote);
        const { left } = placed({ startMs: at, endMs: at }, durationMs);
        return <span key={vote.vote} className={classes.vote} style={{ left }} />;
      })}
    </>
  );
});

type SpeakerLineProps = Along & {
  readonly startedAt: number;
  readonly positionMs: number;
  readonly onSeek: (ms: number) => void;
};

/** How far the arrows go when the line has the focus, in ms. */
const stepByKey: Readonly<Record<string, number>> = {
  ArrowLeft: -5000,
  ArrowDown: -5000,
  ArrowRight: 5000,
  ArrowUp: 5000,
  PageDown: -60_000,
  PageUp: 60_000,
};

/** The time line one seeks on: chapters' ticks above, the speakers in their colours below, what is missing over both. */
export function SpeakerLine(props: SpeakerLineProps) {
  const { turns, chapters, lost, closed, votes, durationMs, startedAt, positionMs, onSeek } = props;
  const { t } = useTranslation();
  const line = useRef<HTMLDivElement>(null);
  /** Where the pointer is, and whether it drags the position along. */
  const [pointer, setPointer] = useState<{ readonly ms: number; readonly drags: boolean } | null>(null);
  const msOf = ({ clientX }: PointerEvent) =>
    positionAt(clientX, line.current?.getBoundingClientRect() ?? { left: 0, width: 0 }, durationMs);
  const shownMs = pointer?.drags ? pointer.ms : positionMs;
  const language = currentLanguage();
  const namesAt = (ms: number) =>
    spansAt(turns, ms)
      .map(({ name }) => name)
      .join(', ');
  const place = t('player.linePlace', {
    position: clockFace(shownMs),
    length: clockFace(durationMs),
    time: formatClock(startedAt + shownMs, language),
  });
  const names = namesAt(shownMs);
  /** What the line has there: a vote's mark, who speaks, or the chapter. */
  const wordsAt = (ms: number) => {
    const vote = voteNear(votes, ms, durationMs);
    if (vote !== null) return t('player.beside.vote.mark', { question: vote.question });
    return namesAt(ms) || (chapters[chapterAt(chapters, ms)]?.title ?? '');
  };

  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setPointer({ ms: msOf(event), drags: true });
  };
  const move = (event: PointerEvent) => {
    const drags = pointer?.drags ?? false;
    // A finger that only passes over the line moves the page.
    if (drags || event.pointerType === 'mouse') setPointer({ ms: msOf(event), drags });
  };
  const release = (event: PointerEvent) => {
    if (pointer?.drags) onSeek(msOf(event));
    setPointer(null);
  };
  const key = (event: KeyboardEvent) => {
    const step = stepByKey[event.key];
    const ends = event.key === 'Home' ? 0 : event.key === 'End' ? durationMs : null;
    const wanted = step === undefined ? ends : positionMs + step;
    if (wanted === null || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onSeek(Math.min(Math.max(0, wanted), durationMs));
  };
  return (
    <div
      ref={line}
      className={classes.line}
      role="slider"
      tabIndex={0}
      aria-label={t('player.line')}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs / 1000)}
      aria-valuenow={Math.round(shownMs / 1000)}
      aria-valuetext={names === '' ? place : t('player.lineSpeaker', { place, names })}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => setPointer(null)}
      onPointerLeave={() => setPointer((before) => (before?.drags ? before : null))}
      onKeyDown={key}
    >
      <Bands
        turns={turns}
        chapters={chapters}
        lost={lost}
        closed={closed}
        votes={votes}
        durationMs={durationMs}
      />
      <span
        className={classes.played}
        style={{ width: placed({ startMs: 0, endMs: shownMs }, durationMs).width }}
      />
      <span
        className={classes.head}
        style={{ left: placed({ startMs: shownMs, endMs: shownMs }, durationMs).left }}
      />
      {pointer !== null && (
        <span
          className={classes.bubble}
          style={{
            left: `clamp(90px, ${placed({ startMs: pointer.ms, endMs: pointer.ms }, durationMs).left}, calc(100% - 90px))`,
          }}
        >
          <b className="tabular">
            {clockFace(pointer.ms)} · {formatClock(startedAt + pointer.ms, language)}
          </b>
          <span>{wordsAt(pointer.ms)}</span>
        </span>
      )}
    </div>
  );
}

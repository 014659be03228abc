import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ArchiveItem, BesideReply, Chapter } from '../../../protocol/archive.ts';
import { replyOf } from '../../session/index.ts';
import { BesidePanel } from './beside-panel.tsx';
import classes from './player.module.css';
import { PlayerDeck } from './player-deck.tsx';
import { useFilm } from './player-film.ts';
import { closedParts } from './player-line.ts';
import { archiveSource, type Played, type PlayerSource } from './player-source.ts';

type RecordingPlayerProps = {
  /** From where on; null: from the beginning, or where this tab left it. */
  readonly startAtMs: number | null;
} & (
  | { readonly item: ArchiveItem; readonly source?: undefined }
  /** Elsewhere than in the archive of whoever is signed in. */
  | { readonly item: Played; readonly source: PlayerSource }
);

const noChapters: readonly Chapter[] = [];
const noTurns: BesideReply['turns'] = [];
const noVotes: BesideReply['votes'] = [];

type PlayerProps = {
  readonly item: Played;
  readonly source: PlayerSource;
  readonly startAtMs: number | null;
};

function Player({ item, source, startAtMs }: PlayerProps) {
  const chapters = useQuery({
    queryKey: ['player', source.video, 'chapters'],
    queryFn: () => replyOf(source.chapters()),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const beside = useQuery({
    queryKey: ['player', source.video, 'beside'],
    queryFn: () => (source.beside === null ? null : replyOf(source.beside())),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const knownMs = item.durationMs ?? 0;
  const listed = chapters.data ?? noChapters;
  const closed = useMemo(() => closedParts(item, listed, knownMs), [item, listed, knownMs]);
  const { film, events } = useFilm({ src: source.video, knownMs, closed, startAtMs });
  return (
    <div className={classes.player}>
      <PlayerDeck
        film={film}
        events={events}
        item={item}
        source={source}
        chapters={listed}
        turns={beside.data?.turns ?? noTurns}
        votes={beside.data?.votes ?? noVotes}
        known={beside.data !== undefined}
        closed={closed}
      />
      <BesidePanel
        chapters={chapters}
        beside={source.beside === null ? null : beside}
        source={source}
        startedAt={item.startedAt}
        positionMs={film.positionMs}
        onSeek={film.watch}
      />
    </div>
  );
}

/** A recording to be watched: the film with its time line and controls, and beside it what goes with each moment. */
export function RecordingPlayer(props: RecordingPlayerProps) {
  const source = props.source ?? archiveSource(props.item);
  // Another film begins anew.
  return <Player key={source.video} item={props.item} source={source} startAtMs={props.startAtMs} />;
}

import { useElementSize, useHotkeys } from '@mantine/hooks';
import { type CSSProperties, useCallback, useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import { holderOf } from '../../../core/stage.ts';
import { useConsole } from './console-context.tsx';
import { ParticipantTile } from './participant-tile.tsx';
import { DeedButtons } from './site-row.tsx';
import { siteTree } from './site-tree.ts';
import { useSteadyList } from './steady-list.ts';
import { useTour } from './use-tour.ts';
import classes from './wall.module.css';
import { WallBar } from './wall-bar.tsx';
import { gridFor, type PageSize, pageAfter, type WallScope, wallPage, wallSites } from './wall-page.ts';

/** Between pictures, in px, as in wall.module.css. */
const gap = 8;

function keyOf({ card }: Participant): string {
  return card.participant;
}

function WallTile({ meeting, participant }: { meeting: Meeting; participant: Participant }) {
  const name = useId();
  const { pinned } = useConsole();
  const { card } = participant;
  return (
    <div className={classes.tile} data-pinned={pinned === card.participant || undefined}>
      <ParticipantTile holder={holderOf(participant)} plate={card.unitName} source="camera" onStage={false} />
      <span id={name} hidden>
        {card.name}
      </span>
      <div className={classes.deeds}>
        <DeedButtons meeting={meeting} participant={participant} describedBy={name} />
      </div>
    </div>
  );
}

type WallProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  /** Whether single keys act */
  readonly keys: boolean;
  /** Told whose pictures are on the page */
  readonly onShown: (shown: readonly ParticipantId[]) => void;
};

/** Pages of sites beyond the stage. Only those shown are sent; nothing moves while somebody points at them. */
export function Wall({ meeting, you, keys, onShown }: WallProps) {
  const { t } = useTranslation();
  const [scope, setScope] = useState<WallScope>({ within: null, level: null });
  const [size, setSize] = useState<PageSize>(16);
  const [wanted, setWanted] = useState(1);
  const [held, setHeld] = useState(false);
  const tree = useMemo(() => siteTree(meeting), [meeting]);
  const sites = useMemo(() => wallSites(meeting, scope, you), [meeting, scope, you]);
  const list = useSteadyList(sites, keyOf);
  const { page, pages, shown } = wallPage(list.rows, wanted, size);
  const next = useCallback(() => setWanted(pageAfter({ page, pages })), [page, pages]);
  const tour = useTour(held, page, next);
  const turn = (by: number) => setWanted(Math.min(Math.max(1, page + by), pages));
  const key = shown.map((row) => row.key).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when other pictures are shown, not at every drawing
  useEffect(() => onShown(shown.map(({ item }) => item.card.participant)), [key, onShown]);
  useEffect(() => () => onShown([]), [onShown]);
  useHotkeys(
    keys
      ? [
          ['PageUp', () => turn(-1)],
          ['PageDown', () => turn(1)],
          ['X', tour.toggle],
        ]
      : [],
  );
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const fit = gridFor(pages > 1 ? size : shown.length, { width, height, gap });
  const grid = { '--columns': fit.columns, '--picture': `${fit.width}px` } as CSSProperties;
  return (
    <section className={classes.wall} aria-label={t('meeting.wall.label')}>
      <WallBar
        meeting={meeting}
        tree={tree}
        scope={scope}
        onScope={(chosen) => {
          list.settle();
          setScope(chosen);
          setWanted(1);
        }}
        size={size}
        onSize={setSize}
        page={page}
        pages={pages}
        onTurn={turn}
        tour={tour}
      />
      {shown.length === 0 ? (
        <div className={classes.none}>{t('meeting.wall.empty')}</div>
      ) : (
        <div
          ref={ref}
          className={classes.grid}
          style={grid}
          onPointerOver={list.hold.onPointerOver}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => {
            setHeld(false);
            list.hold.onPointerLeave();
          }}
        >
          {shown.map(({ key: each, item }) => (
            <WallTile key={each} meeting={meeting} participant={item} />
          ))}
        </div>
      )}
    </section>
  );
}

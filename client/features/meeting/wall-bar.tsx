import { NativeSelect, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LevelId, UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import type { SiteNode } from './site-tree.ts';
import { type TourSeconds, tourSeconds } from './use-tour.ts';
import classes from './wall.module.css';
import { type PageSize, pageSizes, type WallScope } from './wall-page.ts';

type Subtree = { readonly id: UnitId; readonly name: string; readonly depth: number };

/** Units that have others below them: the wall can be limited to one of these. */
function subtreesIn(nodes: readonly SiteNode[], depth = 0): readonly Subtree[] {
  return nodes.flatMap((node) =>
    node.children.length === 0
      ? []
      : [{ id: node.unit.id, name: node.unit.name, depth }, ...subtreesIn(node.children, depth + 1)],
  );
}

type WallBarProps = {
  readonly meeting: Meeting;
  readonly tree: readonly SiteNode[];
  readonly scope: WallScope;
  readonly onScope: (scope: WallScope) => void;
  readonly size: PageSize;
  readonly onSize: (size: PageSize) => void;
  readonly page: number;
  readonly pages: number;
  readonly onTurn: (by: number) => void;
  readonly tour: {
    readonly on: boolean;
    readonly seconds: TourSeconds;
    readonly setSeconds: (seconds: TourSeconds) => void;
    readonly toggle: () => void;
  };
};

/** Which sites, how many on a page, which page; and going through all of them by itself. */
export function WallBar(props: WallBarProps) {
  const { t } = useTranslation();
  const { meeting, scope, page, pages, tour } = props;
  const subtrees = subtreesIn(props.tree);
  const levels = meeting.levels.filter((level) =>
    Object.values(meeting.participantById).some(
      ({ card }) => card.kind === 'site' && card.level === level.id,
    ),
  );
  return (
    <div className={classes.bar}>
      <NativeSelect
        size="xs"
        className={classes.scope}
        aria-label={t('meeting.wall.unit')}
        value={scope.within ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          props.onScope({ ...scope, within: subtrees.find(({ id }) => id === value)?.id ?? null });
        }}
        data={[
          { value: '', label: t('meeting.wall.allUnits') },
          ...subtrees.map(({ id, name, depth }) => ({
            value: id,
            label: `${'\u2003'.repeat(depth)}${name}`,
          })),
        ]}
      />
      <NativeSelect
        size="xs"
        className={classes.level}
        aria-label={t('console.wall.level')}
        value={scope.level ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          const level: LevelId | null = levels.find(({ id }) => id === value)?.id ?? null;
          props.onScope({ ...scope, level });
        }}
        data={[
          { value: '', label: t('console.wall.allLevels') },
          ...levels.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <span className={classes.grow} />
      <SegmentedControl
        size="xs"
        aria-label={t('console.wall.size')}
        value={String(props.size)}
        data={pageSizes.map(String)}
        onChange={(value) => props.onSize(pageSizes.find((each) => String(each) === value) ?? props.size)}
      />
      <ActionButton
        size="xs"
        label={t('console.wall.tour')}
        icon={tour.on ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
        reason={pages === 1 ? t('console.wall.onePage') : null}
        shortcut="X"
        tone={tour.on ? 'primary' : 'plain'}
        onPress={tour.toggle}
      />
      <NativeSelect
        size="xs"
        className={classes.seconds}
        aria-label={t('console.wall.interval')}
        value={String(tour.seconds)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          tour.setSeconds(tourSeconds.find((each) => String(each) === value) ?? tour.seconds);
        }}
        data={tourSeconds.map((each) => ({
          value: String(each),
          label: t('console.wall.seconds', { count: each }),
        }))}
      />
      <div className={classes.turn}>
        <ActionButton
          iconOnly
          size="xs"
          label={t('meeting.wall.previous')}
          icon={<IconChevronLeft size={18} />}
          reason={page === 1 ? t('meeting.wall.first') : null}
          shortcut="PageUp"
          onPress={() => props.onTurn(-1)}
        />
        <span className={classes.page}>{t('meeting.wall.page', { page, pages })}</span>
        <ActionButton
          iconOnly
          size="xs"
          label={t('meeting.wall.nextPage')}
          icon={<IconChevronRight size={18} />}
          reason={page === pages ? t('meeting.wall.last') : null}
          shortcut="PageDown"
          onPress={() => props.onTurn(1)}
        />
      </div>
    </div>
  );
}

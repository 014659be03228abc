import { Kbd, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { deedOfKey, FoundCard, useFoundDeeds } from './found-card.tsx';
import {
  filterTree,
  found,
  type SiteCounts,
  siteTree,
  type Trouble,
  troubles,
  unitCount,
} from './site-tree.ts';
import classes from './sites-panel.module.css';
import { useSteadyList } from './steady-list.ts';
import { TreeLine } from './tree-line.tsx';
import { keyOfRow, type TreeRow, treeRows, troubleRows } from './tree-rows.ts';
import { WindowedList } from './windowed-list.tsx';

/** A forest of up to this many units starts fully open; a larger one with its two upper levels. */
const openedUpTo = 120;
/** Of what was typed only the rows in sight are drawn: other ones come with the next key. */
const drawn = { found: 24, all: 120 } as const;

/** How many are in which trouble; each shows only those. */
function TroubleFilter({
  counts,
  trouble,
  onChoose,
}: {
  counts: TroubleCounts;
  trouble: Trouble | null;
  onChoose: (trouble: Trouble | null) => void;
}) {
  const { t } = useTranslation();
  const shown = troubles.filter((each) => counts[each] > 0 || each === trouble);
  if (shown.length === 0) return null;
  return (
    <fieldset className={classes.filters} aria-label={t('meeting.sites.troubles')}>
      {shown.map((each) => (
        <UnstyledButton
          key={each}
          className={classes.filter}
          data-trouble={each}
          aria-pressed={trouble === each}
          onClick={() => onChoose(trouble === each ? null : each)}
        >
          {t(`console.trouble.${each}`)} <b>{counts[each]}</b>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}

/** Present of invited at each level, as far as this viewer sees. */
function LevelCounts({ meeting }: { meeting: Meeting }) {
  const invited = Object.values(meeting.participantById).filter(
    (each) => each.invited && each.card.kind === 'site',
  );
  return (
    <div className={classes.levels}>
      {meeting.levels.map((level) => {
        const sites = invited.filter((each) => each.card.level === level.id);
        if (sites.length === 0) return null;
        const present = sites.filter((each) => each.presence.kind === 'present').length;
        return (
          <span key={level.id}>
            {level.name} <b>{`${present}/${sites.length}`}</b>
          </span>
        );
      })}
    </div>
  );
}

type TroubleCounts = Pick<SiteCounts, Trouble>;
const noTroubles: TroubleCounts = { waiting: 0, lost: 0, failed: 0, absent: 0 };

/** The rows to draw: troubles, then the tree, or what the filter finds. */
function useRows(meeting: Meeting, filter: { readonly query: string; readonly trouble: Trouble | null }) {
  const [openById, setOpenById] = useState<Readonly<Record<UnitId, boolean>>>({});
  const { query, trouble } = filter;
  const tree = useMemo(() => siteTree(meeting), [meeting]);
  const rows = useMemo((): readonly TreeRow[] => {
    const shown = filterTree(tree, { query, trouble });
    const filtered = shown !== tree;
    const allOpen = filtered || unitCount(tree) <= openedUpTo;
    const isOpen = (unit: UnitId, depth: number) => openById[unit] ?? (allOpen || depth < 2);
    const all = treeRows(shown, isOpen);
    if (filtered) return all;
    const first = troubleRows(tree);
    return first.length === 0
      ? all
      : [...first, { kind: 'heading', part: 'all', count: unitCount(tree) }, ...all];
  }, [tree, query, trouble, openById]);
  const counts = useMemo(
    () =>
      tree.reduce<TroubleCounts>(
        (sum, { counts: own }) => ({
          waiting: sum.waiting + own.waiting,
          lost: sum.lost + own.lost,
          failed: sum.failed + own.failed,
          absent: sum.absent + own.absent,
        }),
        noTroubles,
      ),
    [tree],
  );
  const toggle = useCallback(
    (unit: UnitId, open: boolean) => setOpenById((before) => ({ ...before, [unit]: open })),
    [],
  );
  return { tree, rows, counts, toggle };
}

/** The sites by level, troubles first: to find one and do what is to be done in one press. */
export function SitesPanel({
  meeting,
  search,
}: {
  meeting: Meeting;
  search: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const wanted = useDeferredValue(query);
  const { tree, rows, counts, toggle } = useRows(meeting, { query: wanted, trouble });
  const list = useSteadyList(rows, keyOfRow);
  const { settle } = list;
  const onToggle = useCallback(
    (unit: UnitId, open: boolean) => {
      settle();
      toggle(unit, open);
    },
    [settle, toggle],
  );
  const onMore = useCallback(() => {
    settle();
    setTrouble(troubles.find((each) => counts[each] > 0) ?? null);
  }, [settle, counts]);
  const matching = useMemo(() => found(tree, wanted), [tree, wanted]);
  const place = Math.min(index, matching.length - 1);
  const meant = matching[place] ?? null;
  const deeds = useFoundDeeds(meeting, meant);
  const isMeant = (row: TreeRow) =>
    meant !== null &&
    ((row.kind === 'unit' && row.site === meant) || (row.kind === 'person' && row.participant === meant));
  const shown = meant === null ? -1 : list.rows.findIndex(({ item }) => isMeant(item));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setIndex(Math.max(0, Math.min(place + by, matching.length - 1)));
      return;
    }
    if (event.key === 'Escape') setQuery('');
    const deed = deedOfKey(deeds, event);
    if (deed === null) return;
    event.preventDefault();
    deed.run();
  };
  return (
    <section className={classes.panel} aria-label={t('meeting.sites.label')}>
      <TextInput
        ref={search}
        type="search"
        size="sm"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setIndex(0);
          list.settle();
        }}
        onKeyDown={onKeyDown}
        aria-label={t('meeting.sites.find')}
        placeholder={t('meeting.sites.findPlaceholder')}
        leftSection={<IconSearch size={17} />}
        rightSection={
          <Kbd size="xs" className={classes.slash ?? ''} aria-hidden="true">
            /
          </Kbd>
        }
        aria-keyshortcuts="/"
      />
      {meant === null ? (
        <LevelCounts meeting={meeting} />
      ) : (
        <FoundCard
          meeting={meeting}
          participant={meant}
          deeds={deeds}
          place={place + 1}
          of={matching.length}
        />
      )}
      <TroubleFilter
        counts={counts}
        trouble={trouble}
        onChoose={(chosen) => {
          setTrouble(chosen);
          list.settle();
        }}
      />
      <div className={classes.tree} {...list.hold}>
        {rows.length === 0 ? (
          <EmptyHint text={t('meeting.sites.none')} />
        ) : (
          <WindowedList
            rows={list.rows}
            keyOf={({ key }) => key}
            shown={shown === -1 ? null : shown}
            allDrawnUpTo={wanted.trim() === '' ? drawn.all : drawn.found}
            draw={({ item, gone }) => (
              <div className={classes.slot} data-gone={gone || undefined}>
                <TreeLine
                  row={item}
                  meeting={meeting}
                  chosen={isMeant(item)}
                  onToggle={onToggle}
                  onMore={onMore}
                />
              </div>
            )}
          />
        )}
      </div>
    </section>
  );
}

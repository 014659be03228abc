import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { SiteRow } from './site-row.tsx';
import classes from './sites-panel.module.css';
import { sameRow, type TreeRow } from './tree-rows.ts';

type UnitRow = Extract<TreeRow, { kind: 'unit' }>;

function UnitLine({
  row,
  meeting,
  chosen,
  onToggle,
}: {
  row: UnitRow;
  meeting: Meeting;
  chosen: boolean;
  onToggle: (unit: UnitId, open: boolean) => void;
}) {
  const { t } = useTranslation();
  const { node, site, depth, opened } = row;
  const { present, invited } = node.counts;
  return (
    <fieldset
      className={classes.row}
      style={{ paddingInlineStart: depth * 14 }}
      data-chosen={chosen || undefined}
      aria-label={site?.card.name ?? node.unit.name}
    >
      {opened === null ? (
        <span className={classes.noChevron} />
      ) : (
        <UnstyledButton
          className={classes.chevron}
          aria-expanded={opened}
          aria-label={t(opened ? 'meeting.sites.collapse' : 'meeting.sites.expand', { name: node.unit.name })}
          onClick={() => onToggle(node.unit.id, !opened)}
        >
          <IconChevronRight size={16} />
        </UnstyledButton>
      )}
      {site === null ? (
        <span className={classes.words}>
          <span className={`${classes.name} ${classes.unitName}`}>{node.unit.name}</span>
        </span>
      ) : (
        <SiteRow meeting={meeting} participant={site} shown={node.unit.name} strong={opened !== null} />
      )}
      {opened !== null && (
        <span className={classes.counts} title={t('meeting.sites.summary', { present, invited })}>
          {t('meeting.sites.connected', { present, invited })}
        </span>
      )}
    </fieldset>
  );
}

type LineProps = {
  readonly row: TreeRow;
  readonly meeting: Meeting;
  readonly chosen: boolean;
  readonly onToggle: (unit: UnitId, open: boolean) => void;
  readonly onMore: () => void;
};

function sameLine(a: LineProps, b: LineProps): boolean {
  return (
    a.meeting === b.meeting &&
    a.chosen === b.chosen &&
    a.onToggle === b.onToggle &&
    a.onMore === b.onMore &&
    sameRow(a.row, b.row)
  );
}

/** A row of the tree of sites. Drawn anew only when something of it changes: every row asks the rules what may be done, and there are hundreds. */
export const TreeLine = memo(function TreeLine({ row, meeting, chosen, onToggle, onMore }: LineProps) {
  const { t } = useTranslation();
  switch (row.kind) {
    case 'heading':
      return (
        <h2 className={classes.heading} data-part={row.part}>
          {t(`console.trouble.part.${row.part}`)} <span className={classes.counts}>{row.count}</span>
        </h2>
      );
    case 'more':
      return (
        <UnstyledButton className={classes.more} onClick={onMore}>
          {t('console.trouble.more', { count: row.count })}
        </UnstyledButton>
      );
    case 'unit':
      return <UnitLine row={row} meeting={meeting} chosen={chosen} onToggle={onToggle} />;
    case 'trouble':
    case 'person': {
      const { card } = row.participant;
      const depth = row.kind === 'person' ? row.depth : 0;
      return (
        <fieldset
          className={classes.row}
          style={{ paddingInlineStart: depth * 14 + (row.kind === 'person' ? 10 : 0) }}
          data-chosen={chosen || undefined}
          aria-label={card.name}
        >
          <SiteRow
            meeting={meeting}
            participant={row.participant}
            shown={card.kind === 'site' ? card.unitName : card.name}
            strong={false}
          />
        </fieldset>
      );
    }
  }
}, sameLine);

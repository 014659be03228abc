import { ActionIcon, Checkbox, Group, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../core/id.ts';
import type { Level, Unit } from '../../../core/unit.ts';
import classes from './picker.module.css';
import { forestOf, setAll, toggled, type UnitRow, unitRows } from './unit-rows.ts';

/** How many lines are drawn: more are found by typing. */
const rowsShown = 150;

type RowProps = {
  readonly row: UnitRow;
  readonly onToggle: (row: UnitRow) => void;
  readonly onFold: (unit: UnitId) => void;
};

function Row({ row, onToggle, onFold }: RowProps) {
  const { t } = useTranslation();
  const { unit, kind, depth, share, open } = row;
  const name = kind === 'site' ? t('convening.ownSite', { unit: unit.name }) : unit.name;
  return (
    <li className={classes.row} style={{ paddingInlineStart: depth * 22 }}>
      {open === null ? (
        <span className={classes.gap} />
      ) : (
        <ActionIcon
          variant="subtle"
          color="slate"
          size={34}
          aria-expanded={open}
          aria-label={t(open ? 'convening.fold' : 'convening.unfold', { unit: unit.name })}
          onClick={() => onFold(unit.id)}
        >
          {open ? (
            <IconChevronDown size={18} aria-hidden="true" />
          ) : (
            <IconChevronRight size={18} aria-hidden="true" />
          )}
        </ActionIcon>
      )}
      <Checkbox
        classNames={{ root: classes.box ?? '', body: classes.boxBody ?? '' }}
        label={name}
        aria-label={name}
        checked={share.chosen === share.total}
        indeterminate={share.chosen > 0 && share.chosen < share.total}
        onChange={() => onToggle(row)}
      />
      {share.total > 1 && (
        <Text size="sm" c="dimmed" className={classes.share ?? ''}>
          {t('convening.sitesOf', share)}
        </Text>
      )}
    </li>
  );
}

type LevelBoxesProps = {
  readonly levels: readonly Level[];
  readonly units: readonly Unit[];
  readonly chosen: ReadonlySet<UnitId>;
  readonly onChange: (chosen: ReadonlySet<UnitId>) => void;
};

/** All units of a level at once: only the provinces, say. */
function LevelBoxes({ levels, units, chosen, onChange }: LevelBoxesProps) {
  const { t } = useTranslation();
  if (levels.length < 2) return null;
  return (
    <Group gap="lg" role="group" aria-label={t('convening.levelAll')}>
      {levels.map(({ id, name }) => {
        const ids = units.filter(({ level }) => level === id).map((unit) => unit.id);
        const count = ids.filter((unit) => chosen.has(unit)).length;
        return (
          <Checkbox
            key={id}
            label={`${name} ${count}/${ids.length}`}
            checked={count === ids.length}
            indeterminate={count > 0 && count < ids.length}
            onChange={() => onChange(setAll(chosen, ids, count < ids.length))}
          />
        );
      })}
    </Group>
  );
}

type UnitPickerProps = {
  readonly levels: readonly Level[];
  /** The convening unit's subtree. */
  readonly units: readonly Unit[];
  readonly chosen: ReadonlySet<UnitId>;
  readonly onChange: (chosen: ReadonlySet<UnitId>) => void;
};

/** Whose sites come: by subtree with exceptions, by level, one by one, or found by name. */
export function UnitPicker({ levels, units, chosen, onChange }: UnitPickerProps) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const forest = useMemo(() => forestOf(units), [units]);
  const [open, setOpen] = useState<ReadonlySet<UnitId>>(() => new Set(forest.roots.map(({ id }) => id)));
  const rows = unitRows(forest, { chosen, open, query });
  const fold = (unit: UnitId) => setOpen((before) => setAll(before, [unit], !before.has(unit)));
  return (
    <div className={classes.picker}>
      <LevelBoxes levels={levels} units={units} chosen={chosen} onChange={onChange} />
      <TextInput
        leftSection={<IconSearch size={18} aria-hidden="true" />}
        aria-label={t('convening.unitFind')}
        placeholder={t('convening.unitFind')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <ul className={classes.tree} aria-label={t('convening.unitTree')}>
        {rows.slice(0, rowsShown).map((row) => (
          <Row
            key={`${row.kind} ${row.unit.id}`}
            row={row}
            onToggle={(pressed) => onChange(toggled(forest, chosen, pressed))}
            onFold={fold}
          />
        ))}
      </ul>
      {rows.length === 0 && <Text c="dimmed">{t('convening.unitNone')}</Text>}
      {rows.length > rowsShown && (
        <Text size="sm" c="dimmed">
          {t('convening.more', { count: rows.length - rowsShown })}
        </Text>
      )}
    </div>
  );
}

import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../core/id.ts';
import { matches } from '../../ui/fold-text.ts';
import type { ScopeUnit } from './scope-units.ts';

type UnitFieldProps = {
  readonly label: string;
  readonly description?: string;
  readonly units: readonly ScopeUnit[];
  /** null: all of them, named by `everything` */
  readonly value: UnitId | null;
  readonly onChange: (unit: UnitId | null) => void;
  /** The word for all; left out where one unit must be chosen */
  readonly everything?: string;
  readonly hideLabel?: boolean;
};

const all = '*';

/** One unit of those given, indented by level, found by typing with or without diacritics. */
export function UnitField(props: UnitFieldProps) {
  const { t } = useTranslation();
  const { units, everything, value, onChange, label, hideLabel = false } = props;
  const data = useMemo(() => {
    const options = units.map(({ unit, name, depth }) => ({
      value: String(unit),
      label: `${'\u2003'.repeat(depth)}${name}`,
    }));
    return everything === undefined ? options : [{ value: all, label: everything }, ...options];
  }, [units, everything]);
  return (
    <Select
      size="sm"
      {...(hideLabel ? { 'aria-label': label } : { label, description: props.description })}
      data={data}
      value={value ?? all}
      onChange={(chosen) => onChange(units.find(({ unit }) => unit === chosen)?.unit ?? null)}
      searchable
      allowDeselect={false}
      limit={120}
      nothingFoundMessage={t('notices.composer.unitNone')}
      filter={({ options, search }) =>
        options.filter((option) => 'label' in option && matches(option.label, search))
      }
      renderOption={({ option }) => <span style={{ whiteSpace: 'pre' }}>{option.label}</span>}
    />
  );
}

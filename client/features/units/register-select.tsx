import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../core/id.ts';
import { foldText } from '../../ui/fold-text.ts';
import { isWithin, type UnitTree } from './unit-tree.ts';

type RegisterSelectProps = {
  readonly tree: UnitTree;
  readonly label: string;
  readonly description?: string;
  readonly value: UnitId | null;
  readonly onChange: (unit: UnitId) => void;
  /** Not to be chosen, nor anything below it. */
  readonly except?: UnitId | undefined;
  readonly error?: string | null;
  readonly autoFocus?: boolean;
};

/** One of the units that exist, found by typing a name or a code, with or without diacritics. */
export function RegisterSelect({ tree, except, onChange, ...props }: RegisterSelectProps) {
  const { t } = useTranslation();
  const options = useMemo(
    () =>
      tree.register.records
        .filter((record) => record.closedAt === null)
        .filter((record) => except === undefined || !isWithin(tree, record, except))
        .map(({ id, name, parent }) => {
          const above = parent === null ? undefined : tree.recordById.get(parent)?.name;
          return {
            value: id,
            label: above === undefined ? name : t('pairing.unitUnder', { unit: name, parent: above }),
          };
        }),
    [tree, except, t],
  );
  return (
    <Select
      label={props.label}
      description={props.description}
      data={options}
      value={props.value}
      onChange={(id) => {
        const record = tree.register.records.find((each) => each.id === id);
        if (record) onChange(record.id);
      }}
      searchable
      allowDeselect={false}
      limit={50}
      nothingFoundMessage={t('pairing.unitNone')}
      filter={({ options: shown, search }) => {
        const words = foldText(search).split(' ');
        return shown.filter((option) => {
          if (!('value' in option)) return false;
          const folded = foldText(`${option.label} ${option.value}`);
          return words.every((word) => folded.includes(word));
        });
      }}
      error={props.error}
      data-autofocus={props.autoFocus || undefined}
    />
  );
}

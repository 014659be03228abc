import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitItem } from '../../../protocol/http.ts';
import { api, replyOf } from '../../session/index.ts';
import { matches } from '../../ui/fold-text.ts';

/** "Xã Nà Hỳ, Huyện Nậm Pồ": many communes share a name. */
function useUnitOptions(units: readonly UnitItem[]): { value: string; label: string }[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const nameById = new Map(units.map((unit) => [unit.id, unit.name]));
    return units.map(({ id, name, parent }) => {
      const parentName = parent === null ? undefined : nameById.get(parent);
      const label =
        parentName === undefined ? name : t('pairing.unitUnder', { unit: name, parent: parentName });
      return { value: id, label };
    });
  }, [units, t]);
}

/** The units that one operates, with those below them. */
export function useOperatedUnits() {
  return useQuery({ queryKey: ['units'], queryFn: () => replyOf(api.units()), staleTime: 60_000 });
}

type UnitSelectProps = {
  readonly label: string;
  readonly description: ReactNode;
  readonly value: UnitItem['id'] | null;
  readonly onChange: (unit: UnitItem) => void;
  /** Whether to say that none is chosen. */
  readonly missing: boolean;
};

/** One of the units that one operates, found by typing, with or without diacritics. */
export function UnitSelect({ label, description, value, onChange, missing }: UnitSelectProps) {
  const { t } = useTranslation();
  const units = useOperatedUnits();
  const all = units.data ?? [];
  const options = useUnitOptions(all);
  const fault = units.isError ? t('pairing.unitsFailed') : missing ? t('pairing.unitMissing') : null;
  return (
    <Select
      label={label}
      description={description}
      data={options}
      value={value}
      onChange={(id) => {
        const unit = all.find((each) => each.id === id);
        if (unit) onChange(unit);
      }}
      searchable
      allowDeselect={false}
      limit={50}
      nothingFoundMessage={t('pairing.unitNone')}
      filter={({ options: shown, search }) =>
        shown.filter((option) => 'label' in option && matches(option.label, search))
      }
      // What is typed before the units are there would be written over by the name of the chosen one.
      disabled={units.isPending}
      error={fault}
    />
  );
}

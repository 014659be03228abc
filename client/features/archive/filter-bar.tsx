import { Button, Select, TextInput } from '@mantine/core';
import { IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CataloguePage, passageKinds } from '../../../protocol/archive.ts';
import { useNow } from '../../session/index.ts';
import { matches } from '../../ui/fold-text.ts';
import classes from './catalogue.module.css';
import { catalogueStates, daysOf, isFiltered, longestText, periodOf, periods } from './catalogue-filter.ts';
import type { FilterDesk } from './use-filter.ts';

type FilterBarProps = { readonly desk: FilterDesk; readonly units: CataloguePage['units'] };

function UnitSelect({ desk, units }: FilterBarProps) {
  const { t } = useTranslation();
  const { unit } = desk.filter;
  const listed = units.map(({ unit: value, name }) => ({ value: String(value), label: name }));
  // An address may name a unit of which nothing is there (any more).
  const strange = unit !== null && !units.some((each) => each.unit === unit);
  return (
    <Select
      label={t('catalogue.unit')}
      placeholder={t('catalogue.allUnits')}
      data={strange ? [{ value: String(unit), label: unit }, ...listed] : listed}
      value={unit}
      onChange={(value) =>
        desk.change({
          unit: units.find((each) => each.unit === value)?.unit ?? (value === null ? null : unit),
        })
      }
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('catalogue.allUnits') }}
      limit={80}
      nothingFoundMessage={t('catalogue.unitNone')}
      filter={({ options, search }) =>
        options.filter((option) => 'label' in option && matches(option.label, search))
      }
      className={classes.unit}
    />
  );
}

/** In which kind of places the words are looked for. */
function PlaceSelect({ desk }: Pick<FilterBarProps, 'desk'>) {
  const { t } = useTranslation();
  const { kind } = desk.filter;
  return (
    <Select
      label={t('catalogue.place')}
      placeholder={t('catalogue.allPlaces')}
      data={passageKinds.map((value) => ({ value, label: t(`catalogue.kind.${value}`) }))}
      value={kind}
      onChange={(value) => desk.change({ kind: passageKinds.find((each) => each === value) ?? null })}
      // Without words there is nothing to look for in one place or another.
      disabled={desk.typed.trim() === '' && kind === null}
      clearable
      clearButtonProps={{ 'aria-label': t('catalogue.allPlaces') }}
      className={classes.place}
    />
  );
}

function Period({ desk }: { readonly desk: FilterDesk }) {
  const { t } = useTranslation();
  const now = useNow();
  const chosen = periodOf(desk.filter, now);
  return (
    <fieldset className={classes.periods}>
      <legend>{t('catalogue.period')}</legend>
      {periods.map((period) => (
        <Button
          key={period}
          size="compact-md"
          variant={chosen === period ? 'light' : 'default'}
          aria-pressed={chosen === period}
          onClick={() => desk.change(chosen === period ? { from: '', to: '' } : daysOf(period, now))}
        >
          {t(`catalogue.periodName.${period}`)}
        </Button>
      ))}
    </fieldset>
  );
}

/** What an address looks for beside the fields: one meeting, one speaker. */
function Narrowed({ desk }: { readonly desk: FilterDesk }) {
  const { t } = useTranslation();
  const { meeting, speaker } = desk.filter;
  const narrowed = [
    ...(meeting === null ? [] : [{ what: t('catalogue.oneMeeting'), without: { meeting: null } }]),
    ...(speaker === null ? [] : [{ what: t('catalogue.oneSpeaker'), without: { speaker: null } }]),
  ];
  return narrowed.map(({ what, without }) => (
    <Button
      key={what}
      size="compact-md"
      variant="light"
      rightSection={<IconX size={14} aria-hidden="true" />}
      aria-label={t('catalogue.clearOne', { what })}
      onClick={() => desk.change(without)}
    >
      {what}
    </Button>
  ));
}

/** What is looked for: words and where they stand, unit, days, state. */
export function FilterBar({ desk, units }: FilterBarProps) {
  const { t } = useTranslation();
  const { filter } = desk;
  /** On a phone the fields beside the words are shown when they are asked for, or in use. */
  const [opened, setOpened] = useState(isFiltered({ ...filter, text: '', meeting: null, speaker: null }));
  return (
    <search className={classes.filters} data-opened={opened || undefined}>
      <div className={classes.wanted}>
        <TextInput
          type="search"
          label={t('catalogue.search')}
          placeholder={t('catalogue.searchHint')}
          maxLength={longestText}
          leftSection={<IconSearch size={18} aria-hidden="true" />}
          value={desk.typed}
          onChange={(event) => desk.type(event.currentTarget.value)}
        />
        <Button
          variant="default"
          size="sm"
          className={classes.fold ?? ''}
          leftSection={<IconFilter size={16} aria-hidden="true" />}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {t('catalogue.fields')}
        </Button>
        <PlaceSelect desk={desk} />
      </div>
      <div className={classes.narrow}>
        <UnitSelect desk={desk} units={units} />
        <TextInput
          type="date"
          label={t('catalogue.from')}
          value={filter.from}
          {...(filter.to === '' ? {} : { max: filter.to })}
          onChange={(event) => desk.change({ from: event.currentTarget.value })}
          className={classes.day}
        />
        <TextInput
          type="date"
          label={t('catalogue.to')}
          value={filter.to}
          {...(filter.from === '' ? {} : { min: filter.from })}
          onChange={(event) => desk.change({ to: event.currentTarget.value })}
          className={classes.day}
        />
        <Select
          label={t('catalogue.state')}
          placeholder={t('catalogue.allStates')}
          data={catalogueStates.map((value) => ({ value, label: t(`catalogue.stateName.${value}`) }))}
          value={filter.state}
          onChange={(value) =>
            desk.change({ state: catalogueStates.find((state) => state === value) ?? null })
          }
          clearable
          clearButtonProps={{ 'aria-label': t('catalogue.allStates') }}
          className={classes.state}
        />
      </div>
      <div className={classes.quick}>
        <Period desk={desk} />
        <Narrowed desk={desk} />
        {isFiltered(filter) && (
          <Button
            size="compact-md"
            variant="subtle"
            leftSection={<IconX size={14} aria-hidden="true" />}
            onClick={desk.clear}
          >
            {t('catalogue.clear')}
          </Button>
        )}
      </div>
    </search>
  );
}

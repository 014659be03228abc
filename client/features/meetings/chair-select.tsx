import { Select, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { PersonItem } from '../../../protocol/convening.ts';
import { matches } from '../../ui/fold-text.ts';

type ChairSelectProps = {
  /** Null while no unit is chosen or its people are being fetched. */
  readonly people: readonly PersonItem[] | null;
  readonly loading: boolean;
  readonly failed: boolean;
  readonly value: ParticipantId | null;
  readonly onChange: (chair: ParticipantId) => void;
  /** Whether to say that none is chosen. */
  readonly missing: boolean;
};

/** Position and unit, where there is a position. */
function usePlaceOf(): (person: PersonItem) => string {
  const { t } = useTranslation();
  return ({ position, unitName: unit }) =>
    position === '' ? unit : t('convening.chairAt', { position, unit });
}

function useHint({ people, loading, failed, missing }: ChairSelectProps) {
  const { t } = useTranslation();
  const chosenUnit = people !== null || loading || failed;
  if (failed) return { description: null, error: t('convening.peopleFailed') };
  const description = !chosenUnit
    ? t('convening.chairFirst')
    : people?.length === 0
      ? t('convening.chairNobody')
      : t('convening.chairHint');
  return { description, error: missing ? t('convening.chairMissing') : null };
}

/** Who is to chair: found by name, position or unit, with or without diacritics. */
export function ChairSelect(props: ChairSelectProps) {
  const { people, loading, value, onChange } = props;
  const { t } = useTranslation();
  const placeOf = usePlaceOf();
  const { description, error } = useHint(props);
  const personById = useMemo(
    () => new Map((people ?? []).map((person) => [person.participant as string, person])),
    [people],
  );
  return (
    <Select
      label={t('convening.chair')}
      description={description}
      data={(people ?? []).map(({ participant, name }) => ({ value: participant, label: name }))}
      value={value}
      onChange={(id) => {
        const person = id === null ? undefined : personById.get(id);
        if (person) onChange(person.participant);
      }}
      disabled={people === null || people.length === 0}
      allowDeselect={false}
      searchable
      limit={50}
      nothingFoundMessage={loading ? t('common.loading') : t('convening.chairNone')}
      filter={({ options, search }) =>
        options.filter((option) => {
          const person = 'value' in option ? personById.get(option.value) : undefined;
          return person !== undefined && matches(`${person.name} ${placeOf(person)}`, search);
        })
      }
      renderOption={({ option }) => {
        const person = personById.get(option.value);
        return (
          <Stack gap={0}>
            <Text>{option.label}</Text>
            <Text size="sm" c="dimmed">
              {person ? placeOf(person) : null}
            </Text>
          </Stack>
        );
      }}
      error={error}
    />
  );
}

import { ActionIcon, Button, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import {
  IconArrowBackUp,
  IconPencil,
  IconPlus,
  IconSearch,
  IconTrash,
  IconUserMinus,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { namedRoles } from '../../../core/convening-right.ts';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { UnitById } from '../../../core/unit.ts';
import { conveneLimits, type NamedPerson, type PersonItem } from '../../../protocol/convening.ts';
import { matches } from '../../ui/fold-text.ts';
import {
  type Coming,
  type Held,
  placesFor,
  rolesAtFirst,
  stayingAway,
  withNamed,
  withoutNamed,
} from './coming-people.ts';
import classes from './picker.module.css';

/** How many people are drawn: more are found by typing. */
const peopleShown = 40;

type Place = { readonly unitById: UnitById; readonly convening: UnitId };

/** Position and unit, where there is a position. */
function usePlaceOf(): (person: PersonItem) => string {
  const { t } = useTranslation();
  return ({ position, unitName: unit }) =>
    position === '' ? unit : t('convening.chairAt', { position, unit });
}

type RoleLinesProps = {
  readonly person: PersonItem;
  readonly roles: readonly Held[];
  readonly place: Place;
  readonly onChange: (roles: readonly Held[]) => void;
};

/** The roles of one person, each over a unit. */
function RoleLines({ person, roles, place, onChange }: RoleLinesProps) {
  const { t } = useTranslation();
  const set = (index: number, held: Held) => onChange(roles.map((each, at) => (at === index ? held : each)));
  const overAt = (role: Held['role'], wanted: UnitId): UnitId => {
    const places = placesFor(place, person, role);
    return places.includes(wanted) ? wanted : (places[0] ?? place.convening);
  };
  return (
    <>
      {roles.map((held, index) => (
        <div key={`${held.role} ${held.unit}`} className={classes.roles}>
          <Select
            label={t('convening.role')}
            data={namedRoles.map((role) => ({ value: role, label: t(`meetings.role.${role}`) }))}
            value={held.role}
            allowDeselect={false}
            onChange={(value) => {
              const role = namedRoles.find((each) => each === value);
              if (role) set(index, { role, unit: overAt(role, held.unit) });
            }}
          />
          <Select
            label={t('convening.roleUnit')}
            data={placesFor(place, person, held.role).map((unit) => ({
              value: unit,
              label: place.unitById[unit]?.name ?? unit,
            }))}
            value={held.unit}
            searchable
            limit={50}
            allowDeselect={false}
            filter={({ options, search }) =>
              options.filter((option) => 'label' in option && matches(option.label, search))
            }
            onChange={(value) => {
              const unit = placesFor(place, person, held.role).find((each) => each === value);
              if (unit) set(index, { role: held.role, unit });
            }}
          />
          <ActionIcon
            variant="subtle"
            color="slate"
            size={42}
            disabled={roles.length === 1}
            aria-label={t('convening.roleRemove', { role: t(`meetings.role.${held.role}`) })}
            onClick={() => onChange(roles.filter((_, at) => at !== index))}
          >
            <IconTrash size={20} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      <Button
        mt={8}
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={16} aria-hidden="true" />}
        disabled={roles.length >= conveneLimits.rolesEach}
        onClick={() => {
          const fresh = namedRoles
            .map((role): Held => ({ role, unit: overAt(role, place.convening) }))
            .find(({ role, unit }) => !roles.some((held) => held.role === role && held.unit === unit));
          if (fresh) onChange([...roles, fresh]);
        }}
      >
        {t('convening.roleAdd')}
      </Button>
    </>
  );
}

type PeopleFieldsProps = {
  readonly people: readonly PersonItem[];
  readonly coming: readonly Coming[];
  readonly named: readonly NamedPerson[];
  readonly usual: boolean;
  readonly chair: ParticipantId | null;
  readonly place: Place;
  readonly onChange: (change: { readonly named?: readonly NamedPerson[]; readonly usual?: boolean }) => void;
};

/** Who comes as what: as in daily life, unless it is said otherwise. */
export function PeopleFields({ people, coming, named, usual, chair, place, onChange }: PeopleFieldsProps) {
  const { t } = useTranslation();
  const placeOf = usePlaceOf();
  const [query, setQuery] = useState('');
  const [editing, setEditing] = useState<ParticipantId | null>(null);
  const comingIds = new Set(coming.map(({ person }) => person.participant));
  const others = people.filter(({ participant }) => !comingIds.has(participant) && participant !== chair);
  const found = coming.filter(({ person }) => matches(`${person.name} ${placeOf(person)}`, query));
  const name = (person: PersonItem, roles: readonly Held[]) =>
    onChange({ named: withNamed(named, person.participant, roles) });
  const rolesText = ({ roles }: Coming) =>
    roles
      .map(({ role, unit }) =>
        t('convening.roleAt', { role: t(`meetings.role.${role}`), unit: place.unitById[unit]?.name ?? unit }),
      )
      .join('; ');
  const saidOf = (participant: ParticipantId) => named.find((one) => one.participant === participant)?.roles;
  return (
    <Stack gap="sm">
      <Switch
        label={t('convening.usual')}
        checked={usual}
        onChange={(event) => onChange({ usual: event.currentTarget.checked })}
      />
      <Select
        label={t('convening.personAdd')}
        description={t('convening.personAddHint')}
        data={others.map(({ participant, name: label }) => ({ value: participant, label }))}
        value={null}
        searchable
        limit={50}
        disabled={named.length >= conveneLimits.named}
        nothingFoundMessage={t('convening.personNone')}
        filter={({ options, search }) =>
          options.filter((option) => {
            const person = others.find((one) => 'value' in option && one.participant === option.value);
            return person !== undefined && matches(`${person.name} ${placeOf(person)}`, search);
          })
        }
        renderOption={({ option }) => {
          const person = others.find((one) => one.participant === option.value);
          return (
            <Stack gap={0}>
              <Text>{option.label}</Text>
              <Text size="sm" c="dimmed">
                {person ? placeOf(person) : null}
              </Text>
            </Stack>
          );
        }}
        onChange={(id) => {
          const person = others.find((one) => one.participant === id);
          if (!person) return;
          name(person, rolesAtFirst(place, person));
          setEditing(person.participant);
        }}
      />
      {coming.length > 8 && (
        <TextInput
          leftSection={<IconSearch size={18} aria-hidden="true" />}
          aria-label={t('convening.personFind')}
          placeholder={t('convening.personFind')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      {found.length > 0 && (
        <ul className={classes.people}>
          {found.slice(0, peopleShown).map((one) => {
            const { person } = one;
            const said = saidOf(person.participant);
            const open = editing === person.participant;
            return (
              <li key={person.participant} className={classes.person}>
                <div className={classes.personHead}>
                  <div className={classes.personName}>
                    <Text fw={500}>{person.name}</Text>
                    <Text size="sm" c="dimmed">
                      {placeOf(person)}
                    </Text>
                    <Text size="sm">{rolesText(one)}</Text>
                  </div>
                  <ActionIcon
                    variant="subtle"
                    color="slate"
                    size={38}
                    aria-expanded={open}
                    aria-label={t('convening.personEdit', { name: person.name })}
                    onClick={() => {
                      if (!said) name(person, rolesAtFirst(place, person));
                      setEditing(open ? null : person.participant);
                    }}
                  >
                    <IconPencil size={18} aria-hidden="true" />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="slate"
                    size={38}
                    aria-label={t('convening.personRemove', { name: person.name })}
                    onClick={() => name(person, [])}
                  >
                    <IconUserMinus size={18} aria-hidden="true" />
                  </ActionIcon>
                </div>
                {open && said && (
                  <RoleLines
                    person={person}
                    roles={said}
                    place={place}
                    onChange={(roles) => name(person, roles)}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
      {found.length > peopleShown && (
        <Text size="sm" c="dimmed">
          {t('convening.personMore', { count: found.length - peopleShown })}
        </Text>
      )}
      {stayingAway({ named }, people).map((person) => (
        <Group key={person.participant} gap="xs" wrap="nowrap">
          <Text size="sm" c="dimmed" className={classes.personName ?? ''}>
            {t('convening.personAway')}: {person.name}, {placeOf(person)}
          </Text>
          <ActionIcon
            variant="subtle"
            color="slate"
            size={34}
            aria-label={t('convening.personBack', { name: person.name })}
            onClick={() => onChange({ named: withoutNamed(named, person.participant) })}
          >
            <IconArrowBackUp size={18} aria-hidden="true" />
          </ActionIcon>
        </Group>
      ))}
    </Stack>
  );
}

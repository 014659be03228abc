import type { ComboboxItem, OptionsFilter } from '@mantine/core';
import { may } from '../../../core/authority.ts';
import { hallOf } from '../../../core/hall.ts';
import type { UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { matches } from '../../ui/fold-text.ts';
import { subtitleOf } from './card-lines.ts';

/** More than these are not listed: whoever is meant is typed. */
const listed = 40;

const byUnit = new Intl.Collator('vi', { numeric: true });

/** Everyone who sits in this hall, is there and may be given the floor, as options of a field: sites first, by unit code. */
export function speakerOptions(meeting: Meeting, hall: UnitId): readonly ComboboxItem[] {
  return Object.values(meeting.participantById)
    .filter(
      ({ card, presence }) =>
        presence.kind === 'present' &&
        card.kind !== 'recorder' &&
        hallOf(meeting, card.participant) === hall &&
        may(meeting, card.participant, 'floor.hold', card.unit),
    )
    .toSorted(
      ({ card: a }, { card: b }) =>
        a.kind.localeCompare(b.kind) * -1 || byUnit.compare(a.unit, b.unit) || byUnit.compare(a.name, b.name),
    )
    .map(({ card }) => ({
      value: card.participant,
      label: [card.name, subtitleOf(card)].filter((part) => part !== '').join(' · '),
    }));
}

/** Finds options typed without diacritics. */
export const foldedFilter: OptionsFilter = ({ options, search }) =>
  options.filter((option) => 'label' in option && matches(option.label, search)).slice(0, listed);

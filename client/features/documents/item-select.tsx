import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgendaItemId } from '../../../core/id.ts';
import type { Shelf } from './shelf.ts';

const whole = 'whole';

type ItemSelectProps = Pick<SelectProps, 'label' | 'aria-label' | 'size' | 'disabled'> & {
  readonly agenda: Shelf['agenda'];
  readonly item: AgendaItemId | null;
  readonly onItem: (item: AgendaItemId | null) => void;
};

/** The agenda item that a document belongs to, or the meeting as a whole. */
export function ItemSelect({ agenda, item, onItem, ...field }: ItemSelectProps) {
  const { t } = useTranslation();
  const ofItems = agenda.map(({ id, title }, index) => ({ value: id, label: `${index + 1}. ${title}` }));
  return (
    <Select
      {...field}
      data={[{ value: whole, label: t('documents.whole') }, ...ofItems]}
      value={item ?? whole}
      allowDeselect={false}
      onChange={(value) => onItem(agenda.find(({ id }) => id === value)?.id ?? null)}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

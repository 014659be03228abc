import { Button, Group, Modal, MultiSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgendaItem, Meeting } from '../../../core/meeting.ts';
import { speechKinds } from '../../../core/speech.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import classes from './agenda-dialog.module.css';
import { moved, newItem, settled } from './agenda-draft.ts';
import { useCommands } from './use-commands.ts';

const minute = 60_000;

type ItemProps = {
  readonly item: AgendaItem;
  readonly index: number;
  readonly last: boolean;
  readonly onChange: (item: AgendaItem) => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
};

function ItemFields({ item, index, last, onChange, onMove, onRemove }: ItemProps) {
  const { t } = useTranslation();
  const place = index + 1;
  return (
    <fieldset className={classes.item} aria-label={t('console.agenda.item', { index: place })}>
      <span className={classes.place} aria-hidden="true">
        {place}
      </span>
      <div className={classes.fields}>
        <TextInput
          size="sm"
          label={t('console.agenda.name', { index: place })}
          maxLength={200}
          value={item.title}
          onChange={(event) => onChange({ ...item, title: event.currentTarget.value })}
        />
        <div className={classes.more}>
          <TextInput
            size="sm"
            label={t('console.agenda.presenter')}
            maxLength={200}
            value={item.presenter}
            onChange={(event) => onChange({ ...item, presenter: event.currentTarget.value })}
          />
          <NumberInput
            size="sm"
            label={t('console.agenda.minutes')}
            min={1}
            max={1440}
            clampBehavior="strict"
            allowDecimal={false}
            value={item.plannedMs === null ? '' : item.plannedMs / minute}
            onChange={(value) =>
              onChange({ ...item, plannedMs: typeof value === 'number' ? value * minute : null })
            }
          />
        </div>
        <MultiSelect
          size="sm"
          label={t('console.agenda.kinds')}
          placeholder={item.kinds.length === 0 ? t('console.agenda.allKinds') : ''}
          data={speechKinds.map((kind) => ({ value: kind, label: t(`meeting.kind.${kind}`) }))}
          value={[...item.kinds]}
          onChange={(chosen) =>
            onChange({ ...item, kinds: speechKinds.filter((kind) => chosen.includes(kind)) })
          }
        />
      </div>
      <div className={classes.deeds}>
        <ActionButton
          iconOnly
          size="xs"
          label={t('meeting.action.moveUp')}
          icon={<IconArrowUp size={16} />}
          reason={index === 0 ? t('meeting.conduct.edge') : null}
          onPress={() => onMove(-1)}
        />
        <ActionButton
          iconOnly
          size="xs"
          label={t('meeting.action.moveDown')}
          icon={<IconArrowDown size={16} />}
          reason={last ? t('meeting.conduct.edge') : null}
          onPress={() => onMove(1)}
        />
        <ActionButton
          iconOnly
          size="xs"
          tone="danger"
          label={t('console.agenda.remove')}
          icon={<IconTrash size={16} />}
          reason={null}
          onPress={onRemove}
        />
      </div>
    </fieldset>
  );
}

function AgendaForm({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const [draft, setDraft] = useState<readonly AgendaItem[]>(meeting.agenda);
  const used = [...meeting.agenda.map(({ id }) => id), ...meeting.agendaRuns.map(({ item }) => item)];
  const save = async () => {
    if (await send({ type: 'agenda.change', agenda: settled(draft) })) onClose();
  };
  return (
    <Stack gap="sm">
      {draft.map((item, index) => (
        <ItemFields
          key={item.id}
          item={item}
          index={index}
          last={index === draft.length - 1}
          onChange={(changed) => setDraft(draft.with(index, changed))}
          onMove={(by) => setDraft(moved(draft, index, index + by))}
          onRemove={() => setDraft(draft.toSpliced(index, 1))}
        />
      ))}
      <Group justify="space-between" className={classes.foot ?? ''}>
        <Button
          variant="light"
          leftSection={<IconPlus size={17} />}
          onClick={() => setDraft([...draft, newItem([...used, ...draft.map(({ id }) => id)])])}
        >
          {t('console.agenda.add')}
        </Button>
        <Group gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button onClick={() => void save()}>{t('meeting.settings.save')}</Button>
        </Group>
      </Group>
    </Stack>
  );
}

type AgendaDialogProps = {
  readonly meeting: Meeting;
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** The agenda changed while the meeting runs: items added, put in another order, their times and kinds of speech. */
export function AgendaDialog({ meeting, opened, onClose }: AgendaDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('console.agenda.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <AgendaForm meeting={meeting} onClose={onClose} />}
    </Modal>
  );
}

import { Button, Group, Modal, MultiSelect, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { type SpeechKind, speechKinds } from '../../../core/speech.ts';
import { limitOf, takesKind, usualKind } from '../../../core/turn.ts';
import { foldedFilter, speakerOptions } from './person-options.ts';
import { useCommands } from './use-commands.ts';

const minute = 60_000;

type EnlistProps = { readonly meeting: Meeting; readonly hall: UnitId; readonly onClose: () => void };

function EnlistForm({ meeting, hall, onClose }: EnlistProps) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const options = useMemo(() => speakerOptions(meeting, hall), [meeting, hall]);
  const [chosen, setChosen] = useState<string[]>([]);
  const [kind, setKind] = useState<SpeechKind>(() =>
    takesKind(meeting, 'paper', hall) ? 'paper' : usualKind(meeting, hall),
  );
  const [minutes, setMinutes] = useState<number | null>(null);
  const kinds = speechKinds.filter((each) => takesKind(meeting, each, hall));
  const usual = limitOf(meeting, kind, hall) / minute;
  const submit = async () => {
    const participants = chosen.flatMap(
      (id) =>
        Object.values(meeting.participantById).find(({ card }) => card.participant === id)?.card
          .participant ?? [],
    );
    const limitMs = minutes === null ? null : Math.round(minutes * minute);
    if (await send({ type: 'floor.enlist', participants, kind, limitMs })) onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="md">
        <MultiSelect
          data-autofocus
          openOnFocus={false}
          searchable
          hidePickedOptions
          label={t('console.enlist.who')}
          description={t('console.enlist.whoHint')}
          placeholder={chosen.length === 0 ? t('meeting.sites.findPlaceholder') : ''}
          nothingFoundMessage={t('meeting.sites.none')}
          data={options}
          filter={foldedFilter}
          value={chosen}
          onChange={setChosen}
          maxDropdownHeight={260}
        />
        <Group grow align="flex-end">
          <NativeSelect
            label={t('meeting.speech.kind')}
            value={kind}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setKind(speechKinds.find((each) => each === value) ?? kind);
            }}
            data={kinds.map((each) => ({ value: each, label: t(`meeting.kind.${each}`) }))}
          />
          <NumberInput
            label={t('console.enlist.minutes')}
            min={1}
            max={480}
            clampBehavior="strict"
            value={minutes ?? usual}
            onChange={(value) => setMinutes(typeof value === 'number' ? value : null)}
          />
        </Group>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={chosen.length === 0}>
            {t('console.enlist.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A list that is called in sequence: chosen in the order in which they are to speak. */
export function EnlistDialog({ opened, ...props }: EnlistProps & { opened: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t('console.enlist.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <EnlistForm {...props} />}
    </Modal>
  );
}

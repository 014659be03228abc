import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { pendingAt } from '../../../core/queue.ts';
import { foldedFilter, speakerOptions } from './person-options.ts';
import { useCommands } from './use-commands.ts';

type QuestionProps = { readonly meeting: Meeting; readonly hall: UnitId; readonly onClose: () => void };

/** Who asked first to put a question. */
function firstAsker(meeting: Meeting, hall: UnitId): ParticipantId | null {
  return pendingAt(meeting, hall).find(({ kind }) => kind === 'question')?.beneficiary.participant ?? null;
}

function QuestionForm({ meeting, hall, onClose }: QuestionProps) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const options = useMemo(() => speakerOptions(meeting, hall), [meeting, hall]);
  const [asker, setAsker] = useState<string | null>(() => firstAsker(meeting, hall));
  const [answerer, setAnswerer] = useState<string | null>(null);
  const idOf = (value: string | null) =>
    Object.values(meeting.participantById).find(({ card }) => card.participant === value)?.card.participant;
  const submit = async () => {
    const [from, to] = [idOf(asker), idOf(answerer)];
    if (from === undefined || to === undefined) return;
    if (await send({ type: 'question.call', asker: from, answerer: to })) onClose();
  };
  const field = {
    searchable: true,
    clearable: true,
    filter: foldedFilter,
    placeholder: t('meeting.sites.findPlaceholder'),
    nothingFoundMessage: t('meeting.sites.none'),
    maxDropdownHeight: 260,
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="md">
        <Select
          {...field}
          label={t('console.question.asker')}
          data={options.filter(({ value }) => value !== answerer)}
          value={asker}
          onChange={setAsker}
        />
        <Select
          {...field}
          data-autofocus
          openOnFocus={false}
          label={t('console.question.answerer')}
          data={options.filter(({ value }) => value !== asker)}
          value={answerer}
          onChange={setAnswerer}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={asker === null || answerer === null}>
            {t('console.question.call')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Chất vấn: who asks and who answers hold the floor together. */
export function QuestionDialog({ opened, ...props }: QuestionProps & { opened: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t('console.question.title')}
      size="md"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <QuestionForm {...props} />}
    </Modal>
  );
}

import { Button, Chip, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../../core/meeting.ts';
import { type SpeechKind, speechKinds } from '../../../core/speech.ts';
import { limitOf, takesKind } from '../../../core/turn.ts';
import { useCommands } from './use-commands.ts';
import { useHall } from './use-hall.ts';

const minute = 60_000;

type RequestDialogProps = {
  readonly meeting: Meeting;
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** Asking for the floor with a kind and a topic; both may be left as they are. */
export function RequestDialog({ meeting, opened, onClose }: RequestDialogProps) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const [kind, setKind] = useState<SpeechKind>('discussion');
  const [topic, setTopic] = useState('');
  const hall = useHall(meeting);
  const kinds = speechKinds.filter((each) => takesKind(meeting, each, hall));
  const submit = async () => {
    if (await send({ type: 'floor.request', floor: 'speech', kind, topic: topic.trim() })) {
      setTopic('');
      onClose();
    }
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('meeting.speech.choose')}
      size="md"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Chip.Group
          value={kind}
          onChange={(value) => setKind(speechKinds.find((each) => each === value) ?? kind)}
        >
          <Group gap={8} role="group" aria-label={t('meeting.speech.kind')}>
            {kinds.map((each) => (
              <Chip key={each} value={each} radius="md" size="md">
                {`${t(`meeting.kind.${each}`)} · ${t('meeting.speech.minutes', {
                  count: Math.round(limitOf(meeting, each, hall) / minute),
                })}`}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <TextInput
          mt="md"
          label={t('meeting.speech.topic')}
          placeholder={t('meeting.speech.topicHint')}
          maxLength={500}
          value={topic}
          onChange={(event) => setTopic(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('meeting.speech.send')}</Button>
        </Group>
      </form>
    </Modal>
  );
}

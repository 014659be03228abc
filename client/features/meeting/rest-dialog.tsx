import { Button, Group, Modal, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../session/index.ts';
import { useTimeOfDay } from './time-of-day.ts';
import { useCommands } from './use-commands.ts';

const minute = 60_000;
/** Usual lengths of a rest, in minutes. */
const lengths = [5, 10, 15, 20, 30, 60] as const;

/** Nghỉ giải lao: for how long is one press. */
export function RestDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const timeOfDay = useTimeOfDay();
  const rest = async (until: number | null) => {
    if (await send({ type: 'meeting.rest', until })) onClose();
  };
  const until = (minutes: number) => Math.ceil((serverNow() + minutes * minute) / minute) * minute;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('console.rest.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
        {opened &&
          lengths.map((minutes) => (
            <Button key={minutes} variant="default" px="xs" fz="sm" onClick={() => void rest(until(minutes))}>
              {t('console.rest.for', { count: minutes, time: timeOfDay(until(minutes)) })}
            </Button>
          ))}
      </SimpleGrid>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant="light" onClick={() => void rest(null)}>
          {t('console.rest.open')}
        </Button>
      </Group>
    </Modal>
  );
}

import {
  Button,
  Chip,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Radio,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { AgendaItem, Meeting } from '../../../core/meeting.ts';
import { currentItem } from '../../../core/turn.ts';
import { voteMajorities, voteSecrecies } from '../../../core/vote.ts';
import { hasVote } from '../../../core/voter.ts';
import { useCommands } from '../meeting/use-commands.ts';
import classes from './put-dialog.module.css';
import {
  commandOf,
  isPuttable,
  longestMinutes,
  longestQuestion,
  type TimeChoice,
  timeChoices,
  type VoteDraft,
} from './vote-draft.ts';

type PutProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  readonly onClose: () => void;
  /** It was put */
  readonly onDone: () => void;
};

/** From so few characters left on it is said how many. */
const fewLeft = 100;

function PutForm({ meeting, you, onClose, onDone }: PutProps) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const [busy, setBusy] = useState(false);
  const hall = hallOf(meeting, you);
  const current = currentItem(meeting, hall);
  const prefill = (item: AgendaItem | null) =>
    item === null ? '' : t('votes.put.prefill', { title: item.title }).slice(0, longestQuestion);
  const [draft, setDraft] = useState<VoteDraft>(() => ({
    question: prefill(current),
    item: current?.id ?? null,
    secrecy: 'named',
    majority: 'half',
    time: '2',
    minutes: 10,
  }));
  const change = (part: Partial<VoteDraft>) => setDraft((before) => ({ ...before, ...part }));
  const itemOf = (value: string | null) => meeting.agenda.find(({ id }) => id === value) ?? null;
  const choose = (value: string) => {
    const item = itemOf(value);
    // What somebody wrote stays; what was filled in follows the item.
    const untouched = draft.question.trim() === '' || draft.question === prefill(itemOf(draft.item));
    change({ item: item?.id ?? null, ...(untouched ? { question: prefill(item) } : {}) });
  };
  const submit = async () => {
    setBusy(true);
    const sent = await send(commandOf(draft));
    setBusy(false);
    if (!sent) return;
    onDone();
    onClose();
  };
  const voters = Object.values(meeting.participantById).filter(({ card }) =>
    hasVote(meeting, card.participant, hall),
  ).length;
  const timeWords = (time: TimeChoice) =>
    time === 'none' || time === 'other'
      ? t(`votes.put.${time}`)
      : t('votes.put.minutes', { count: Number(time) });
  const left = longestQuestion - draft.question.length;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isPuttable(draft)) void submit();
      }}
    >
      <Stack gap="md">
        <Textarea
          data-autofocus
          required
          autosize
          minRows={2}
          maxRows={6}
          size="md"
          label={t('votes.put.question')}
          description={left <= fewLeft ? t('votes.put.left', { count: left }) : undefined}
          maxLength={longestQuestion}
          value={draft.question}
          onChange={(event) => change({ question: event.currentTarget.value })}
        />
        {meeting.agenda.length > 0 && (
          <NativeSelect
            label={t('votes.put.item')}
            value={draft.item ?? ''}
            onChange={(event) => choose(event.currentTarget.value)}
            data={[
              // While an item is under way a vote always stands under one.
              ...(current === null ? [{ value: '', label: t('votes.put.noItem') }] : []),
              ...meeting.agenda.map(({ id, title }, index) => ({
                value: id,
                label: `${index + 1}. ${title}`,
              })),
            ]}
          />
        )}
        <Radio.Group
          label={t('votes.put.secrecy')}
          value={draft.secrecy}
          onChange={(value) => change({ secrecy: value === 'secret' ? 'secret' : 'named' })}
        >
          <Stack gap={8} mt={6}>
            {voteSecrecies.map((secrecy) => (
              <Radio
                key={secrecy}
                value={secrecy}
                label={t(`votes.secrecy.${secrecy}`)}
                description={t(`votes.put.${secrecy}Hint`)}
                styles={{ description: { fontSize: 13 } }}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Radio.Group
          label={t('votes.put.majority')}
          description={t('votes.put.majorityHint')}
          value={draft.majority}
          onChange={(value) => change({ majority: value === 'half' ? 'half' : 'two-thirds' })}
        >
          <Group gap="lg" mt={8}>
            {voteMajorities.map((majority) => (
              <Radio key={majority} value={majority} label={t(`votes.majority.${majority}`)} />
            ))}
          </Group>
        </Radio.Group>
        <fieldset className={classes.part}>
          <legend className={classes.legend}>{t('votes.put.time')}</legend>
          <Group gap={8} align="center">
            <Chip.Group
              value={draft.time}
              onChange={(value) => change({ time: timeChoices.find((each) => each === value) ?? 'none' })}
            >
              {timeChoices.map((value) => (
                <Chip key={value} value={value} size="sm" radius="md">
                  {timeWords(value)}
                </Chip>
              ))}
            </Chip.Group>
            {draft.time === 'other' && (
              <NumberInput
                w={110}
                size="sm"
                aria-label={t('votes.put.otherMinutes')}
                value={draft.minutes}
                onChange={(value) => change({ minutes: Number(value) })}
                min={1}
                max={longestMinutes}
                allowDecimal={false}
                allowNegative={false}
                suffix={t('votes.put.minuteSuffix')}
              />
            )}
          </Group>
        </fieldset>
        <Group justify="space-between" gap="sm">
          <Text size="sm" c="dimmed" flex="1 1 180px">
            {voters === 0 ? t('votes.put.noVoters') : t('votes.put.voters', { count: voters })}
          </Text>
          <Group gap="sm" wrap="nowrap">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={!isPuttable(draft)}>
              {t('votes.put.start')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

/** Lấy biểu quyết: what is asked, how, what carries it, and for how long. */
export function PutDialog({ opened, ...props }: PutProps & { opened: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t('votes.put.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <PutForm {...props} />}
    </Modal>
  );
}

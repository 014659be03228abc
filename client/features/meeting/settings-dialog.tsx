import {
  Button,
  Divider,
  Group,
  Modal,
  NumberInput,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Switch,
  Text,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../../core/meeting.ts';
import { discussionModes, type MeetingSettings, requestRoutes } from '../../../core/settings.ts';
import { speechKinds } from '../../../core/speech.ts';
import classes from './settings-dialog.module.css';
import { useCommands, useStanding } from './use-commands.ts';

const minute = 60_000;

type SettingsDialogProps = {
  readonly meeting: Meeting;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly shortcuts: boolean;
  readonly onShortcuts: (on: boolean) => void;
};

/** A time in seconds. While a number is being typed it may be too small for a moment: only what is in bounds counts. */
function Seconds({
  valueMs,
  min,
  onChange,
  ...field
}: {
  readonly label: string;
  readonly description?: string;
  readonly valueMs: number;
  readonly min: number;
  readonly disabled: boolean;
  readonly onChange: (ms: number) => void;
}) {
  const max = 600;
  return (
    <NumberInput
      {...field}
      min={min}
      max={max}
      clampBehavior="blur"
      allowDecimal={false}
      value={valueMs / 1000}
      onChange={(value) =>
        typeof value === 'number' && value >= min && value <= max && onChange(value * 1000)
      }
    />
  );
}

function Choice<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly disabled: boolean;
  readonly onChange: (value: T) => void;
}) {
  const narrow = useMediaQuery('(max-width: 30em)', false, { getInitialValueInEffect: false });
  return (
    <div>
      <Text size="sm" fw={500} mb={6}>
        {props.label}
      </Text>
      <SegmentedControl
        fullWidth
        orientation={narrow ? 'vertical' : 'horizontal'}
        aria-label={props.label}
        value={props.value}
        data={[...props.options]}
        disabled={props.disabled}
        onChange={(value) => {
          const option = props.options.find((each) => each.value === value);
          if (option) props.onChange(option.value);
        }}
      />
    </div>
  );
}

function SettingsForm({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const [draft, setDraft] = useState<Partial<MeetingSettings>>({});
  const settings = { ...meeting.settings, ...draft };
  const may = useStanding()({ type: 'settings.change', settings: {} }) !== null;
  const change = (patch: Partial<MeetingSettings>) => setDraft((before) => ({ ...before, ...patch }));
  const save = async () => {
    if (await send({ type: 'settings.change', settings: draft })) onClose();
  };
  return (
    <Stack gap="md">
      {!may && <Text c="dimmed">{t('meeting.settings.readOnly')}</Text>}
      <NumberInput
        label={t('meeting.settings.maxSpeakers')}
        description={t('meeting.settings.maxSpeakersHint')}
        min={1}
        max={16}
        clampBehavior="strict"
        allowDecimal={false}
        disabled={!may}
        value={settings.maxSpeakers}
        onChange={(value) => typeof value === 'number' && change({ maxSpeakers: value })}
      />
      <Choice
        label={t('console.settings.discussion')}
        value={settings.discussion}
        options={discussionModes.map((value) => ({ value, label: t(`console.settings.mode.${value}`) }))}
        disabled={!may}
        onChange={(discussion) => change({ discussion })}
      />
      <Choice
        label={t('console.settings.route')}
        value={settings.requestRoute}
        options={requestRoutes.map((value) => ({ value, label: t(`console.settings.routes.${value}`) }))}
        disabled={!may}
        onChange={(requestRoute) => change({ requestRoute })}
      />
      {settings.requestRoute === 'climb' && (
        <Seconds
          label={t('console.settings.climbAfter')}
          description={t('console.settings.climbAfterHint')}
          min={5}
          disabled={!may}
          valueMs={settings.climbAfterMs}
          onChange={(climbAfterMs) => change({ climbAfterMs })}
        />
      )}
      <Seconds
        label={t('convening.chairGrace')}
        min={1}
        disabled={!may}
        valueMs={settings.chairGraceMs}
        onChange={(chairGraceMs) => change({ chairGraceMs })}
      />
      <Choice
        label={t('meeting.settings.timeUp')}
        value={settings.whenTimeIsUp}
        options={[
          { value: 'nothing', label: t('meeting.settings.timeUpNothing') },
          { value: 'close', label: t('meeting.settings.timeUpClose') },
        ]}
        disabled={!may}
        onChange={(whenTimeIsUp) => change({ whenTimeIsUp })}
      />
      <Choice
        label={t('meeting.settings.admission')}
        value={settings.admission}
        options={[
          { value: 'invited', label: t('meeting.settings.admissionInvited') },
          { value: 'sites', label: t('meeting.settings.admissionSites') },
          { value: 'nobody', label: t('meeting.settings.admissionNobody') },
        ]}
        disabled={!may}
        onChange={(admission) => change({ admission })}
      />
      <div>
        <Text size="sm" fw={500}>
          {t('meeting.settings.limits')}
        </Text>
        <Text size="xs" c="dimmed" mb={8}>
          {t('meeting.settings.limitsHint')}
        </Text>
        <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
          {speechKinds.map((kind) => (
            <NumberInput
              key={kind}
              size="sm"
              label={t(`meeting.kind.${kind}`)}
              min={1}
              max={480}
              clampBehavior="strict"
              disabled={!may}
              value={settings.limitMsByKind[kind] / minute}
              onChange={(value) =>
                typeof value === 'number' &&
                change({ limitMsByKind: { ...settings.limitMsByKind, [kind]: Math.round(value * minute) } })
              }
            />
          ))}
        </SimpleGrid>
      </div>
      <Group justify="flex-end" gap="sm" className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        {may && (
          <Button disabled={Object.keys(draft).length === 0} onClick={() => void save()}>
            {t('meeting.settings.save')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** The meeting's settings that are changed while it runs, and those of this device. */
export function SettingsDialog({ meeting, opened, onClose, shortcuts, onShortcuts }: SettingsDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('meeting.settings.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Switch
        label={t('meeting.settings.shortcuts')}
        description={t('meeting.settings.shortcutsHint')}
        checked={shortcuts}
        onChange={(event) => onShortcuts(event.currentTarget.checked)}
      />
      <Divider my="md" />
      {opened && <SettingsForm meeting={meeting} onClose={onClose} />}
    </Modal>
  );
}

import { NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MeetingSettings } from '../../../core/settings.ts';
import { speechKinds } from '../../../core/speech.ts';

const second = 1_000;
const minute = 60_000;

type ChoiceProps<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
};

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const values = Object.keys(options) as T[];
  return (
    <Select
      label={label}
      data={values.map((each) => ({ value: each, label: options[each] }))}
      value={value}
      allowDeselect={false}
      onChange={(chosen) => {
        const found = values.find((each) => each === chosen);
        if (found) onChange(found);
      }}
    />
  );
}

type AmountProps = {
  readonly label: string;
  readonly value: number;
  /** In what is shown. */
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
};

/** What is being typed may pass through what is too small: only an amount that may be is told. */
function Amount({ label, value, min, max, onChange }: AmountProps) {
  return (
    <NumberInput
      label={label}
      min={min}
      max={max}
      clampBehavior="blur"
      allowNegative={false}
      defaultValue={value}
      onChange={(amount) => {
        if (typeof amount === 'number' && amount >= min && amount <= max) onChange(amount);
      }}
    />
  );
}

type SettingsFieldsProps = {
  readonly settings: MeetingSettings;
  readonly onChange: (change: Partial<MeetingSettings>) => void;
};

/**
 * How a meeting is to be conducted; all of it can still be changed while it runs. The amounts are the fields' own once
 * they are there: another meeting's settings want other fields (`key`).
 */
export function SettingsFields({ settings, onChange }: SettingsFieldsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        <Choice
          label={t('meeting.settings.admission')}
          value={settings.admission}
          options={{
            invited: t('meeting.settings.admissionInvited'),
            sites: t('meeting.settings.admissionSites'),
            nobody: t('meeting.settings.admissionNobody'),
          }}
          onChange={(admission) => onChange({ admission })}
        />
        <Choice
          label={t('convening.discussion')}
          value={settings.discussion}
          options={{
            chair: t('convening.discussionChair'),
            open: t('convening.discussionOpen'),
            questioning: t('convening.discussionQuestioning'),
          }}
          onChange={(discussion) => onChange({ discussion })}
        />
        <Choice
          label={t('convening.route')}
          value={settings.requestRoute}
          options={{ direct: t('convening.routeDirect'), climb: t('convening.routeClimb') }}
          onChange={(requestRoute) => onChange({ requestRoute })}
        />
        <Choice
          label={t('meeting.settings.timeUp')}
          value={settings.whenTimeIsUp}
          options={{
            nothing: t('meeting.settings.timeUpNothing'),
            close: t('meeting.settings.timeUpClose'),
          }}
          onChange={(whenTimeIsUp) => onChange({ whenTimeIsUp })}
        />
        <Amount
          label={t('meeting.settings.maxSpeakers')}
          value={settings.maxSpeakers}
          min={1}
          max={16}
          onChange={(maxSpeakers) => onChange({ maxSpeakers: Math.round(maxSpeakers) })}
        />
        <Amount
          label={t('convening.warnBefore')}
          value={settings.warnBeforeMs / second}
          min={0}
          max={600}
          onChange={(seconds) => onChange({ warnBeforeMs: Math.round(seconds * second) })}
        />
        {settings.requestRoute === 'climb' && (
          <Amount
            label={t('convening.climbAfter')}
            value={settings.climbAfterMs / second}
            min={5}
            max={600}
            onChange={(seconds) => onChange({ climbAfterMs: Math.round(seconds * second) })}
          />
        )}
        <Amount
          label={t('convening.chairGrace')}
          value={settings.chairGraceMs / second}
          min={1}
          max={600}
          onChange={(seconds) => onChange({ chairGraceMs: Math.round(seconds * second) })}
        />
      </SimpleGrid>
      <div>
        <Text size="sm" fw={500} mb={6}>
          {t('meeting.settings.limits')}
        </Text>
        <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
          {speechKinds.map((kind) => (
            <Amount
              key={kind}
              label={t(`meeting.kind.${kind}`)}
              value={settings.limitMsByKind[kind] / minute}
              min={0.5}
              max={480}
              onChange={(minutes) =>
                onChange({
                  limitMsByKind: { ...settings.limitMsByKind, [kind]: Math.round(minutes * minute) },
                })
              }
            />
          ))}
        </SimpleGrid>
      </div>
    </Stack>
  );
}

import { MultiSelect, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { speechKinds } from '../../../core/speech.ts';
import type { AgendaLine } from './meeting-order.ts';

type ItemSpeechProps = {
  readonly line: AgendaLine;
  readonly onChange: (change: Partial<AgendaLine>) => void;
};

/** Which kinds of speech an agenda item takes, and how long each lasts in it. */
export function ItemSpeech({ line, onChange }: ItemSpeechProps) {
  const { t } = useTranslation();
  const { kinds, limitMinutesByKind } = line;
  const taken = kinds.length === 0 ? speechKinds : speechKinds.filter((kind) => kinds.includes(kind));
  return (
    <Stack gap="sm">
      <MultiSelect
        label={t('convening.itemKinds')}
        placeholder={kinds.length === 0 ? t('convening.itemKindsAll') : ''}
        data={speechKinds.map((kind) => ({ value: kind, label: t(`meeting.kind.${kind}`) }))}
        value={[...kinds]}
        onChange={(chosen) => onChange({ kinds: speechKinds.filter((kind) => chosen.includes(kind)) })}
      />
      <Text size="sm" fw={500}>
        {t('convening.itemLimits')}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
        {taken.map((kind) => (
          <NumberInput
            key={kind}
            size="sm"
            label={t(`meeting.kind.${kind}`)}
            placeholder={t('convening.itemLimitUsual')}
            min={0.5}
            max={480}
            clampBehavior="blur"
            allowNegative={false}
            hideControls
            value={limitMinutesByKind[kind] ?? ''}
            onChange={(minutes) => {
              const { [kind]: _, ...others } = limitMinutesByKind;
              const said = typeof minutes === 'number' && minutes > 0;
              onChange({ limitMinutesByKind: said ? { ...others, [kind]: minutes } : others });
            }}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

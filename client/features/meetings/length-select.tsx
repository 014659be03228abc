import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What meetings usually last, in minutes. */
const usualLengths = [30, 45, 60, 90, 120, 150, 180, 240, 480] as const;
const none = 'none';

type LengthSelectProps = {
  readonly className: string;
  readonly value: number | null;
  readonly onChange: (minutes: number | null) => void;
};

/** How long a meeting is to last. */
export function LengthSelect({ className, value, onChange }: LengthSelectProps) {
  const { t } = useTranslation();
  const label = (all: number) => {
    const [hours, minutes] = [Math.floor(all / 60), all % 60];
    if (hours === 0) return t('convening.lengthMinutes', { minutes });
    return minutes === 0
      ? t('convening.lengthHours', { hours })
      : t('convening.lengthMixed', { hours, minutes });
  };
  const lengths =
    value === null || usualLengths.some((each) => each === value) ? usualLengths : [value, ...usualLengths];
  return (
    <Select
      className={className}
      label={t('convening.length')}
      data={[
        { value: none, label: t('convening.lengthNone') },
        ...lengths
          .toSorted((one, other) => one - other)
          .map((each) => ({ value: String(each), label: label(each) })),
      ]}
      value={value === null ? none : String(value)}
      allowDeselect={false}
      onChange={(chosen) => onChange(chosen === null || chosen === none ? null : Number(chosen))}
    />
  );
}

import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type DeviceSelectProps = {
  readonly label: string;
  readonly icon: ReactNode;
  readonly devices: readonly MediaDeviceInfo[];
  /** Device id; null: the system's usual one. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
};

const usual = 'usual';

/** Chooses one device. A remembered one that is not plugged in shows as the usual one, and is kept until changed. */
export function DeviceSelect({ label, icon, devices, value, onChange }: DeviceSelectProps) {
  const { t } = useTranslation();
  const options = devices.map((device, index) => ({
    value: device.deviceId,
    label: device.label || t('deviceCheck.unnamed', { device: label, number: index + 1 }),
  }));
  const shown = value !== null && devices.some((device) => device.deviceId === value) ? value : usual;
  return (
    <Select
      label={label}
      leftSection={icon}
      data={[{ value: usual, label: t('deviceCheck.usual') }, ...options]}
      value={shown}
      onChange={(next) => onChange(next === null || next === usual ? null : next)}
      allowDeselect={false}
      checkIconPosition="right"
    />
  );
}

import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DeviceItem } from '../../../protocol/http.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api } from '../../session/index.ts';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { formatMoment } from '../../ui/format.ts';
import table from '../../ui/list-table.module.css';
import classes from './devices.module.css';

type DeviceTableProps = { readonly devices: readonly DeviceItem[] };

function useRevoke(): (device: DeviceItem) => void {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const queries = useQueryClient();
  return (device) => {
    const unit = device.unitName;
    confirm({
      title: t('devices.revokeTitle', { unit }),
      text: t('devices.revokeText'),
      grave: true,
      onConfirm: async () => {
        const result = await api.revokeDevice(device.id);
        notifications.show(
          result.ok
            ? { color: 'luc', message: t('devices.revoked', { unit }) }
            : { color: 'son', message: t(`refusal.${result.refusal.code}`) },
        );
        await queries.invalidateQueries({ queryKey: ['devices'] });
      },
    });
  };
}

/** Paired devices as a table; on a phone each row becomes a card of its own. */
export function DeviceTable({ devices }: DeviceTableProps) {
  const { t } = useTranslation();
  const revoke = useRevoke();
  const language = currentLanguage();
  return (
    <table className={table.table} aria-label={t('devices.title')}>
      <thead>
        <tr>
          <th scope="col">{t('devices.unit')}</th>
          <th scope="col">{t('devices.lastSeen')}</th>
          <th scope="col">{t('devices.pairedAt')}</th>
          <th scope="col">{t('devices.pairedBy')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {devices.map((device) => (
          <tr key={device.id}>
            <td className={table.lead}>
              <Text fw={600}>{device.unitName}</Text>
            </td>
            <td data-label={t('devices.lastSeen')} className="tabular">
              {device.lastSeenAt === null
                ? t('devices.neverSeen')
                : formatMoment(device.lastSeenAt, language)}
            </td>
            <td data-label={t('devices.pairedAt')} className="tabular">
              {formatMoment(device.pairedAt, language)}
            </td>
            <td data-label={t('devices.pairedBy')}>{device.pairedBy}</td>
            <td className={`${table.deeds} ${classes.action}`}>
              <Button
                variant="subtle"
                color="son"
                size="sm"
                aria-label={t('devices.revokeNamed', { unit: device.unitName })}
                onClick={() => revoke(device)}
              >
                {t('devices.revoke')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowMerge, IconDeviceTv, IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { UnitId } from '../../../core/id.ts';
import type { UnitRecord } from '../../../core/unit-record.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, replyOf } from '../../session/index.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { formatDate } from '../../ui/format.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { openChildren, pathOf, type UnitTree } from './unit-tree.ts';
import classes from './units.module.css';

/** What one may do with a unit from here. */
export type UnitAction = 'add' | 'edit' | 'merge' | 'close';

type UnitDetailsProps = {
  readonly tree: UnitTree;
  readonly unit: UnitRecord;
  readonly onAction: (action: UnitAction) => void;
  readonly onSelect: (unit: UnitId) => void;
};

/** How many devices stand at the unit; null until that is known. */
function useDeviceCount(unit: UnitId): number | null {
  const devices = useQuery({
    queryKey: ['devices'],
    queryFn: () => replyOf(api.devices()),
    staleTime: 30_000,
  });
  return devices.data?.filter((device) => device.unit === unit).length ?? null;
}

function History({ tree, unit, onSelect }: Omit<UnitDetailsProps, 'onAction'>) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const successor = unit.successor === null ? undefined : tree.recordById.get(unit.successor);
  const merged = tree.register.records.filter((record) => record.successor === unit.id);
  const named = (record: UnitRecord) => (
    <Button variant="subtle" size="compact-sm" onClick={() => onSelect(record.id)}>
      <bdi>{record.name}</bdi>
    </Button>
  );
  return (
    <>
      {unit.closedAt !== null && (
        <div>
          <StateMark
            tone="quiet"
            label={t(successor ? 'units.merged' : 'units.closed')}
            detail={formatDate(unit.closedAt, language)}
          />
          {successor && (
            <Text size="sm" mt={6} component="div">
              {t('units.mergedInto')} {named(successor)}
            </Text>
          )}
        </div>
      )}
      {unit.formerNames.length > 0 && (
        <div>
          <dt>{t('units.formerNames')}</dt>
          {unit.formerNames.toReversed().map(({ name, until }) => (
            <dd key={`${until} ${name}`}>
              <bdi>{name}</bdi>{' '}
              <span className={classes.quiet}>{t('units.until', { date: formatDate(until, language) })}</span>
            </dd>
          ))}
        </div>
      )}
      {merged.length > 0 && (
        <div>
          <dt>{t('units.mergedHere')}</dt>
          {merged.map((record) => (
            <dd key={record.id}>{named(record)}</dd>
          ))}
        </div>
      )}
    </>
  );
}

/** One unit: where it stands, its past, and what may be done with it. */
export function UnitDetails({ tree, unit, onAction, onSelect }: UnitDetailsProps) {
  const { t } = useTranslation();
  const devices = useDeviceCount(unit.id);
  const children = openChildren(tree, unit.id).length;
  const path = pathOf(tree, unit);
  const open = unit.closedAt === null;
  const root = unit.parent === null;
  return (
    <Stack gap="md" className={classes.details ?? ''}>
      <header>
        <Text size="sm" c="dimmed">
          <bdi>{path.map(({ name }) => name).join(' › ')}</bdi>
        </Text>
        <Title order={2} size="h3">
          <bdi>{unit.name}</bdi>
        </Title>
      </header>
      <dl className={classes.facts}>
        <div>
          <dt>{t('units.code')}</dt>
          <dd className="tabular">{unit.id}</dd>
        </div>
        <div>
          <dt>{t('units.level')}</dt>
          <dd>{tree.levelNameById.get(unit.level) ?? unit.level}</dd>
        </div>
        <div>
          <dt>{t('units.children')}</dt>
          <dd className="tabular">{children}</dd>
        </div>
        {open && (
          <div>
            <dt>{t('units.devices')}</dt>
            <dd>
              <Link to={`/devices?find=${encodeURIComponent(unit.name)}`} className={classes.link ?? ''}>
                <IconDeviceTv size={16} aria-hidden="true" />
                {devices === null
                  ? t('common.devices')
                  : devices === 0
                    ? t('units.noDevice')
                    : t('units.deviceCount', { count: devices })}
              </Link>
            </dd>
          </div>
        )}
        <History tree={tree} unit={unit} onSelect={onSelect} />
      </dl>
      {open && (
        <Group gap="xs">
          <ActionButton
            label={t('units.edit')}
            icon={<IconPencil size={16} />}
            reason={null}
            onPress={() => onAction('edit')}
          />
          <ActionButton
            label={t('units.addBelow')}
            icon={<IconPlus size={16} />}
            reason={null}
            onPress={() => onAction('add')}
          />
          <ActionButton
            label={t('units.merge')}
            icon={<IconArrowMerge size={16} />}
            reason={root ? t('units.rootStays') : null}
            onPress={() => onAction('merge')}
          />
          <ActionButton
            label={t('units.close')}
            icon={<IconX size={16} />}
            tone="danger"
            reason={
              root
                ? t('units.rootStays')
                : children > 0
                  ? t('units.childrenFirst', { count: children })
                  : null
            }
            onPress={() => onAction('close')}
          />
        </Group>
      )}
    </Stack>
  );
}

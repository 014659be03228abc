import { Alert, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RefusalCode } from '../../../core/refusal.ts';
import type { UnitObstacleItem, UnitOrderFault, UnitPreview } from '../../../protocol/units.ts';
import classes from './units.module.css';

/** As many are listed; whoever has more begins with these. */
const mostShown = 100;

function Fault({ fault }: { readonly fault: UnitOrderFault }) {
  const { t } = useTranslation();
  const { line, code, unit, detail } = fault;
  return (
    <List.Item>
      {line !== null && <strong className="tabular">{`${t('units.line', { line })} `}</strong>}
      <bdi>{t(`units.fault.${code}`, { unit, detail })}</bdi>
    </List.Item>
  );
}

function Obstacle({ obstacle }: { readonly obstacle: UnitObstacleItem }) {
  const { t } = useTranslation();
  const { kind, name, what } = obstacle;
  return (
    <List.Item>
      <bdi>{t(`units.obstacle.${kind}`, { name, what })}</bdi>
    </List.Item>
  );
}

type ProblemsProps = { readonly preview: UnitPreview | null; readonly refusal: RefusalCode | null };

/** Why an order is not done: what is wrong with it by line, what hangs on the units, or the hub's refusal. */
export function Problems({ preview, refusal }: ProblemsProps) {
  const { t } = useTranslation();
  const faults = preview?.faults ?? [];
  const obstacles = preview?.obstacles ?? [];
  const more = Math.max(faults.length, obstacles.length) - mostShown;
  if (refusal === null && faults.length === 0 && obstacles.length === 0) return null;
  return (
    <Stack gap="sm">
      {refusal !== null && (
        <Alert color="son" icon={<IconAlertTriangle />} role="alert">
          {refusal === 'out-of-order' ? t('units.changedMeanwhile') : t(`refusal.${refusal}`)}
        </Alert>
      )}
      {faults.length > 0 && (
        <Alert
          color="son"
          icon={<IconAlertTriangle />}
          role="alert"
          title={t('units.faults', { count: faults.length })}
        >
          <List size="sm" spacing={4} className={classes.problems ?? ''}>
            {faults.slice(0, mostShown).map((fault) => (
              <Fault key={`${fault.line} ${fault.code} ${fault.unit} ${fault.detail}`} fault={fault} />
            ))}
          </List>
        </Alert>
      )}
      {obstacles.length > 0 && (
        <Alert
          color="ho"
          icon={<IconAlertTriangle />}
          role="alert"
          title={t('units.obstacles', { count: obstacles.length })}
        >
          <Text size="sm" mb={6}>
            {t('units.obstaclesHint')}
          </Text>
          <List size="sm" spacing={4} className={classes.problems ?? ''}>
            {obstacles.slice(0, mostShown).map((obstacle) => (
              <Obstacle key={`${obstacle.unit} ${obstacle.kind} ${obstacle.what}`} obstacle={obstacle} />
            ))}
          </List>
        </Alert>
      )}
      {more > 0 && (
        <Text size="sm" c="dimmed">
          {t('units.more', { count: more })}
        </Text>
      )}
    </Stack>
  );
}

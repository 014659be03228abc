import { Accordion, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usualSettings } from '../../../core/settings.ts';
import classes from './convene.module.css';
import { PeopleFields } from './people-fields.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { UnitPicker } from './unit-picker.tsx';
import type { DrawnOrder } from './use-order.ts';

type FoldProps = {
  readonly value: string;
  readonly title: string;
  readonly count: string;
  readonly children: ReactNode;
};

/** A part that is usual as it is, folded away with what it says. */
function Fold({ value, title, count, children }: FoldProps) {
  return (
    <Accordion.Item value={value}>
      <Accordion.Control>
        <Group justify="space-between" gap="xs" pe="sm">
          <span className={classes.fold}>{title}</span>
          <span className={classes.foldCount}>{count}</span>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>{children}</Accordion.Panel>
    </Accordion.Item>
  );
}

/** Who is invited, as what, and how it is conducted: as usual until it is unfolded. */
export function OrderFolds({ drawn }: { readonly drawn: DrawnOrder }) {
  const { t } = useTranslation();
  const { order, units, people, chair, chosen, coming, change } = drawn;
  const { unit, settings } = order;
  const usual = JSON.stringify(settings) === JSON.stringify(usualSettings);
  return (
    <Accordion multiple variant="contained" keepMounted={false}>
      <Fold
        value="sites"
        title={t('convening.sites')}
        count={t('convening.siteCount', { count: chosen.size })}
      >
        <UnitPicker
          key={`${unit} ${units.length}`}
          levels={drawn.levels}
          units={units}
          chosen={chosen}
          onChange={(next) => change({ units: next.size === units.length ? null : next })}
        />
      </Fold>
      <Fold
        value="people"
        title={t('convening.people')}
        count={t('convening.peopleCount', { count: drawn.personCount })}
      >
        {unit !== null && (
          <PeopleFields
            people={people}
            coming={coming}
            named={order.named}
            usual={order.usual}
            chair={chair}
            place={{ unitById: Object.fromEntries(units.map((one) => [one.id, one])), convening: unit }}
            onChange={change}
          />
        )}
      </Fold>
      <Fold
        value="settings"
        title={t('convening.settings')}
        count={t(usual ? 'convening.settingsUsual' : 'convening.settingsOwn')}
      >
        <SettingsFields
          key={drawn.version}
          settings={settings}
          onChange={(part) => change({ settings: { ...settings, ...part } })}
        />
      </Fold>
    </Accordion>
  );
}

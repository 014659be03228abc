import { NativeSelect, Slider, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssistOrder } from '../../../core/assist.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Equipment } from '../../session/contract.ts';
import { useMeetingSession } from '../../session/index.ts';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import classes from './site-detail.module.css';

const kinds = ['camera', 'microphone', 'speaker'] as const;

type OrderProps = {
  readonly equipment: Equipment;
  readonly onOrder: (order: AssistOrder) => void;
  readonly blocked: boolean;
};

function Devices({ equipment, onOrder, blocked }: OrderProps) {
  const { t } = useTranslation();
  return kinds.map((kind) => {
    const devices = equipment.devices.filter((device) => device.kind === kind);
    const chosen = equipment[kind];
    const known = devices.some(({ id }) => id === chosen);
    const fault = kind === 'speaker' ? null : equipment[`${kind}Fault`];
    return (
      <NativeSelect
        key={kind}
        size="sm"
        label={t(`operator.${kind}`)}
        value={known && chosen !== null ? chosen : ''}
        disabled={blocked || devices.length === 0}
        error={fault === null ? undefined : t(`meeting.device.${fault}`, { device: t(`operator.${kind}`) })}
        onChange={(event) => onOrder({ kind: 'device', device: kind, id: event.currentTarget.value })}
        data={[
          // An empty id is the system's usual device.
          { value: '', label: t('operator.usual') },
          ...devices.map(({ id, label }, index) => ({
            value: id,
            label: label === '' ? `${t(`operator.${kind}`)} ${index + 1}` : label,
          })),
        ]}
      />
    );
  });
}

function Volume({ equipment, onOrder, blocked }: OrderProps) {
  const { t } = useTranslation();
  const [moved, setMoved] = useState<number | null>(null);
  // What the site reports counts again as soon as it reports anything.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the report itself is the reason
  useEffect(() => setMoved(null), [equipment]);
  const shown = moved ?? equipment.volume;
  return (
    <div className={classes.volume}>
      <Text size="sm" fw={500}>
        {t('operator.volume')}
        <span className={classes.percent}>{t('operator.volumeOf', { percent: shown })}</span>
      </Text>
      <Slider
        thumbLabel={t('operator.volume')}
        label={null}
        value={shown}
        min={0}
        max={100}
        step={5}
        disabled={blocked}
        onChange={setMoved}
        onChangeEnd={(percent) => onOrder({ kind: 'volume', percent })}
      />
    </div>
  );
}

/** The devices of a site and what is chosen among them, changed from here. */
export function SiteEquipment({ site }: { site: ParticipantId }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const equipment = useMeetingSession((session) => session.equipmentById[site]);
  const order = (given: AssistOrder) => void send({ type: 'assist.order', participant: site, order: given });
  const standing = useStanding()({
    type: 'assist.order',
    participant: site,
    order: { kind: 'volume', percent: 50 },
  });
  if (standing === null) return null;
  const blocked = standing.reason !== null;
  return (
    <section className={classes.block} aria-label={t('operator.equipment')}>
      <h3 className={classes.blockTitle}>{t('operator.equipment')}</h3>
      {equipment === undefined ? (
        <p className={classes.hint}>
          {t('operator.noEquipment')}. {t('operator.noEquipmentHint')}
        </p>
      ) : (
        <div className={classes.devices}>
          <Devices equipment={equipment} onOrder={order} blocked={blocked} />
          <Volume equipment={equipment} onOrder={order} blocked={blocked} />
          {equipment.soundBlocked && <p className={classes.warning}>{t('operator.soundBlocked')}</p>}
        </div>
      )}
    </section>
  );
}

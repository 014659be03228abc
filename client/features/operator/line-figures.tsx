import { useTranslation } from 'react-i18next';
import type { LineMeasure } from '../../../core/trial.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { bitRate } from './bit-rate.ts';
import classes from './site-detail.module.css';

function Figure({ label, value, bad = false }: { label: string; value: string; bad?: boolean }) {
  return (
    <div className={classes.figure} data-bad={bad || undefined}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What a line test measured, in words that whoever helps can act on. */
export function LineFigures({ measure }: { measure: LineMeasure }) {
  const { t } = useTranslation();
  const { roundTripMs, lossPercent, upKbps, downKbps, udp, tcp } = measure;
  const unknown = t('operator.measure.unknown');
  const rate = (kbps: number | null) => {
    if (kbps === null) return unknown;
    const { unit, value } = bitRate(kbps);
    return t(`operator.measure.${unit}`, { value: value.toLocaleString(currentLanguage()) });
  };
  const way = (passes: boolean) => t(passes ? 'operator.measure.passes' : 'operator.measure.blocked');
  return (
    <dl className={classes.figures} aria-label={t('operator.measure.title')}>
      <Figure
        label={t('operator.measure.roundTrip')}
        value={roundTripMs === null ? unknown : t('operator.measure.ms', { value: Math.round(roundTripMs) })}
      />
      <Figure
        label={t('operator.measure.loss')}
        value={
          lossPercent === null
            ? unknown
            : t('operator.measure.percent', {
                value: (Math.round(lossPercent * 10) / 10).toLocaleString(currentLanguage()),
              })
        }
      />
      <Figure label={t('operator.measure.up')} value={rate(upKbps)} bad={upKbps === null} />
      <Figure label={t('operator.measure.down')} value={rate(downKbps)} bad={downKbps === null} />
      <Figure label={t('operator.measure.udp')} value={way(udp)} bad={!udp} />
      <Figure label={t('operator.measure.tcp')} value={way(tcp)} bad={!tcp} />
    </dl>
  );
}

import { ActionIcon, CopyButton, Group, Title, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ArchiveItem } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { formatBytes, formatMoment } from '../../ui/format.ts';
import classes from './archive.module.css';

type RecordingDetailsProps = { readonly item: ArchiveItem };

function Checksum({ sha256 }: { readonly sha256: string }) {
  const { t } = useTranslation();
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <code className={classes.checksum}>{sha256}</code>
      <CopyButton value={sha256}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t('archive.copied') : t('archive.copy')}>
            <ActionIcon variant="subtle" color="slate" aria-label={t('archive.copy')} onClick={copy}>
              {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}

/** When every file was last hashed again, and what came of it. */
function Checked({ checked }: Pick<ArchiveItem, 'checked'>) {
  const { t } = useTranslation();
  if (checked === null) return t('recording.neverChecked');
  const time = formatMoment(checked.at, currentLanguage());
  return checked.ok ? (
    t('recording.checkedWhole', { time })
  ) : (
    <span className={classes.alarm}>{t('recording.checkedBroken', { time })}</span>
  );
}

function Copies({ copies }: Pick<ArchiveItem, 'copies'>) {
  const { t } = useTranslation();
  return (
    <ul className={classes.plain}>
      {copies.map(({ place, state, at }) => (
        <li key={place}>
          <bdi>{place}</bdi>
          {': '}
          <span className={state === 'failed' ? classes.alarm : undefined}>
            {state === 'verified' && at !== null
              ? t('recording.copyState.verifiedAt', { time: formatMoment(at, currentLanguage()) })
              : t(`recording.copyState.${state}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What is known of a recording. */
export function RecordingDetails({ item }: RecordingDetailsProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { unitName, startedAt, durationMs, size, sha256, gaps, checked, state } = item;
  // What was destroyed here is destroyed there too.
  const copies = state === 'disposed' ? [] : item.copies;
  return (
    <section className={classes.panel} aria-labelledby="details-title">
      <Title order={2} size="h3" id="details-title">
        {t('archive.details')}
      </Title>
      <dl className={classes.facts}>
        <dt>{t('archive.unit')}</dt>
        <dd>{unitName}</dd>
        <dt>{t('archive.startedAt')}</dt>
        <dd className="tabular">{formatMoment(startedAt, language)}</dd>
        <dt>{t('archive.length')}</dt>
        <dd className="tabular">
          {durationMs === null ? t('archive.unknownLength') : clockFace(durationMs)}
        </dd>
        <dt>{t('archive.gap')}</dt>
        <dd>{gaps.length === 0 ? t('archive.noGaps') : t('archive.gapsCount', { count: gaps.length })}</dd>
        {size !== null && (
          <>
            <dt>{t('archive.size')}</dt>
            <dd className="tabular">{formatBytes(size, language)}</dd>
          </>
        )}
        {sha256 !== null && (
          <>
            <dt>{t('archive.checksum')}</dt>
            <dd>
              <Checksum sha256={sha256} />
            </dd>
          </>
        )}
        {size !== null && (
          <>
            <dt>{t('recording.checked')}</dt>
            <dd className="tabular">
              <Checked checked={checked} />
            </dd>
          </>
        )}
        {copies.length > 0 && (
          <>
            <dt>{t('recording.copies')}</dt>
            <dd className="tabular">
              <Copies copies={copies} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DossierReply } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { formatMoment } from '../../ui/format.ts';
import { accessWords } from './access-words.ts';
import classes from './dossier.module.css';
import { DossierCard } from './dossier-card.tsx';

type DossierAccessesProps = Pick<DossierReply, 'accesses' | 'recordings'>;

/** Nhật ký truy cập: who watched, read, took home or checked what of the meeting, the latest first. */
export function DossierAccesses({ accesses, recordings }: DossierAccessesProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const nameById = new Map(
    recordings.map(({ id, unitName, startedAt }) => [
      id,
      `${unitName}, ${formatMoment(startedAt, language)}`,
    ]),
  );
  // Where there is but one, its name would say nothing.
  const several = nameById.size > 1;
  return (
    <div className={classes.accesses}>
      <DossierCard title={t('dossier.accesses.title')}>
        <Text size="sm" c="dimmed">
          {t(accesses.length === 0 ? 'dossier.accesses.empty' : 'dossier.accesses.latest')}
        </Text>
        {accesses.length > 0 && (
          // A region that scrolls is reached with the keyboard too.
          <section
            className={classes.scroll}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
            tabIndex={0}
            aria-label={t('dossier.accesses.latest')}
          >
            <table className={classes.list}>
              <thead>
                <tr>
                  <th scope="col">{t('dossier.accesses.at')}</th>
                  <th scope="col">{t('dossier.accesses.who')}</th>
                  <th scope="col">{t('dossier.accesses.what')}</th>
                  {several && <th scope="col">{t('dossier.accesses.recording')}</th>}
                </tr>
              </thead>
              <tbody>
                {accesses.map(({ at, by, recording, what, part }) => (
                  <tr key={`${at} ${by} ${recording} ${accessWords({ what, part }, t)}`}>
                    <td className="tabular">{formatMoment(at, language)}</td>
                    <td>{by}</td>
                    <td>{accessWords({ what, part }, t)}</td>
                    {several && <td>{nameById.get(recording) ?? recording}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </DossierCard>
    </div>
  );
}

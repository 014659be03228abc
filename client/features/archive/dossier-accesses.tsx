import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DossierReply } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { formatMoment } from '../../ui/format.ts';
import classes from './dossier.module.css';
import { DossierCard } from './dossier-card.tsx';

/** Nhật ký truy cập: who watched, took home or checked it, the latest first. */
export function DossierAccesses({ accesses }: Pick<DossierReply, 'accesses'>) {
  const { t } = useTranslation();
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
                </tr>
              </thead>
              <tbody>
                {accesses.map(({ at, by, what }) => (
                  <tr key={`${at} ${by} ${what}`}>
                    <td className="tabular">{formatMoment(at, currentLanguage())}</td>
                    <td>{by}</td>
                    <td>{t(`dossier.accesses.kind.${what}`)}</td>
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

import { useTranslation } from 'react-i18next';
import type { Conclusion } from '../../../core/minutes/minutes.ts';
import classes from './minutes.module.css';
import { dueText } from './vietnam-time.ts';

/** Conclusions as one reads them on a screen, wherever there is little room. */
export function ConclusionList({ conclusions }: { readonly conclusions: readonly Conclusion[] }) {
  const { t } = useTranslation();
  return (
    <ol className={classes.concluded}>
      {conclusions.map(({ content, leadUnit, supportingUnits, due }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: approved lines never change places
        <li key={index}>
          <span className={classes.lines}>{content}</span>
          <dl className={classes.charge}>
            {leadUnit !== '' && (
              <div>
                <dt>{t('minutes.conclusion.leadUnit')}</dt>
                <dd>{leadUnit}</dd>
              </div>
            )}
            {supportingUnits.length > 0 && (
              <div>
                <dt>{t('minutes.conclusion.supportingUnits')}</dt>
                <dd>{supportingUnits.join('; ')}</dd>
              </div>
            )}
            {due !== null && (
              <div>
                <dt>{t('minutes.conclusion.due')}</dt>
                <dd className="tabular">{dueText(due)}</dd>
              </div>
            )}
          </dl>
        </li>
      ))}
    </ol>
  );
}

import { useTranslation } from 'react-i18next';
import type { BoardCounts } from './board-rows.ts';
import classes from './outcome.module.css';

/** "Đạt 61 · Chưa đạt 3 · Chưa thử 13", and the same as a bar. */
export function OutcomeLine({ counts }: { counts: BoardCounts }) {
  const { t } = useTranslation();
  const parts = ['passed', 'failed', 'untested'] as const;
  return (
    <div className={classes.outcome}>
      <p className={classes.summary} role="status">
        {t('operator.summary', counts)}
      </p>
      <div className={classes.bar} aria-hidden="true">
        {parts.map((part) => (
          <i key={part} data-part={part} style={{ flexGrow: counts[part] }} />
        ))}
      </div>
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import classes from './sites-panel.module.css';

const bars = [1, 2, 3, 4] as const;

/** The line as the hub measures it, 0 (gone) to 4 (good). */
export function LineQuality({ quality }: { quality: number }) {
  const { t } = useTranslation();
  const label = t('meeting.sites.line', { quality });
  return (
    <span className={classes.line} role="img" aria-label={label} title={label}>
      {bars.map((bar) => (
        <i key={bar} data-on={bar <= quality || undefined} style={{ height: 3 + bar * 2 }} />
      ))}
    </span>
  );
}

import { useTranslation } from 'react-i18next';
import classes from './brand.module.css';

type MarkProps = { readonly size: number };

/** The mark: one point above, three below, and the lines between them. */
export function BrandMark({ size }: MarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path
        d="M16 8.5 7 23.5M16 8.5v15M16 8.5l9 15"
        stroke="currentColor"
        strokeWidth="1.6"
        fill="none"
        opacity="0.75"
      />
      <circle cx="16" cy="8" r="4.5" fill="currentColor" />
      <circle cx="6.5" cy="24" r="3.2" fill="currentColor" />
      <circle cx="16" cy="24" r="3.2" fill="var(--dc-gold)" />
      <circle cx="25.5" cy="24" r="3.2" fill="currentColor" />
    </svg>
  );
}

/** Mark and name. */
export function Brand() {
  const { t } = useTranslation();
  return (
    <span className={classes.brand}>
      <BrandMark size={30} />
      <span className={classes.name}>{t('common.product')}</span>
    </span>
  );
}

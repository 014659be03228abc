import classes from './state-mark.module.css';
import type { StateTone } from './theme.ts';

type StateMarkProps = {
  readonly tone: StateTone;
  readonly label: string;
  /** More in a lighter weight, such as since when */
  readonly detail?: string;
  /** Something that is going on right now */
  readonly beating?: boolean;
  /** Something that stands still by order: two bars in place of the dot */
  readonly still?: boolean;
};

/** A state in one word with its colour; the word alone suffices for who does not see the colour. */
export function StateMark({ tone, label, detail = '', beating = false, still = false }: StateMarkProps) {
  return (
    <span className={classes.mark} data-tone={tone}>
      <span
        className={still ? classes.bars : classes.dot}
        data-beating={beating || undefined}
        aria-hidden="true"
      />
      {label}
      {detail !== '' && <span className={classes.detail}>{detail}</span>}
    </span>
  );
}

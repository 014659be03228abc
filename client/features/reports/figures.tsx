import classes from './reports.module.css';

/** A figure of a report: what it counts, how much, and against what. */
export type Figure = { readonly label: string; readonly value: string; readonly note?: string };

/** The few figures that a report begins with. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, note }) => (
        <div key={label} className={classes.figure}>
          <dt>{label}</dt>
          <dd>
            <span className={classes.value}>{value}</span>
            {note !== undefined && <span className={classes.note}>{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

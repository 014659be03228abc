import { Button, Text, Title } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matches } from '../../ui/fold-text.ts';
import classes from './reports.module.css';

/** Rows drawn at first, and added at a press: a nationwide meeting has thousands. */
const drawnAtOnce = 60;

type ReportSectionProps<Row> = {
  readonly title: string;
  readonly hint?: string;
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  /** What a row is found by. */
  readonly textOf: (row: Row) => string;
  readonly query: string;
  /** What stands there when there is nothing to list at all. */
  readonly empty: string;
  /** One `<tr>` with a key. */
  readonly draw: (row: Row) => ReactNode;
};

/** A table of a report; on a phone each row becomes a card of its own. */
export function ReportSection<Row>({
  title,
  hint,
  heads,
  rows,
  textOf,
  query,
  empty,
  draw,
}: ReportSectionProps<Row>) {
  const { t } = useTranslation();
  const titleId = useId();
  const [drawn, setDrawn] = useState(drawnAtOnce);
  const found = query.trim() === '' ? rows : rows.filter((row) => matches(textOf(row), query));
  const left = found.length - drawn;
  const none = rows.length === 0 ? empty : t('reports.noMatch', { query });
  return (
    <section className={classes.section} aria-labelledby={titleId}>
      <Title order={2} size="h3" id={titleId}>
        {title}
        {rows.length > 0 && <span className={classes.count}>{rows.length}</span>}
      </Title>
      {hint !== undefined && rows.length > 0 && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
      {found.length === 0 ? (
        <Text c="dimmed" mt={6}>
          {none}
        </Text>
      ) : (
        <table className={classes.table} aria-labelledby={titleId}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{found.slice(0, drawn).map(draw)}</tbody>
        </table>
      )}
      {left > 0 && (
        <Button variant="default" size="sm" mt="sm" onClick={() => setDrawn(drawn + drawnAtOnce)}>
          {t('reports.more', { count: Math.min(left, drawnAtOnce) })}
        </Button>
      )}
    </section>
  );
}

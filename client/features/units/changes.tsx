import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UnitChangeKind } from '../../../core/unit-change.ts';
import type { UnitChangeItem, UnitPreview } from '../../../protocol/units.ts';
import classes from './units.module.css';

/** What takes something away first: it is what one must not overlook. */
const order: readonly UnitChangeKind[] = [
  'closed',
  'merged',
  'renamed',
  'moved',
  'relevelled',
  'reopened',
  'added',
];
/** As many of a kind are listed. */
const mostShown = 200;

function ChangeLine({ change }: { readonly change: UnitChangeItem }) {
  const { t } = useTranslation();
  const { kind, unit, name, from, to } = change;
  const between = kind === 'renamed' ? { before: from, after: to } : { before: name, after: to };
  return (
    <li>
      <bdi>{kind === 'closed' ? name : between.before}</bdi>
      {(kind === 'renamed' || kind === 'merged') && (
        <>
          <span aria-hidden="true"> → </span>
          <span className={classes.hidden}>{t('units.becomes')}</span>
          <bdi>{between.after}</bdi>
        </>
      )}
      {kind === 'moved' || kind === 'relevelled' ? (
        <span className={classes.quiet}>
          {t('units.fromTo', { from: from || t('units.top'), to: to || t('units.top') })}
        </span>
      ) : (
        kind !== 'renamed' &&
        kind !== 'merged' && (
          <span className={classes.quiet}>
            <bdi>{kind === 'closed' ? from : to}</bdi>
          </span>
        )
      )}
      <span className={classes.code}>{unit}</span>
    </li>
  );
}

/** What an order would change: how many of each kind, and which. */
export function Changes({ preview }: { readonly preview: UnitPreview }) {
  const { t } = useTranslation();
  const { changes, levelsChange } = preview;
  const byKind = Map.groupBy(changes, ({ kind }) => kind);
  const kinds = order.flatMap((kind) => {
    const those = byKind.get(kind);
    return those ? [{ kind, those }] : [];
  });
  if (kinds.length === 0 && !levelsChange)
    return (
      <Text role="status" c="dimmed">
        {t('units.noChange')}
      </Text>
    );
  return (
    <section aria-label={t('units.preview')} className={classes.changes}>
      <Text fw={600} role="status">
        {t('units.changeCount', { count: changes.length })}
      </Text>
      {levelsChange && <Text size="sm">{t('units.levelsChange')}</Text>}
      {kinds.map(({ kind, those }) => (
        <details key={kind} className={classes.kind} open={those.length <= 12}>
          <summary>
            <span className={classes.kindName} data-kind={kind}>
              {t(`units.kind.${kind}`)}
            </span>
            <span className="tabular">{those.length}</span>
          </summary>
          <ul>
            {those.slice(0, mostShown).map((change) => (
              <ChangeLine key={change.unit} change={change} />
            ))}
          </ul>
          {those.length > mostShown && (
            <Text size="sm" c="dimmed" p="sm">
              {t('units.more', { count: those.length - mostShown })}
            </Text>
          )}
        </details>
      ))}
    </section>
  );
}

import { Button, UnstyledButton } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { trialChecks } from '../../../core/trial.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { presenceMark } from '../meeting/presence-mark.ts';
import { useSteadyList } from '../meeting/steady-list.ts';
import type { BoardRow } from './board-rows.ts';
import classes from './board-table.module.css';
import { CheckMark } from './check-mark.tsx';

/** Rows drawn at once; a national board is asked for in parts. */
const rowsAtOnce = 120;

const keyOf = ({ participant }: BoardRow) => participant.card.participant;

type RowProps = {
  readonly row: BoardRow;
  readonly tone: string;
  readonly word: string;
  readonly chosen: boolean;
  readonly onChoose: (site: ParticipantId) => void;
};

const Row = memo(function Row({ row, tone, word, chosen, onChoose }: RowProps) {
  const { t } = useTranslation();
  const { card, trial } = row.participant;
  return (
    <tr className={classes.row} data-chosen={chosen || undefined} data-outcome={row.outcome}>
      <th scope="row">
        <UnstyledButton
          className={classes.siteButton}
          aria-pressed={chosen}
          onClick={() => onChoose(card.participant)}
          title={card.name}
        >
          <span className={classes.dot} data-tone={tone} role="img" aria-label={word} />
          <span className={classes.siteName}>{card.unitName}</span>
          {row.calls && (
            <span className={classes.calls}>
              <IconLifebuoy size={15} aria-hidden="true" />
              {t('operator.needsHelp')}
            </span>
          )}
        </UnstyledButton>
      </th>
      {trialChecks.map((check) => (
        <td key={check} data-label={t(`operator.check.${check}`)}>
          <CheckMark result={trial[check]} />
        </td>
      ))}
    </tr>
  );
});

type BoardTableProps = {
  readonly meeting: Meeting;
  readonly rows: readonly BoardRow[];
  readonly chosen: ParticipantId | null;
  readonly onChoose: (site: ParticipantId) => void;
  /** Said where there is no row */
  readonly empty: string;
};

/** The sites and their results. ↑ and ↓ go from site to site. */
export function BoardTable({ meeting, rows, chosen, onChoose, empty }: BoardTableProps) {
  const { t } = useTranslation();
  const [most, setMost] = useState(rowsAtOnce);
  const { rows: steady, hold } = useSteadyList(rows, keyOf);
  const body = useRef<HTMLTableSectionElement>(null);
  const byKey = useRef(false);
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    const index = steady.findIndex(({ key }) => key === chosen);
    const next = steady[Math.min(Math.max(0, index + by), steady.length - 1)];
    if (next === undefined) return;
    event.preventDefault();
    byKey.current = true;
    onChoose(next.item.participant.card.participant);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows what was chosen by key
  useEffect(() => {
    if (!byKey.current) return;
    byKey.current = false;
    const pressed = body.current?.querySelector('[aria-pressed="true"]');
    if (pressed instanceof HTMLElement) pressed.focus();
  }, [chosen]);
  if (rows.length === 0) return <EmptyHint text={empty} />;
  return (
    <>
      <table className={classes.table} aria-label={t('operator.table')} onKeyDown={step} {...hold}>
        <thead>
          <tr>
            <th scope="col" className={classes.heading}>
              {t('operator.sites')}
            </th>
            {trialChecks.map((check) => (
              <th key={check} scope="col" className={classes.heading}>
                {t(`operator.check.${check}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {steady.slice(0, most).map(({ key, item, gone }) => {
            if (gone) return null;
            const mark = presenceMark(meeting, item.participant);
            return (
              <Row
                key={key}
                row={item}
                tone={mark.tone}
                word={t(`meeting.state.${mark.word}`)}
                chosen={key === chosen}
                onChoose={onChoose}
              />
            );
          })}
        </tbody>
      </table>
      {steady.length > most && (
        <Button fullWidth variant="default" size="sm" my="sm" onClick={() => setMost(most + rowsAtOnce)}>
          {t('operator.more', { count: Math.min(rowsAtOnce, steady.length - most) })}
        </Button>
      )}
    </>
  );
}

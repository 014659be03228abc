import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoteSecrecy } from '../../../core/vote.ts';
import { ChoiceIcon } from './choice-icon.tsx';
import { Fold } from './fold.tsx';
import { groupedRows, type RowGroup, type VoterRow } from './voter-rows.ts';
import classes from './votes-panel.module.css';

/** Names drawn at once in one group. */
const rowsAtOnce = 60;
/** Up to so many who are waited for stand open from the start. */
const fewMissing = 8;

function Names({ rows }: { rows: readonly VoterRow[] }) {
  const { t } = useTranslation();
  const [most, setMost] = useState(rowsAtOnce);
  return (
    <>
      <ul className={classes.names}>
        {rows.slice(0, most).map(({ card, presence, choice }) => (
          <li key={card.participant} className={classes.name}>
            <span className={classes.who}>
              <span className={classes.whoName}>{card.name}</span>
              <span className={classes.whoAbout}>
                {[card.position, card.unitName].filter((part) => part !== '').join(', ')}
              </span>
            </span>
            {choice === null && presence !== 'present' && (
              <span className={classes.away}>{t('votes.conduct.away')}</span>
            )}
          </li>
        ))}
      </ul>
      {rows.length > most && (
        <Button fullWidth size="xs" variant="default" onClick={() => setMost(most + rowsAtOnce)}>
          {t('votes.conduct.more', { count: Math.min(rowsAtOnce, rows.length - most) })}
        </Button>
      )}
    </>
  );
}

/** Who voted what, or in secret that they did, and who is still waited for; each group opens. */
export function VoterList({ rows, secrecy }: { rows: readonly VoterRow[]; secrecy: VoteSecrecy }) {
  const { t } = useTranslation();
  const title = (group: RowGroup) => {
    switch (group) {
      case 'missing':
        return t(secrecy === 'secret' ? 'votes.conduct.missingSecret' : 'votes.conduct.missing');
      case 'sealed':
        return t('votes.conduct.sealed');
      default:
        return (
          <span className={classes.groupChoice} data-choice={group}>
            <ChoiceIcon choice={group} size={16} />
            {t(`votes.choice.${group}`)}
          </span>
        );
    }
  };
  return (
    <div className={classes.groups}>
      {groupedRows(rows).map(({ group, rows: of }) => (
        <Fold
          key={group}
          title={title(group)}
          detail={String(of.length)}
          opened={group === 'missing' && of.length <= fewMissing}
        >
          <Names rows={of} />
        </Fold>
      ))}
    </div>
  );
}

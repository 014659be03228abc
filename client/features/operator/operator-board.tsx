import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft, IconBroadcast, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scopesOf } from '../../../core/authority.ts';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { scopeUnits } from '../notices/scope-units.ts';
import { UnitField } from '../notices/unit-field.tsx';
import classes from './board.module.css';
import { type BoardFilter, boardFilters, boardRows, chosenRows, countOutcomes } from './board-rows.ts';
import { BoardTable } from './board-table.tsx';
import { OutcomeLine } from './outcome-line.tsx';
import detail from './site-detail.module.css';
import { SiteDetail } from './site-detail.tsx';
import { TrialBar } from './trial-bar.tsx';
import { useCheckKeys } from './use-check-keys.ts';

/** Whether somebody tests or helps sites anywhere, so that a button to the board is worth its place. */
export function hasBoard(meeting: Meeting, you: ParticipantId): boolean {
  return (
    scopesOf(meeting, you, 'trial.conduct').length > 0 || scopesOf(meeting, you, 'site.assist').length > 0
  );
}

type OperatorBoardProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  /** Back to the meeting's own screen */
  readonly onClose: () => void;
};

function Nothing({ title, hint }: { title: string; hint: string }) {
  return (
    <aside className={detail.detail}>
      <div className={classes.nothing}>
        <IconBroadcast size={34} stroke={1.5} aria-hidden="true" />
        <strong>{title}</strong>
        <span>{hint}</span>
      </div>
    </aside>
  );
}

/** Every site of one's scope, what of it was tested, and help for the one that is chosen. */
export function OperatorBoard({ meeting, you, onClose }: OperatorBoardProps) {
  const { t } = useTranslation();
  const compact = useMediaQuery('(max-width: 61.99em)', false, { getInitialValueInEffect: false });
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const [within, setWithin] = useState<UnitId | null>(null);
  const [filter, setFilter] = useState<BoardFilter>('all');
  const rows = useMemo(() => boardRows(meeting, you), [meeting, you]);
  const units = useMemo(() => scopeUnits(meeting, you, 'roster.view'), [meeting, you]);
  const choice = useMemo(() => ({ query: wanted, within, filter }), [wanted, within, filter]);
  const shown = useMemo(() => chosenRows(meeting, rows, choice), [meeting, rows, choice]);
  // On a wide screen whoever needs help most is looked at from the start.
  const [site, setSite] = useState<ParticipantId | null>(() =>
    compact ? null : (rows[0]?.participant.card.participant ?? null),
  );
  const chosen = rows.find(({ participant }) => participant.card.participant === site)?.participant;
  useCheckKeys(chosen);
  const alone = compact && chosen !== undefined;
  return (
    <section className={classes.board} aria-label={t('operator.label')}>
      <header className={classes.head}>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconArrowLeft size={18} aria-hidden="true" />}
          onClick={onClose}
        >
          {t('operator.close')}
        </Button>
        <h2 className={classes.title}>{t('operator.trial')}</h2>
        <OutcomeLine counts={countOutcomes(rows)} />
        <TrialBar meeting={meeting} />
      </header>
      <div className={classes.main}>
        {!alone && (
          <div className={classes.listing}>
            <div className={classes.filters}>
              <TextInput
                type="search"
                size="sm"
                className={classes.search ?? ''}
                value={query}
                onChange={(event) => setQuery(event.currentTarget.value)}
                aria-label={t('operator.find')}
                placeholder={t('operator.findPlaceholder')}
                leftSection={<IconSearch size={17} aria-hidden="true" />}
              />
              {units.length > 1 && (
                <div className={classes.within}>
                  <UnitField
                    hideLabel
                    label={t('operator.within')}
                    everything={t('operator.everything')}
                    units={units}
                    value={within}
                    onChange={setWithin}
                  />
                </div>
              )}
              <SegmentedControl
                className={classes.filter ?? ''}
                size="sm"
                aria-label={t('operator.filter')}
                value={filter}
                onChange={(value) => setFilter(boardFilters.find((each) => each === value) ?? 'all')}
                data={boardFilters.map((each) => ({ value: each, label: t(`operator.${each}`) }))}
              />
            </div>
            <div className={classes.scroll}>
              <BoardTable
                meeting={meeting}
                rows={shown}
                chosen={site}
                onChoose={setSite}
                empty={t(rows.length === 0 ? 'operator.noSites' : 'operator.none')}
              />
            </div>
          </div>
        )}
        {chosen !== undefined ? (
          <SiteDetail
            meeting={meeting}
            you={you}
            participant={chosen}
            onBack={compact ? () => setSite(null) : null}
          />
        ) : (
          !compact && <Nothing title={t('operator.choose')} hint={t('operator.chooseHint')} />
        )}
      </div>
    </section>
  );
}

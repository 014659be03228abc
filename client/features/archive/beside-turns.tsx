import { Anchor, Button, Select, Text } from '@mantine/core';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Turn } from '../../../protocol/archive.ts';
import { archivePage } from '../../session/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { matches } from '../../ui/fold-text.ts';
import classes from './beside.module.css';
import { FollowingList } from './beside-list.tsx';
import { BesideRow, TakeHome } from './beside-row.tsx';
import { type Speaker, speakersOf } from './beside-rows.ts';
import { toneBySpeaker } from './player-line.ts';
import type { PlayerSource } from './player-source.ts';

type SpeakerFilterProps = {
  readonly speakers: readonly Speaker[];
  readonly chosen: Speaker | undefined;
  readonly onChoose: (participant: string | null) => void;
  readonly excerptOf: PlayerSource['excerptOf'];
};

/** Whose turns are shown; of one person alone, how long they spoke in all, all of it to take home, and where else. */
function SpeakerFilter({ speakers, chosen, onChoose, excerptOf }: SpeakerFilterProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.filter}>
      <Select
        size="sm"
        aria-label={t('player.beside.filter')}
        placeholder={t('player.beside.everyone')}
        searchable
        clearable
        selectFirstOptionOnChange
        clearButtonProps={{ 'aria-label': t('player.beside.everyone') }}
        comboboxProps={{ withinPortal: true }}
        nothingFoundMessage={t('player.beside.noMatch')}
        filter={({ options, search }) =>
          options.filter((option) => 'label' in option && matches(option.label, search))
        }
        data={speakers.map(({ participant, name, unitName }) => ({
          value: participant,
          label: unitName === '' || unitName === name ? name : `${name} (${unitName})`,
        }))}
        value={chosen?.participant ?? null}
        onChange={onChoose}
      />
      {chosen !== undefined && (
        <Text size="sm" c="dimmed">
          {t('player.beside.speakerTotal', { count: chosen.turns, total: clockFace(chosen.totalMs) })}
        </Text>
      )}
      {chosen !== undefined && excerptOf !== null && (
        <Button
          component="a"
          href={excerptOf(chosen.participant)}
          download
          size="sm"
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden="true" />}
        >
          {t('player.beside.downloadSpeaker')}
        </Button>
      )}
      {chosen !== undefined && (
        <Anchor
          component={Link}
          to={archivePage.ofSpeaker(chosen.participant)}
          size="sm"
          className={classes.whole}
        >
          <IconSearch size={16} aria-hidden="true" />
          {t('player.beside.ofSpeaker')}
        </Anchor>
      )}
    </div>
  );
}

type BesideTurnsProps = {
  readonly turns: readonly Turn[];
  /** The turn that goes on; null: nobody speaks. */
  readonly current: Turn | null;
  readonly startedAt: number;
  readonly onSeek: (ms: number) => void;
  readonly source: PlayerSource;
};

/** Who spoke, one turn after the other, in the colours of the time line. */
export const BesideTurns = memo(function BesideTurns(props: BesideTurnsProps) {
  const { turns, current, startedAt, onSeek, source } = props;
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<string | null>(null);
  const tones = useMemo(() => toneBySpeaker(turns), [turns]);
  const speakers = useMemo(() => speakersOf(turns), [turns]);
  const chosen = speakers.find(({ participant }) => participant === wanted);
  const shown = chosen ? turns.filter(({ participant }) => participant === chosen.participant) : turns;
  return (
    <FollowingList
      current={current === null ? -1 : shown.indexOf(current)}
      empty={turns.length === 0 ? t('player.beside.turnsEmpty') : null}
      head={
        turns.length > 0 && (
          <SpeakerFilter
            speakers={speakers}
            chosen={chosen}
            onChoose={setWanted}
            excerptOf={source.excerptOf}
          />
        )
      }
    >
      {shown.map((turn) => {
        const { participant, name, position, unitName, startMs, endMs } = turn;
        const office = [position, unitName].filter((part) => part !== '' && part !== name).join(', ');
        return (
          <BesideRow
            key={`${participant} ${startMs}`}
            atMs={startMs}
            startedAt={startedAt}
            current={turn === current}
            onSeek={onSeek}
            deed={
              source.excerpt !== null && (
                <TakeHome
                  href={source.excerpt(startMs, endMs)}
                  hint={t('player.beside.downloadPart')}
                  label={t('player.beside.downloadPartOf', { title: `${name}, ${clockFace(startMs)}` })}
                />
              )
            }
          >
            <span className={classes.dot} data-tone={tones.get(participant)} aria-hidden="true" />
            <span className={classes.rowTitle}>
              {name}
              {office !== '' && <small>{office}</small>}
            </span>
            <span className={classes.rowLength}>{clockFace(endMs - startMs)}</span>
          </BesideRow>
        );
      })}
    </FollowingList>
  );
});

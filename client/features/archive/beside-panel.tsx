import { Tabs } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BesideReply, Chapter } from '../../../protocol/archive.ts';
import classes from './beside.module.css';
import { BesideAttendance } from './beside-attendance.tsx';
import { BesideDocuments } from './beside-documents.tsx';
import { BesideEvents } from './beside-events.tsx';
import { type Asked, AskedFor } from './beside-list.tsx';
import { BesideMinutes, useBesideMinutes } from './beside-minutes.tsx';
import { documentsAt, voteAt, votesInOrder } from './beside-papers.ts';
import { happeningAt, happenings } from './beside-rows.ts';
import { BesideTurns } from './beside-turns.tsx';
import { BesideVotes } from './beside-votes.tsx';
import { chapterAt } from './chapter-at.ts';
import { ChapterList } from './chapter-list.tsx';
import { turnAt } from './player-now.ts';
import type { PlayerSource } from './player-source.ts';

type BesidePanelProps = {
  readonly chapters: Asked<readonly Chapter[]>;
  /** Null: there are chapters alone. */
  readonly beside: Asked<BesideReply | null> | null;
  readonly source: PlayerSource;
  readonly startedAt: number;
  readonly positionMs: number;
  readonly onSeek: (ms: number) => void;
};

type Following = Pick<BesidePanelProps, 'startedAt' | 'positionMs' | 'onSeek'>;

function Events({ beside, positionMs, ...rest }: Following & { readonly beside: BesideReply }) {
  const rows = useMemo(() => happenings(beside), [beside]);
  return <BesideEvents rows={rows} current={happeningAt(rows, positionMs)} {...rest} />;
}

/** The documents, where there are any to be read. */
function papersOf(told: BesideReply | null, { document }: PlayerSource) {
  if (told === null || document === null || told.documents.length === 0) return null;
  return { groups: told.documents, address: document };
}

function Votes({ beside, positionMs, ...rest }: Following & { readonly beside: BesideReply }) {
  const votes = useMemo(() => votesInOrder(beside.votes), [beside]);
  return <BesideVotes votes={votes} current={voteAt(votes, positionMs)} {...rest} />;
}

/** What goes with each moment of the film, in tabs. Each follows the position, and each row leads to its own. */
export function BesidePanel({ chapters, beside, source, startedAt, positionMs, onSeek }: BesidePanelProps) {
  const { t } = useTranslation();
  const minutes = useBesideMinutes(source);
  // Most recordings have no vote: a tab that is always empty is in the way of the others.
  const told = beside?.data ?? null;
  const papers = papersOf(told, source);
  const tabs =
    beside === null ? (['chapters'] as const) : (['chapters', 'turns', 'attendance', 'events'] as const);
  return (
    <aside className={classes.beside} aria-label={t('player.beside.label')}>
      <Tabs defaultValue="chapters" keepMounted={false} className={classes.tabs}>
        <Tabs.List className={classes.tabList}>
          {tabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab} className={classes.tab}>
              {t(`player.beside.${tab}`)}
            </Tabs.Tab>
          ))}
          {told !== null && told.votes.length > 0 && (
            <Tabs.Tab value="votes" className={classes.tab}>
              {t('player.beside.vote.title')}
            </Tabs.Tab>
          )}
          {papers !== null && (
            <Tabs.Tab value="documents" className={classes.tab}>
              {t('player.beside.document.title')}
            </Tabs.Tab>
          )}
          {minutes !== null && (
            <Tabs.Tab value="minutes" className={classes.tab}>
              {t('minutes.title')}
            </Tabs.Tab>
          )}
        </Tabs.List>
        {told !== null && told.votes.length > 0 && (
          <Tabs.Panel value="votes" className={classes.panel}>
            <Votes beside={told} positionMs={positionMs} startedAt={startedAt} onSeek={onSeek} />
          </Tabs.Panel>
        )}
        {papers !== null && (
          <Tabs.Panel value="documents" className={classes.panel}>
            <BesideDocuments {...papers} current={documentsAt(papers.groups, positionMs)} onSeek={onSeek} />
          </Tabs.Panel>
        )}
        {minutes !== null && (
          <Tabs.Panel value="minutes" className={classes.panel}>
            <BesideMinutes reply={minutes} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="chapters" className={classes.panel}>
          <AskedFor asked={chapters}>
            {(listed) => (
              <ChapterList
                chapters={listed}
                current={chapterAt(listed, positionMs)}
                startedAt={startedAt}
                onSeek={onSeek}
                excerpt={source.excerpt}
              />
            )}
          </AskedFor>
        </Tabs.Panel>
        {beside !== null && (
          <>
            <Tabs.Panel value="turns" className={classes.panel}>
              <AskedFor asked={beside}>
                {(told) =>
                  told && (
                    <BesideTurns
                      turns={told.turns}
                      current={told.turns[turnAt(told.turns, positionMs)] ?? null}
                      startedAt={startedAt}
                      onSeek={onSeek}
                      source={source}
                    />
                  )
                }
              </AskedFor>
            </Tabs.Panel>
            <Tabs.Panel value="attendance" className={classes.panel}>
              <AskedFor asked={beside}>
                {(told) =>
                  told && (
                    <BesideAttendance
                      attendance={told.attendance}
                      positionMs={positionMs}
                      startedAt={startedAt}
                      onSeek={onSeek}
                    />
                  )
                }
              </AskedFor>
            </Tabs.Panel>
            <Tabs.Panel value="events" className={classes.panel}>
              <AskedFor asked={beside}>
                {(told) =>
                  told && (
                    <Events beside={told} positionMs={positionMs} startedAt={startedAt} onSeek={onSeek} />
                  )
                }
              </AskedFor>
            </Tabs.Panel>
          </>
        )}
      </Tabs>
    </aside>
  );
}

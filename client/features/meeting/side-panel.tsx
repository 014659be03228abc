import { Tabs } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { AgendaPanel } from './agenda-panel.tsx';
import classes from './live-screen.module.css';
import { QueueList } from './queue-list.tsx';
import { SitesPanel } from './sites-panel.tsx';
import { SpeakersList } from './speakers-list.tsx';
import { SpeechPanel } from './speech-panel.tsx';
import { WaitingList, waitingOf } from './waiting-list.tsx';

/** The parts of the side panel. Who conducts has the first two, everybody the others. */
export const panelTabs = ['conduct', 'sites', 'speech', 'agenda'] as const;
export type PanelTab = (typeof panelTabs)[number];

type SidePanelProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  readonly shown: readonly PanelTab[];
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
  readonly search: RefObject<HTMLInputElement | null>;
};

function Content({
  tab,
  meeting,
  you,
  search,
}: { tab: PanelTab } & Pick<SidePanelProps, 'meeting' | 'you' | 'search'>) {
  switch (tab) {
    case 'conduct':
      return (
        <>
          <div className={classes.speakers}>
            <SpeakersList meeting={meeting} />
          </div>
          <div className={classes.queue}>
            <QueueList meeting={meeting} />
          </div>
          <div className={classes.waiting}>
            <WaitingList meeting={meeting} />
          </div>
        </>
      );
    case 'sites':
      return <SitesPanel meeting={meeting} search={search} />;
    case 'speech':
      return <SpeechPanel meeting={meeting} you={you} />;
    case 'agenda':
      return <AgendaPanel meeting={meeting} />;
  }
}

/** What belongs to whom: queue and roster to those who conduct, one's own turn to the others, the agenda to all. */
export function SidePanel({ meeting, you, shown, tab, onTab, search }: SidePanelProps) {
  const { t } = useTranslation();
  const waiting = waitingOf(meeting).length;
  const countOf: Partial<Record<PanelTab, number>> = { conduct: meeting.queue.length + waiting };
  return (
    <aside className={classes.panel} aria-label={t('meeting.panel')}>
      <Tabs
        className={classes.tabs}
        value={tab}
        onChange={(value) => onTab(shown.find((each) => each === value) ?? tab)}
        keepMounted={false}
      >
        <Tabs.List className={classes.list}>
          {shown.map((each) => {
            const count = countOf[each] ?? 0;
            return (
              <Tabs.Tab
                key={each}
                value={each}
                rightSection={count > 0 ? <span className={classes.badge}>{count}</span> : undefined}
              >
                {t(`meeting.${each}.tab`)}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        {shown.map((each) => (
          <Tabs.Panel
            key={each}
            value={each}
            className={each === 'conduct' ? `${classes.content} ${classes.conduct}` : classes.content}
          >
            <Content tab={each} meeting={meeting} you={you} search={search} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </aside>
  );
}

import { SegmentedControl, Tabs } from '@mantine/core';
import {
  IconBuildingCommunity,
  IconCheckbox,
  IconFiles,
  IconGavel,
  IconListDetails,
  IconMessageCircle,
  IconMicrophone2,
  IconUserCheck,
} from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentId, ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { pendingOf } from '../../../core/queue.ts';
import { AttendancePanel } from '../attendance/attendance-panel.tsx';
import { DocumentShelf } from '../documents/document-shelf.tsx';
import { shelfIn } from '../documents/shelf.ts';
import { ChannelPanel } from '../notices/channel-panel.tsx';
import { useChannelUnread } from '../notices/channel-unread.ts';
import { NoticeComposer } from '../notices/notice-composer.tsx';
import { TrialSummary } from '../operator/trial-summary.tsx';
import { VotesPanel } from '../votes/votes-panel.tsx';
import { AgendaPanel } from './agenda-panel.tsx';
import { Calls, LineUp } from './line-up.tsx';
import classes from './live-screen.module.css';
import { QueueList } from './queue-list.tsx';
import { SitesPanel } from './sites-panel.tsx';
import { SpeakersList } from './speakers-list.tsx';
import { SpeechPanel } from './speech-panel.tsx';
import { WaitingList, waitingOf } from './waiting-list.tsx';

/** The parts of the side panel: agenda and votes are everybody's, one's own turn who asks for it, the rest who conducts. */
export const panelTabs = [
  'conduct',
  'sites',
  'speech',
  'attendance',
  'agenda',
  'documents',
  'votes',
  'channel',
] as const;
export type PanelTab = (typeof panelTabs)[number];

const iconByTab = {
  conduct: IconGavel,
  sites: IconBuildingCommunity,
  speech: IconMicrophone2,
  attendance: IconUserCheck,
  votes: IconCheckbox,
  agenda: IconListDetails,
  documents: IconFiles,
  channel: IconMessageCircle,
} as const satisfies Record<PanelTab, unknown>;

/** More tabs than this do not fit with their names in one line. */
const manyTabs = 5;

type SidePanelProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  readonly shown: readonly PanelTab[];
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
  readonly search: RefObject<HTMLInputElement | null>;
  /** Goes to the sites to pick one */
  readonly onFind: () => void;
  /** Fills in what is put to the vote */
  readonly onVote: () => void;
  /** What is being read beside the panel; null: nothing */
  readonly read: DocumentId | null;
  readonly onRead: (document: DocumentId) => void;
};

/** The channel among those who conduct, and notices to all or to a subtree. */
function Writing({ meeting, you }: Pick<SidePanelProps, 'meeting' | 'you'>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<'channel' | 'notices'>('channel');
  return (
    <>
      <SegmentedControl
        className={classes.choice}
        size="sm"
        value={shown}
        data={(['channel', 'notices'] as const).map((value) => ({ value, label: t(`console.tab.${value}`) }))}
        onChange={(value) => setShown(value === 'notices' ? 'notices' : 'channel')}
      />
      {shown === 'channel' ? (
        <div className={classes.channel}>
          <ChannelPanel meeting={meeting} you={you} />
        </div>
      ) : (
        <NoticeComposer meeting={meeting} you={you} />
      )}
    </>
  );
}

/** Before the meeting opens the trial's summary stands above the rest, and all of it scrolls as one. */
function isBefore({ phase }: Meeting): boolean {
  return phase.kind === 'scheduled' || phase.kind === 'trial';
}

function Content({
  tab,
  meeting,
  you,
  search,
  onFind,
  onVote,
  read,
  onRead,
}: { tab: PanelTab } & Omit<SidePanelProps, 'shown' | 'tab' | 'onTab'>) {
  const before = isBefore(meeting);
  switch (tab) {
    case 'conduct':
      return (
        <>
          {before && <TrialSummary meeting={meeting} />}
          <LineUp meeting={meeting} you={you} onPick={onFind} />
          <div className={classes.speakers}>
            <SpeakersList meeting={meeting} you={you} />
          </div>
          <div className={classes.queue}>
            <QueueList meeting={meeting} you={you} />
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
    case 'attendance':
      return <AttendancePanel meeting={meeting} you={you} />;
    case 'votes':
      return <VotesPanel meeting={meeting} you={you} onPut={onVote} />;
    case 'agenda':
      return <AgendaPanel meeting={meeting} />;
    case 'documents':
      return <DocumentShelf shelf={shelfIn(meeting, you)} read={read} onRead={({ id }) => onRead(id)} />;
    case 'channel':
      return <Writing meeting={meeting} you={you} />;
  }
}

/** What belongs to whom: queue and roster to those who conduct, one's own turn to the others, the agenda to all. */
export function SidePanel({ shown, tab, onTab, ...props }: SidePanelProps) {
  const { t } = useTranslation();
  const { meeting, you, onFind } = props;
  const unread = useChannelUnread(meeting, you);
  const countOf: Partial<Record<PanelTab, number>> = {
    conduct:
      pendingOf(meeting, 'speech').length + pendingOf(meeting, 'content').length + waitingOf(meeting).length,
    channel: tab === 'channel' ? 0 : unread,
  };
  return (
    <aside className={classes.panel} aria-label={t('meeting.panel')}>
      <Tabs
        className={classes.tabs}
        value={tab}
        onChange={(value) => onTab(shown.find((each) => each === value) ?? tab)}
        keepMounted={false}
      >
        <Tabs.List className={classes.list} data-many={shown.length > manyTabs ? shown.length : undefined}>
          {shown.map((each) => {
            const count = countOf[each] ?? 0;
            const Icon = iconByTab[each];
            return (
              <Tabs.Tab key={each} value={each}>
                <span className={classes.tabIcon}>
                  <Icon size={20} stroke={1.7} aria-hidden="true" />
                  {count > 0 && <span className={classes.badge}>{count}</span>}
                </span>
                <span className={classes.tabName}>{t(`console.tab.${each}`)}</span>
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        {shown.map((each) => (
          <Tabs.Panel
            key={each}
            value={each}
            className={
              each === 'conduct' && !isBefore(meeting)
                ? `${classes.content} ${classes.conduct}`
                : classes.content
            }
          >
            {each !== 'conduct' && <Calls meeting={meeting} you={you} onPick={onFind} />}
            <Content tab={each} {...props} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </aside>
  );
}

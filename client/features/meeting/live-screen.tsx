import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conducts, may } from '../../../core/authority.ts';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { RollCallPrompt } from '../attendance/roll-call-prompt.tsx';
import { DeviceCheckDialog } from '../device-check/device-check-dialog.tsx';
import { DocumentViewer } from '../documents/document-viewer.tsx';
import { ScheduleNotice } from '../meetings/schedule-notice.tsx';
import { NoticeBanner } from '../notices/notice-banner.tsx';
import { OperatorBoard } from '../operator/operator-board.tsx';
import { PutDialog } from '../votes/put-dialog.tsx';
import { VoteStage } from '../votes/vote-stage.tsx';
import { ActionBar, CompactBar } from './action-bar.tsx';
import { ConsoleProvider, useConsole } from './console-context.tsx';
import { DeputyDialog } from './deputy-dialog.tsx';
import { HallBanner } from './hall-banner.tsx';
import { HelpDialog } from './help-dialog.tsx';
import classes from './live-screen.module.css';
import { MeetingHeader } from './meeting-header.tsx';
import { Notices } from './notices.tsx';
import { PinnedTile, pinnedBeside } from './pinned-tile.tsx';
import { RecordingNotice } from './recording-notice.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { RestDialog } from './rest-dialog.tsx';
import { RoleDialog } from './role-dialog.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { useShownPictures } from './shown-pictures.ts';
import { type PanelTab, panelTabs, SidePanel } from './side-panel.tsx';
import { SpeechBar } from './speech-bar.tsx';
import { Stage } from './stage.tsx';
import { useConsoleKeys } from './use-console-keys.ts';
import { type MainViewState, useMainView } from './use-main-view.ts';
import { useShortcutSetting, useShortcuts } from './use-shortcuts.ts';
import { useTools } from './use-tools.ts';
import { Wall } from './wall.tsx';

type LiveScreenProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  readonly onLeave: () => void;
};

/** Which parts of the side panel somebody has: the roster is the core's right, one's own turn is for who asks for it. */
function tabsFor(meeting: Meeting, you: ParticipantId): readonly PanelTab[] {
  const conductor = conducts(meeting, you);
  const chairs = may(meeting, you, 'floor.conduct', hallOf(meeting, you));
  return panelTabs.filter((tab) => {
    if (tab === 'agenda' || tab === 'documents' || tab === 'votes') return true;
    return tab === 'speech' ? !chairs : conductor;
  });
}

/** What covers the screen until it is closed; one at a time. */
type Overlay = 'settings' | 'devices' | 'rest' | 'deputies' | 'report' | 'vote' | 'help' | null;

type UnderStageProps = Pick<LiveScreenProps, 'meeting' | 'you'> & {
  readonly main: MainViewState;
  readonly compact: boolean;
  readonly keys: boolean;
  readonly onShown: (shown: readonly ParticipantId[]) => void;
};

/** The wall, or what is being read, while the stage stands above it as a strip. */
function UnderStage({ meeting, you, main, compact, keys, onShown }: UnderStageProps) {
  const { view, document, toStage } = main;
  if (view === 'wall')
    return (
      <div className={classes.wall}>
        <Wall meeting={meeting} you={you} keys={keys} onShown={onShown} />
      </div>
    );
  if (document === null) return null;
  return (
    <DocumentViewer
      key={document.id}
      meeting={meeting.id}
      document={document}
      way={compact ? 'back' : 'close'}
      onClose={toStage}
    />
  );
}

function LiveView({ meeting, you, onLeave }: LiveScreenProps) {
  const { t } = useTranslation();
  const compact = useMediaQuery('(max-width: 61.99em)', false, { getInitialValueInEffect: false });
  const tabs = tabsFor(meeting, you);
  const [chosen, setChosen] = useState<PanelTab | null>(null);
  const tab = tabs.find((each) => each === chosen) ?? tabs[0] ?? 'agenda';
  const main = useMainView(meeting, you);
  const { view, toStage, toggle } = main;
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [onWall, setOnWall] = useState<readonly ParticipantId[]>([]);
  const [shortcuts, setShortcuts] = useShortcutSetting();
  const search = useRef<HTMLInputElement>(null);
  const { pinned } = useConsole();
  const beside = pinnedBeside(meeting, you, pinned);
  useShownPictures(onWall, beside);
  const close = () => setOverlay(null);
  const tools = useTools(meeting, you, {
    leave: onLeave,
    wallOpened: view === 'wall',
    toggleWall: () => toggle('wall'),
    openSettings: () => setOverlay('settings'),
    openDevices: () => setOverlay('devices'),
    openRest: () => setOverlay('rest'),
    openDeputies: () => setOverlay('deputies'),
    openReport: () => setOverlay('report'),
    openVote: () => setOverlay('vote'),
    openHelp: () => setOverlay('help'),
    boardOpened: view === 'board',
    toggleBoard: () => toggle('board'),
  });
  const find = () => {
    setChosen('sites');
    requestAnimationFrame(() => search.current?.focus());
  };
  const conductor = conducts(meeting, you);
  const keys = useConsoleKeys(meeting, you);
  const extras = conductor ? [...keys, { key: '/', label: t('meeting.sites.find'), run: find }] : [];
  useShortcuts(tools, extras, shortcuts);
  const Bar = compact ? CompactBar : ActionBar;
  const follow = () => {
    toStage();
    setChosen('votes');
  };
  const voting = (
    <VoteStage
      meeting={meeting}
      you={you}
      onFollow={conductor && tab !== 'votes' ? follow : null}
      followed={tab === 'votes' && view !== 'board'}
    />
  );
  return (
    <main className={classes.screen}>
      <MeetingHeader meeting={meeting} compact={compact} />
      <HallBanner meeting={meeting} you={you} />
      <RecordingNotice meeting={meeting} />
      <ScheduleNotice phase={meeting.phase} moved={meeting.reschedulings.at(-1) ?? null} />
      <NoticeBanner meeting={meeting} />
      <RollCallPrompt meeting={meeting} you={you} />
      <Notices />
      {view === 'board' ? (
        <div className={classes.board}>
          <OperatorBoard meeting={meeting} you={you} onClose={toStage} />
          {voting}
        </div>
      ) : (
        <div className={classes.main}>
          <div
            className={classes.view}
            data-wall={view === 'wall' || undefined}
            data-reading={view === 'document' || undefined}
          >
            <SpeechBar meeting={meeting} />
            <div className={classes.pictures} data-pinned={beside !== null || undefined}>
              <div className={classes.stage}>
                <Stage meeting={meeting} strip={view !== 'stage'} />
              </div>
              {beside !== null && <PinnedTile meeting={meeting} participant={beside} />}
            </div>
            <UnderStage
              meeting={meeting}
              you={you}
              main={main}
              compact={compact}
              keys={shortcuts}
              onShown={setOnWall}
            />
            {voting}
          </div>
          <SidePanel
            meeting={meeting}
            you={you}
            shown={tabs}
            tab={tab}
            onTab={setChosen}
            search={search}
            onFind={find}
            onVote={() => setOverlay('vote')}
            read={main.document?.id ?? null}
            onRead={main.read}
          />
        </div>
      )}
      <Bar tools={tools} keys={shortcuts} />
      <DeviceCheckDialog opened={overlay === 'devices'} onClose={close} />
      <RestDialog opened={overlay === 'rest'} onClose={close} />
      <DeputyDialog meeting={meeting} opened={overlay === 'deputies'} onClose={close} />
      <ReportDialog meeting={meeting} opened={overlay === 'report'} onClose={close} />
      <PutDialog
        meeting={meeting}
        you={you}
        opened={overlay === 'vote'}
        onClose={close}
        onDone={() => setChosen('votes')}
      />
      <RoleDialog meeting={meeting} />
      <HelpDialog
        tools={tools}
        extras={extras}
        conductor={conductor}
        enabled={shortcuts}
        opened={overlay === 'help'}
        onClose={close}
      />
      <SettingsDialog
        meeting={meeting}
        opened={overlay === 'settings'}
        onClose={close}
        shortcuts={shortcuts}
        onShortcuts={setShortcuts}
      />
    </main>
  );
}

/** The meeting itself: the stage, the panel beside it, the bar below. */
export function LiveScreen(props: LiveScreenProps) {
  return (
    <ConsoleProvider>
      <LiveView {...props} />
    </ConsoleProvider>
  );
}

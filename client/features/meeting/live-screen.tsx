import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { conducts, may } from '../../../core/authority.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { DeviceCheckDialog } from '../device-check/device-check-dialog.tsx';
import { ActionBar, CompactBar } from './action-bar.tsx';
import classes from './live-screen.module.css';
import { MeetingHeader } from './meeting-header.tsx';
import { Notices } from './notices.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { type PanelTab, panelTabs, SidePanel } from './side-panel.tsx';
import { SpeechBar } from './speech-bar.tsx';
import { Stage } from './stage.tsx';
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
  const chairs = may(meeting, you, 'floor.conduct', meeting.unit);
  return panelTabs.filter((tab) => {
    if (tab === 'conduct' || tab === 'sites') return conductor;
    return tab !== 'speech' || !chairs;
  });
}

/** The meeting itself: the stage, the panel beside it, the bar below. */
export function LiveScreen({ meeting, you, onLeave }: LiveScreenProps) {
  const compact = useMediaQuery('(max-width: 61.99em)', false, { getInitialValueInEffect: false });
  const tabs = tabsFor(meeting, you);
  const [chosen, setChosen] = useState<PanelTab | null>(null);
  const tab = tabs.find((each) => each === chosen) ?? tabs[0] ?? 'agenda';
  const [wallOpened, setWallOpened] = useState(false);
  const [settingsOpened, setSettingsOpened] = useState(false);
  const [devicesOpened, setDevicesOpened] = useState(false);
  const [shortcuts, setShortcuts] = useShortcutSetting();
  const search = useRef<HTMLInputElement>(null);
  const toggleWall = () => setWallOpened((before) => !before);
  const tools = useTools(meeting, you, {
    leave: onLeave,
    wallOpened,
    toggleWall,
    openSettings: () => setSettingsOpened(true),
    openDevices: () => setDevicesOpened(true),
  });
  const find = () => {
    setChosen('sites');
    requestAnimationFrame(() => search.current?.focus());
  };
  const extras = conducts(meeting, you) ? [{ key: '/', run: find }] : [];
  useShortcuts(tools, extras, shortcuts);
  const Bar = compact ? CompactBar : ActionBar;
  return (
    <main className={classes.screen}>
      <MeetingHeader meeting={meeting} compact={compact} />
      <Notices />
      <div className={classes.main}>
        <div className={classes.view} data-wall={wallOpened || undefined}>
          <SpeechBar meeting={meeting} />
          <div className={classes.stage}>
            <Stage meeting={meeting} strip={wallOpened} />
          </div>
          {wallOpened && (
            <div className={classes.wall}>
              <Wall meeting={meeting} you={you} />
            </div>
          )}
        </div>
        <SidePanel meeting={meeting} you={you} shown={tabs} tab={tab} onTab={setChosen} search={search} />
      </div>
      <Bar tools={tools} keys={shortcuts} />
      <DeviceCheckDialog opened={devicesOpened} onClose={() => setDevicesOpened(false)} />
      <SettingsDialog
        meeting={meeting}
        opened={settingsOpened}
        onClose={() => setSettingsOpened(false)}
        shortcuts={shortcuts}
        onShortcuts={setShortcuts}
      />
    </main>
  );
}

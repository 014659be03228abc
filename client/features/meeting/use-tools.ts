import { useTranslation } from 'react-i18next';
import { conducts } from '../../../core/authority.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import type { Tool, Tools } from './tool.ts';
import { useConductTools, useMeetingTools } from './use-conduct-tools.ts';
import { useDeviceTools, useFloorTools } from './use-own-tools.ts';

/** What the screen itself opens and closes. */
export type ScreenDeeds = {
  readonly leave: () => void;
  readonly wallOpened: boolean;
  readonly toggleWall: () => void;
  readonly openSettings: () => void;
  readonly openDevices: () => void;
};

/** Tools of the screen alone: nothing is asked of the hub. */
function useScreenTools(deeds: ScreenDeeds) {
  const { t } = useTranslation();
  const tool = { tone: 'plain', reason: null } as const;
  const wall: Tool = {
    ...tool,
    id: 'wall',
    label: t('meeting.action.wall'),
    icon: 'wall',
    shortcut: 'W',
    pressed: deeds.wallOpened,
    run: deeds.toggleWall,
  };
  const adjust: Tool = {
    ...tool,
    id: 'devices',
    label: t('meeting.action.devices'),
    icon: 'adjust',
    run: deeds.openDevices,
  };
  const settings: Tool = {
    ...tool,
    id: 'settings',
    label: t('meeting.action.settings'),
    icon: 'settings',
    run: deeds.openSettings,
  };
  return { wall, adjust, settings };
}

/** Everything one may do from the bar, in the groups it is drawn in. The rights are the core's. */
export function useTools(meeting: Meeting, you: ParticipantId, deeds: ScreenDeeds): Tools {
  const screen = useScreenTools(deeds);
  const conductTools = useConductTools(meeting, you);
  return {
    devices: [...useDeviceTools(meeting, you), screen.adjust],
    floor: useFloorTools(meeting, you),
    conduct: conducts(meeting, you) ? [...conductTools, screen.wall] : conductTools,
    meeting: [screen.settings, ...useMeetingTools(meeting, deeds.leave)],
  };
}

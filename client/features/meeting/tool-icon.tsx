import {
  IconAdjustments,
  IconArrowBackUp,
  IconArrowsJoin,
  IconArrowsSplit,
  IconChartBar,
  IconCoffee,
  IconDoorExit,
  IconHandStop,
  IconKeyboard,
  IconLayoutGrid,
  IconMicrophone,
  IconMicrophoneOff,
  IconPlayerPlay,
  IconPlayerRecord,
  IconPlayerStop,
  IconPlayerTrackNext,
  IconPower,
  IconPresentation,
  IconScreenShare,
  IconSettings,
  IconSquareRoundedX,
  IconTool,
  IconUserShare,
  IconVideo,
  IconVideoOff,
  IconVolumeOff,
} from '@tabler/icons-react';
import type { ToolIcon as Name } from './tool.ts';

const iconByName = {
  micOn: IconMicrophone,
  micOff: IconMicrophoneOff,
  cameraOn: IconVideo,
  cameraOff: IconVideoOff,
  present: IconScreenShare,
  hand: IconHandStop,
  withdraw: IconArrowBackUp,
  endSpeech: IconSquareRoundedX,
  next: IconPlayerTrackNext,
  muteAll: IconVolumeOff,
  record: IconPlayerRecord,
  stopRecord: IconPlayerStop,
  open: IconPresentation,
  close: IconPower,
  leave: IconDoorExit,
  wall: IconLayoutGrid,
  settings: IconSettings,
  adjust: IconAdjustments,
  rest: IconCoffee,
  sidebar: IconArrowsSplit,
  sidebarBack: IconArrowsJoin,
  resume: IconPlayerPlay,
  deputy: IconUserShare,
  report: IconChartBar,
  board: IconTool,
  help: IconKeyboard,
} as const satisfies Record<Name, unknown>;

/** The picture on a tool. Its label says the same in words. */
export function ToolIcon({ name, size = 22 }: { name: Name; size?: number }) {
  const Icon = iconByName[name];
  return <Icon size={size} stroke={1.7} aria-hidden="true" />;
}

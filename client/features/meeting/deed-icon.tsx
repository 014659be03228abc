import {
  IconArrowBackUp,
  IconBuildingBroadcastTower,
  IconCheck,
  IconFocus2,
  IconGavel,
  IconId,
  IconListCheck,
  IconMicrophone2,
  IconMicrophoneOff,
  IconPin,
  IconPinnedOff,
  IconUserOff,
  IconUserShare,
  IconUsersGroup,
  IconUserUp,
} from '@tabler/icons-react';
import type { DeedIconName } from './deed.ts';

const iconByName = {
  give: IconMicrophone2,
  delegate: IconBuildingBroadcastTower,
  enlist: IconListCheck,
  mute: IconMicrophoneOff,
  pin: IconPin,
  unpin: IconPinnedOff,
  spotlight: IconFocus2,
  alone: IconUsersGroup,
  back: IconArrowBackUp,
  recall: IconUserUp,
  rejoin: IconUserShare,
  deputy: IconGavel,
  roles: IconId,
  admit: IconCheck,
  remove: IconUserOff,
} as const satisfies Record<DeedIconName, unknown>;

/** The picture beside a deed. Its label says the same in words. */
export function DeedIcon({ name, size = 17 }: { name: DeedIconName; size?: number }) {
  const Icon = iconByName[name];
  return <Icon size={size} stroke={1.8} aria-hidden="true" />;
}

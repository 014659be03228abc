import type { ReactNode } from 'react';
import type { ToolTone } from '../../ui/tool-button.tsx';

/** A large button of a room's screen. */
export type RoomButton = {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly tone: ToolTone;
  /** Why it cannot be pressed now; null when it can */
  readonly reason: string | null;
  readonly run: () => void;
};

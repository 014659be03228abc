import type { ToolTone } from '../../ui/tool-button.tsx';

/** What an icon stands for; the bar draws it. */
export type ToolIcon =
  | 'micOn'
  | 'micOff'
  | 'cameraOn'
  | 'cameraOff'
  | 'present'
  | 'hand'
  | 'withdraw'
  | 'endSpeech'
  | 'next'
  | 'muteAll'
  | 'record'
  | 'stopRecord'
  | 'pauseRecord'
  | 'continueRecord'
  | 'open'
  | 'close'
  | 'leave'
  | 'wall'
  | 'settings'
  | 'adjust'
  | 'rest'
  | 'sidebar'
  | 'sidebarBack'
  | 'resume'
  | 'deputy'
  | 'report'
  | 'minutes'
  | 'vote'
  | 'board'
  | 'help';

export type Tool = {
  readonly id: string;
  readonly label: string;
  readonly icon: ToolIcon;
  readonly tone: ToolTone;
  readonly reason: string | null;
  readonly shortcut?: string;
  /** Whether what it opens is open */
  readonly pressed?: boolean;
  readonly run: () => void;
};

export type Tools = {
  readonly devices: readonly Tool[];
  /** One's own floor: ask, withdraw, end */
  readonly floor: readonly Tool[];
  readonly conduct: readonly Tool[];
  /** Opening, closing, leaving */
  readonly meeting: readonly Tool[];
  /** What is needed now and then: behind one button */
  readonly more: readonly Tool[];
};

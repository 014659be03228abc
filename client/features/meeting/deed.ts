/** What an icon beside a deed stands for; DeedIcon draws it. */
export type DeedIconName =
  | 'give'
  | 'delegate'
  | 'enlist'
  | 'mute'
  | 'pin'
  | 'unpin'
  | 'spotlight'
  | 'alone'
  | 'back'
  | 'recall'
  | 'rejoin'
  | 'deputy'
  | 'roles'
  | 'admit'
  | 'remove';

/** Something that may be done with somebody in the roster. */
export type Deed = {
  readonly id: DeedIconName;
  readonly label: string;
  /** Why it cannot be done now; null when it can */
  readonly reason: string | null;
  /** Ends something for somebody */
  readonly grave: boolean;
  readonly run: () => void;
};

import { useEffect, useState } from 'react';
import type { MeetingId } from '../../../core/id.ts';
import { useIdentity } from '../../session/index.ts';
import { draftKey } from './draft-key.ts';
import { type MinutesDraft, readDraft } from './minutes-draft.ts';

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, draft: MinutesDraft | null): void {
  try {
    if (draft === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A device that keeps nothing still has what is on the screen.
  }
}

export type KeptDraft = {
  /** Null: nothing was typed that is not saved. */
  readonly draft: MinutesDraft | null;
  readonly setDraft: (change: (draft: MinutesDraft | null) => MinutesDraft | null) => void;
  /** Whether it was found on the device, from before. */
  readonly restored: boolean;
};

/** What somebody types, kept on this device over a reload (MINUTES-8). */
export function useDraft(meeting: MeetingId): KeptDraft {
  const identity = useIdentity();
  const key = draftKey(identity.kind === 'signedIn' ? identity.account.participant : '', meeting);
  const [found] = useState(() => readDraft(kept(key)));
  const [draft, setDraft] = useState(found);
  useEffect(() => keep(key, draft), [key, draft]);
  return { draft, setDraft, restored: found !== null && draft === found };
}

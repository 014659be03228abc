import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { ParticipantId } from '../../../core/id.ts';

/** What belongs to one person's console alone and is asked for from many places of it. */
export type Console = {
  /** Whose picture this viewer keeps in sight; null: nobody's */
  readonly pinned: ParticipantId | null;
  readonly togglePin: (participant: ParticipantId) => void;
  /** Whose roles are being changed; null: nobody's */
  readonly rolesOf: ParticipantId | null;
  readonly openRoles: (participant: ParticipantId | null) => void;
};

const nowhere: Console = {
  pinned: null,
  togglePin: () => undefined,
  rolesOf: null,
  openRoles: () => undefined,
};
const Context = createContext<Console>(nowhere);

export function useConsole(): Console {
  return useContext(Context);
}

export function ConsoleProvider({ children }: { children: ReactNode }) {
  const [pinned, setPinned] = useState<ParticipantId | null>(null);
  const [rolesOf, openRoles] = useState<ParticipantId | null>(null);
  const value = useMemo(
    (): Console => ({
      pinned,
      togglePin: (participant) => setPinned((before) => (before === participant ? null : participant)),
      rolesOf,
      openRoles,
    }),
    [pinned, rolesOf],
  );
  return <Context value={value}>{children}</Context>;
}

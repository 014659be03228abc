import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantCommand } from '../../../core/command.ts';
import { decide } from '../../../core/decide.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { serverNow, useMeetingSession, verbs } from '../../session/index.ts';

/** How a button for a command stands: `null` is absent (no right to it); otherwise why it cannot be pressed, if so. */
export type Standing = { readonly reason: string | null } | null;

const lineGone: Refusal = { code: 'unavailable' };

/** Says a refusal in words; nothing for null. */
export function useTellRefusal(): (refusal: Refusal | null) => void {
  const { t } = useTranslation();
  return useCallback(
    (refusal) => {
      if (refusal === null) return;
      const message = t(`refusal.${refusal.code}`);
      notifications.show({ id: `refusal.${refusal.code}`, color: 'son', message });
    },
    [t],
  );
}

/** Sends commands, and says in words what the hub refused. */
export function useCommands() {
  const tell = useTellRefusal();
  const attempt = useCallback(
    async (wish: Promise<Refusal | null>): Promise<boolean> => {
      const refusal = await wish;
      tell(refusal);
      return refusal === null;
    },
    [tell],
  );
  const send = useCallback((command: ParticipantCommand) => attempt(verbs.send(command)), [attempt]);
  return { send, attempt };
}

/**
 * How the button for a command stands now, by the core's own rules on what this viewer sees. A right one does not have
 * is absent even while the line is gone and nothing can be done anyway.
 */
export function useStanding(): (command: ParticipantCommand) => Standing {
  const { t } = useTranslation();
  // The rules are asked anew whenever the meeting or the line changes.
  const meeting = useMeetingSession((session) => session.meeting);
  const you = useMeetingSession((session) => session.you);
  const line = useMeetingSession((session) => session.line.kind);
  return useCallback(
    (command) => {
      if (meeting === null || you === null) return null;
      const decision = decide(meeting, { kind: 'participant', id: you }, command, serverNow());
      if (!decision.ok && decision.refusal.code === 'not-permitted') return null;
      const refusal = line === 'connected' ? verbs.refusalOf(command) : lineGone;
      return { reason: refusal === null ? null : t(`refusal.${refusal.code}`) };
    },
    [meeting, you, line, t],
  );
}

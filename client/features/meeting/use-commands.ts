import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantCommand } from '../../../core/command.ts';
import { decide } from '../../../core/decide.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import type { Refusal, RefusalCode } from '../../../core/refusal.ts';
import { serverNow, useMeetingSession, verbs } from '../../session/index.ts';

/** How a button for a command stands: `null` is absent (no right to it); otherwise why it cannot be pressed, if so. */
export type Standing = { readonly reason: string | null; readonly code: RefusalCode | null } | null;

/** Why nothing of the kind can be done just now, whomever it is about. */
const ofMeeting: readonly RefusalCode[] = [
  'not-live',
  'already-closed',
  'meeting-cancelled',
  'meeting-resting',
  'not-present',
  'unavailable',
];

/** How a button stands that first asks whom it is about: what is said of an example counts only if it holds for all. */
export function beforeChoosing(standing: Standing): Standing {
  if (standing === null || standing.code === null || ofMeeting.includes(standing.code)) return standing;
  return { reason: null, code: null };
}

const lineGone: Refusal = { code: 'unavailable' };

/** What is refused while the line is gone: everything, but for the lack of a right that would be refused anyway. */
function withoutLine(wish: {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  readonly command: ParticipantCommand;
}): Refusal {
  const { meeting, you, command } = wish;
  const decision = decide(meeting, { kind: 'participant', id: you }, command, serverNow());
  return !decision.ok && decision.refusal.code === 'not-permitted' ? decision.refusal : lineGone;
}

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
      const refusal =
        line === 'connected' ? verbs.refusalOf(command) : withoutLine({ meeting, you, command });
      if (refusal?.code === 'not-permitted') return null;
      if (refusal === null) return { reason: null, code: null };
      return { reason: t(`refusal.${refusal.code}`), code: refusal.code };
    },
    [meeting, you, line, t],
  );
}

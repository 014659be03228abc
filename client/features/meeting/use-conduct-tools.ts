import { useTranslation } from 'react-i18next';
import { widestScope } from '../../../core/authority.ts';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { captures, isPaused } from '../../../core/recording.ts';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { closingWords } from './closing-words.ts';
import { ownDesk } from './own-desk.ts';
import { lastRecording } from './recording-state.ts';
import type { Tool } from './tool.ts';
import { useCommands } from './use-commands.ts';
import { useHall } from './use-hall.ts';
import { useToolMaker } from './use-tool-maker.ts';

/** The widest subtree whose microphones this participant may close. */
function mutingScope(meeting: Meeting, you: ParticipantId): UnitId {
  const unit = meeting.participantById[you]?.card.unit ?? meeting.unit;
  return widestScope(meeting, you, 'microphone.mute', unit) ?? meeting.unit;
}

function useRecordingTools(meeting: Meeting): readonly Tool[] {
  const { t } = useTranslation();
  const { send } = useCommands();
  const confirm = useConfirm();
  const make = useToolMaker();
  const hall = useHall(meeting);
  const last = lastRecording(meeting, hall);
  if (last !== undefined && captures(last)) {
    const paused = isPaused(last);
    const turn = paused ? ({ type: 'recording.continue' } as const) : ({ type: 'recording.pause' } as const);
    const stop = () =>
      confirm({
        title: t('meeting.recording.stopTitle'),
        text: t('meeting.recording.stopText'),
        grave: false,
        onConfirm: () => send({ type: 'recording.stop' }),
      });
    return [
      ...make({
        id: 'record',
        command: { type: 'recording.stop' },
        label: t('meeting.action.stopRecording'),
        icon: 'stopRecord',
        tone: 'record',
        shortcut: 'R',
        run: stop,
      }),
      ...make({
        id: 'pauseRecord',
        command: turn,
        label: t(paused ? 'meeting.action.continueRecording' : 'meeting.action.pauseRecording'),
        icon: paused ? 'continueRecord' : 'pauseRecord',
        tone: paused ? 'primary' : 'record',
        shortcut: 'Shift+R',
        run: () => void send(turn),
      }),
    ];
  }
  const label = t('meeting.action.startRecording');
  const start = () => void send({ type: 'recording.start' });
  return make({
    id: 'record',
    command: { type: 'recording.start' },
    label,
    icon: 'record',
    tone: 'record',
    shortcut: 'R',
    run: start,
  });
}

/** Next speaker, mute all, record. */
export function useConductTools(meeting: Meeting, you: ParticipantId): readonly Tool[] {
  const { t } = useTranslation();
  const { send } = useCommands();
  const make = useToolMaker();
  const recording = useRecordingTools(meeting);
  const next = { type: 'floor.next' } as const;
  const muteAll = { type: 'microphone.muteAll', unit: mutingScope(meeting, you) } as const;
  return [
    ...make({
      id: 'next',
      command: next,
      label: t('meeting.action.next'),
      icon: 'next',
      tone: 'primary',
      shortcut: 'N',
      run: () => void send(next),
    }),
    ...make({
      id: 'muteAll',
      command: muteAll,
      label: t('meeting.action.muteAll'),
      icon: 'muteAll',
      tone: 'plain',
      shortcut: 'Shift+M',
      run: () => void send(muteAll),
    }),
    ...recording,
  ];
}

/** Tạm nghỉ, for how long is asked first, and going on. */
export function useRestTool(meeting: Meeting, openRest: () => void): readonly Tool[] {
  const { t } = useTranslation();
  const { send } = useCommands();
  const make = useToolMaker();
  const resume = { type: 'meeting.resume' } as const;
  if (meeting.phase.kind !== 'live') return [];
  return meeting.phase.rest === null
    ? make({
        id: 'rest',
        command: { type: 'meeting.rest', until: null },
        label: t('console.rest.start'),
        icon: 'rest',
        tone: 'plain',
        shortcut: 'B',
        run: openRest,
      })
    : make({
        id: 'rest',
        command: resume,
        label: t('console.rest.resume'),
        icon: 'resume',
        tone: 'primary',
        shortcut: 'B',
        run: () => void send(resume),
      });
}

/**
 * Họp tiếp and Quay lại of one's own unit, one press each: what is done by mistake is undone by the next press. Those
 * who conduct the whole hall do it from a unit's row.
 */
export function useSidebarTool(meeting: Meeting, you: ParticipantId): readonly Tool[] {
  const { t } = useTranslation();
  const { send } = useCommands();
  const make = useToolMaker();
  const hall = useHall(meeting);
  const isAlone = hall !== meeting.unit;
  const unit = isAlone ? hall : ownDesk(meeting, you);
  if (unit === meeting.unit) return [];
  const command = isAlone
    ? ({ type: 'sidebar.close', unit } as const)
    : ({ type: 'sidebar.open', unit } as const);
  return make({
    id: 'sidebar',
    command,
    label: t(isAlone ? 'console.sidebar.close' : 'console.sidebar.open'),
    icon: isAlone ? 'sidebarBack' : 'sidebar',
    tone: 'plain',
    shortcut: 'G',
    run: () => void send(command),
  });
}

/** Opening, closing, leaving. */
export function useMeetingTools(meeting: Meeting, onLeave: () => void): readonly Tool[] {
  const { t } = useTranslation();
  const { send } = useCommands();
  const confirm = useConfirm();
  const make = useToolMaker();
  const scheduled = meeting.phase.kind === 'scheduled' || meeting.phase.kind === 'trial';
  const openIt = { type: 'meeting.open' } as const;
  const closeIt = { type: 'meeting.close' } as const;
  const close = () =>
    confirm({
      title: t('meeting.confirm.closeTitle'),
      text: closingWords(t, meeting),
      grave: true,
      onConfirm: () => send(closeIt),
    });
  const ofMeeting = scheduled
    ? make({
        id: 'open',
        command: openIt,
        label: t('meeting.action.open'),
        icon: 'open',
        tone: 'primary',
        run: () => void send(openIt),
      })
    : make({
        id: 'close',
        command: closeIt,
        label: t('meeting.action.close'),
        icon: 'close',
        tone: 'danger',
        run: close,
      });
  const mayEnd = ofMeeting.length > 0;
  const leave = () =>
    confirm({
      title: t('meeting.confirm.leaveTitle'),
      text: t(mayEnd ? 'meeting.confirm.leaveChair' : 'meeting.confirm.leavePlain'),
      grave: false,
      onConfirm: async () => onLeave(),
    });
  return [
    ...ofMeeting,
    {
      id: 'leave',
      label: t('meeting.action.leave'),
      icon: 'leave',
      tone: 'plain',
      reason: null,
      run: leave,
    },
  ];
}

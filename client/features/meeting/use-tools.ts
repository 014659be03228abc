import { useTranslation } from 'react-i18next';
import { conducts, speaksFreely, widestScope } from '../../../core/authority.ts';
import type { ParticipantCommand } from '../../../core/command.ts';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { grantHeldBy, requestOf } from '../../../core/queue.ts';
import { verbs } from '../../session/index.ts';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import type { ToolTone } from '../../ui/tool-button.tsx';
import { useCommands, useStanding } from './use-commands.ts';

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
  | 'open'
  | 'close'
  | 'leave'
  | 'wall'
  | 'settings'
  | 'adjust';

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
};

/** Whether this device can share its screen at all; phones cannot. */
function canPresent(): boolean {
  return 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;
}

type Maker = (given: Omit<Tool, 'reason'> & { readonly command: ParticipantCommand }) => readonly Tool[];

/** A tool for a command: absent without the right to it, otherwise with the reason why it cannot be used now. */
function useMaker(): Maker {
  const standing = useStanding();
  return ({ command, ...tool }) => {
    const found = standing(command);
    return found === null ? [] : [{ ...tool, reason: found.reason }];
  };
}

function useDeviceTools(meeting: Meeting, you: ParticipantId): readonly Tool[] {
  const { t } = useTranslation();
  const { attempt } = useCommands();
  const make = useMaker();
  const self = meeting.participantById[you];
  const micOn = self?.microphone === 'on';
  const cameraOn = self?.camera === 'on';
  const presenting = grantHeldBy(meeting, you, 'content') !== null;
  const microphone = make({
    id: 'microphone',
    command: { type: micOn ? 'microphone.close' : 'microphone.open' },
    label: t(micOn ? 'meeting.action.microphoneOff' : 'meeting.action.microphoneOn'),
    icon: micOn ? 'micOn' : 'micOff',
    tone: micOn ? 'on' : 'plain',
    shortcut: 'M',
    run: () => void attempt(verbs.setMicrophone(!micOn)),
  });
  const camera = make({
    id: 'camera',
    command: { type: cameraOn ? 'camera.stop' : 'camera.start' },
    label: t(cameraOn ? 'meeting.action.cameraOff' : 'meeting.action.cameraOn'),
    icon: cameraOn ? 'cameraOn' : 'cameraOff',
    tone: cameraOn ? 'on' : 'plain',
    shortcut: 'V',
    run: () => void attempt(verbs.setCamera(!cameraOn)),
  });
  if (!canPresent()) return [...microphone, ...camera];
  const present: readonly Tool[] = presenting
    ? [
        {
          id: 'present',
          label: t('meeting.action.stopPresenting'),
          icon: 'present',
          tone: 'stop',
          reason: null,
          shortcut: 'T',
          run: () => void verbs.stopPresenting(),
        },
      ]
    : make({
        id: 'present',
        command: { type: 'floor.request', floor: 'content', kind: 'presentation', topic: '' },
        label: t('meeting.action.present'),
        icon: 'present',
        tone: 'plain',
        shortcut: 'T',
        run: () => void attempt(verbs.startPresenting()),
      });
  return [...microphone, ...camera, ...present];
}

function useFloorTools(meeting: Meeting, you: ParticipantId): readonly Tool[] {
  const { t } = useTranslation();
  const { send } = useCommands();
  const make = useMaker();
  const grant = grantHeldBy(meeting, you, 'speech');
  if (grant !== null) {
    const release = { type: 'floor.release', grant: grant.id } as const;
    const label = t('meeting.action.endSpeech');
    return make({
      id: 'floor',
      command: release,
      label,
      icon: 'endSpeech',
      tone: 'stop',
      shortcut: 'P',
      run: () => void send(release),
    });
  }
  const request = requestOf(meeting, you, 'speech');
  if (request !== null) {
    const cancel = { type: 'floor.cancel', request: request.id } as const;
    const label = t('meeting.action.withdraw');
    return make({
      id: 'floor',
      command: cancel,
      label,
      icon: 'withdraw',
      tone: 'danger',
      shortcut: 'P',
      run: () => void send(cancel),
    });
  }
  // Whoever speaks without being given the floor has nothing to ask for.
  if (speaksFreely(meeting, you)) return [];
  const ask = { type: 'floor.request', floor: 'speech', kind: 'discussion', topic: '' } as const;
  const label = t('meeting.action.request');
  return make({
    id: 'floor',
    command: ask,
    label,
    icon: 'hand',
    tone: 'primary',
    shortcut: 'P',
    run: () => void send(ask),
  });
}

/** The widest subtree whose microphones this participant may close. */
function mutingScope(meeting: Meeting, you: ParticipantId): UnitId {
  const unit = meeting.participantById[you]?.card.unit ?? meeting.unit;
  return widestScope(meeting, you, 'microphone.mute', unit) ?? meeting.unit;
}

function useRecordingTools(meeting: Meeting): readonly Tool[] {
  const { t } = useTranslation();
  const { send } = useCommands();
  const confirm = useConfirm();
  const make = useMaker();
  const last = meeting.recordings.at(-1)?.state;
  if (last === 'starting' || last === 'recording') {
    const stop = () =>
      confirm({
        title: t('meeting.recording.stopTitle'),
        text: t('meeting.recording.stopText'),
        grave: false,
        onConfirm: () => send({ type: 'recording.stop' }),
      });
    const label = t('meeting.action.stopRecording');
    return make({
      id: 'record',
      command: { type: 'recording.stop' },
      label,
      icon: 'stopRecord',
      tone: 'record',
      shortcut: 'R',
      run: stop,
    });
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

function useConductTools(meeting: Meeting, you: ParticipantId): readonly Tool[] {
  const { t } = useTranslation();
  const { send } = useCommands();
  const make = useMaker();
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

function useMeetingTools(meeting: Meeting, onLeave: () => void): readonly Tool[] {
  const { t } = useTranslation();
  const { send } = useCommands();
  const confirm = useConfirm();
  const make = useMaker();
  const scheduled = meeting.phase.kind === 'scheduled';
  const openIt = { type: 'meeting.open' } as const;
  const closeIt = { type: 'meeting.close' } as const;
  const close = () =>
    confirm({
      title: t('meeting.confirm.closeTitle'),
      text: t('meeting.confirm.closeText'),
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

/** What the screen itself opens and closes. */
export type ScreenDeeds = {
  readonly leave: () => void;
  readonly wallOpened: boolean;
  readonly toggleWall: () => void;
  readonly openSettings: () => void;
  readonly openDevices: () => void;
};

/** Tools of the screen alone: nothing is asked of the hub. */
function useScreenTools(deeds: ScreenDeeds) {
  const { t } = useTranslation();
  const tool = { tone: 'plain', reason: null } as const;
  const wall: Tool = {
    ...tool,
    id: 'wall',
    label: t('meeting.action.wall'),
    icon: 'wall',
    shortcut: 'W',
    pressed: deeds.wallOpened,
    run: deeds.toggleWall,
  };
  const adjust: Tool = {
    ...tool,
    id: 'devices',
    label: t('meeting.action.devices'),
    icon: 'adjust',
    run: deeds.openDevices,
  };
  const settings: Tool = {
    ...tool,
    id: 'settings',
    label: t('meeting.action.settings'),
    icon: 'settings',
    run: deeds.openSettings,
  };
  return { wall, adjust, settings };
}

/** Everything one may do from the bar, in the groups it is drawn in. The rights are the core's. */
export function useTools(meeting: Meeting, you: ParticipantId, deeds: ScreenDeeds): Tools {
  const screen = useScreenTools(deeds);
  const conductTools = useConductTools(meeting, you);
  return {
    devices: [...useDeviceTools(meeting, you), screen.adjust],
    floor: useFloorTools(meeting, you),
    conduct: conducts(meeting, you) ? [...conductTools, screen.wall] : conductTools,
    meeting: [screen.settings, ...useMeetingTools(meeting, deeds.leave)],
  };
}

import { useTranslation } from 'react-i18next';
import { speaksFreely } from '../../../core/authority.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { grantHeldBy, requestOf } from '../../../core/queue.ts';
import { verbs } from '../../session/index.ts';
import type { Tool } from './tool.ts';
import { useCommands } from './use-commands.ts';
import { useToolMaker } from './use-tool-maker.ts';

/** Whether this device can share its screen at all; phones cannot. */
function canPresent(): boolean {
  return 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;
}

/** One's own microphone, camera and presentation. */
export function useDeviceTools(meeting: Meeting, you: ParticipantId): readonly Tool[] {
  const { t } = useTranslation();
  const { attempt } = useCommands();
  const make = useToolMaker();
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

/** One's own floor: ask for it, withdraw, end it. */
export function useFloorTools(meeting: Meeting, you: ParticipantId): readonly Tool[] {
  const { t } = useTranslation();
  const { send } = useCommands();
  const make = useToolMaker();
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

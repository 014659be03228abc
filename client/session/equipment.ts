import { participantOf } from '../../core/participant.ts';
import { receives } from '../../core/stage.ts';
import type { Equipment } from '../../protocol/message.ts';
import type { LocalDevice, MeetingSession } from './contract.ts';
import { type DeviceChoice, onChoice, rememberedChoice } from './media/choice.ts';
import { meetingStore, receptionStore } from './session-store.ts';

/** What changes together is reported once: plugging in a camera makes three changes. */
const gatherMs = 300;
/** As many as the hub takes, and as long as it takes them (protocol/message.ts). */
const mostDevices = 30;
const longestId = 300;
const longestLabel = 200;
const longestBrowser = 300;

const kindByBrowser: Readonly<Record<MediaDeviceKind, Equipment['devices'][number]['kind']>> = {
  videoinput: 'camera',
  audioinput: 'microphone',
  audiooutput: 'speaker',
};
/** Chromium lists the usual device twice: under its own id, and under these. */
const aliases = ['', 'default', 'communications'];

function faultOf(device: LocalDevice): Equipment['cameraFault'] {
  return device.kind === 'failed' ? device.reason : null;
}

type Found = {
  readonly devices: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[];
  readonly choice: DeviceChoice;
  readonly session: Pick<MeetingSession, 'camera' | 'microphone' | 'volume'>;
  readonly soundBlocked: boolean;
  readonly screen: { readonly width: number; readonly height: number };
  readonly browser: string;
};

/** What the page says of its device, within what the hub takes. */
export function equipmentOf({ devices, choice, session, soundBlocked, screen, browser }: Found): Equipment {
  return {
    devices: devices
      .filter(({ deviceId }) => !aliases.includes(deviceId) && deviceId.length <= longestId)
      .slice(0, mostDevices)
      .map(({ kind, deviceId, label }) => ({
        kind: kindByBrowser[kind],
        id: deviceId,
        label: label.slice(0, longestLabel),
      })),
    camera: choice.camera,
    microphone: choice.microphone,
    speaker: choice.speaker,
    cameraFault: faultOf(session.camera),
    microphoneFault: faultOf(session.microphone),
    volume: session.volume,
    soundBlocked,
    screen: { width: Math.round(screen.width), height: Math.round(screen.height) },
    browser: browser.slice(0, longestBrowser),
  };
}

async function look(): Promise<Equipment> {
  const ratio = window.devicePixelRatio;
  return equipmentOf({
    devices: (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [],
    choice: rememberedChoice(),
    session: meetingStore.getState(),
    soundBlocked: receptionStore.getState().audioBlocked,
    screen: { width: window.screen.width * ratio, height: window.screen.height * ratio },
    browser: navigator.userAgent,
  });
}

let stop: (() => void) | null = null;

/** Seated (again): a site reports what there is, and whatever changes of it, while it is in the meeting. */
export function startEquipment(report: (equipment: Equipment) => void): void {
  stopEquipment();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let reported = '';
  let stopped = false;

  const isInside = () => {
    const { meeting, you } = meetingStore.getState();
    // A person's own device is nobody else's affair: the hub would not take it.
    if (meeting === null || you === null || participantOf(meeting, you)?.card.kind !== 'site') return false;
    return receives(meeting, you);
  };
  let wasInside = isInside();
  const tell = async () => {
    timer = null;
    if (!isInside()) return;
    const equipment = await look();
    const text = JSON.stringify(equipment);
    if (stopped || text === reported) return;
    reported = text;
    report(equipment);
  };
  const soon = () => {
    timer ??= setTimeout(() => void tell(), gatherMs);
  };

  const endings = [
    onChoice(soon),
    meetingStore.subscribe((now, before) => {
      const same =
        now.camera === before.camera && now.microphone === before.microphone && now.volume === before.volume;
      const inside = isInside();
      if (!same || inside !== wasInside) soon();
      wasInside = inside;
    }),
    receptionStore.subscribe((now, before) => {
      if (now.audioBlocked !== before.audioBlocked) soon();
    }),
  ];
  navigator.mediaDevices?.addEventListener('devicechange', soon);
  window.addEventListener('resize', soon);
  stop = () => {
    stopped = true;
    if (timer !== null) clearTimeout(timer);
    for (const end of endings) end();
    navigator.mediaDevices?.removeEventListener('devicechange', soon);
    window.removeEventListener('resize', soon);
  };
  soon();
}

/** Left: nothing more is reported. */
export function stopEquipment(): void {
  stop?.();
  stop = null;
}

import { create } from 'zustand';
import type {
  Equipment,
  Identity,
  LocalDevice,
  MeetingSession,
  MeetingVerbs,
} from '../../client/session/contract.ts';
import { documents as sessionDocuments } from '../../client/session/documents.ts';
import type { Result } from '../../client/session/result.ts';
import { countByLevel } from '../../core/counts.ts';
import { decide } from '../../core/decide.ts';
import { hallOf } from '../../core/hall.ts';
import type { MeetingId, ParticipantId } from '../../core/id.ts';
import { grantHeldBy, pendingOf, placeOf } from '../../core/queue.ts';
import { redact } from '../../core/redact.ts';
import { stageParticipants } from '../../core/stage.ts';
import type { Account, MeetingListItem } from '../../protocol/http.ts';
import type { ShownPicture, Source } from '../../protocol/media.ts';
import { documentFileOf, documentsReplyOf } from './document-scenes.ts';
import { paintedPicture } from './painted-picture.ts';
import { type Scene, scenes } from './scenes.ts';
import { createStandInHub, scheduledAt } from './stand-in-hub.ts';
import { createOffice } from './stand-in-office.ts';

/** Takes the session's place in the gallery: same names, same shapes, the core instead of a hub. */
export * from '../../client/session/index.ts';

const query = new URLSearchParams(location.search);
const scene: Scene = scenes[query.get('scene') ?? ''] ?? (scenes['chair-busy'] as Scene);
/** `?running`: the clock goes, for trying things by hand; otherwise it stands, so that pictures can be compared. */
const running = query.has('running');
const given = scene.session ?? {};

const hub = createStandInHub(scene.sites);
scene.play(hub);
const loadedAt = Date.now();
const moment = hub.now();

function now(): number {
  return running ? moment + (Date.now() - loadedAt) : moment;
}

function camera(): LocalDevice {
  const self = hub.meeting().participantById[scene.you];
  if (given.camera) return { kind: 'failed', reason: given.camera };
  return self?.camera === 'on' ? { kind: 'on', track: paintedPicture(self.card.name) } : { kind: 'off' };
}

function line(): MeetingSession['line'] {
  switch (given.line) {
    case undefined:
      return { kind: 'connected' };
    case 'connecting':
      return { kind: 'connecting' };
    case 'lost':
      return { kind: 'lost', since: Date.now() - 9_000, attempt: 3 };
    default:
      return { kind: 'ended', refusal: { code: given.line } };
  }
}

/** What every room's computer reports of its devices. */
const equipment: Equipment = {
  devices: [
    { kind: 'camera', id: 'cam-1', label: 'Logitech Rally Camera (046d:0881)' },
    { kind: 'camera', id: 'cam-2', label: 'USB 2.0 PC Camera' },
    { kind: 'microphone', id: 'mic-1', label: 'Micro hội trường (USB Audio Device)' },
    { kind: 'microphone', id: 'mic-2', label: 'HD Webcam C270 Mono' },
    { kind: 'speaker', id: 'speaker-1', label: 'TV Samsung 65 inch (HDMI)' },
  ],
  camera: 'cam-1',
  microphone: 'mic-1',
  speaker: null,
  cameraFault: null,
  microphoneFault: null,
  volume: 80,
  soundBlocked: false,
  screen: { width: 1920, height: 1080 },
  browser: 'Chromium 156',
};

function session(): MeetingSession {
  const meeting = given.line === 'connecting' ? null : redact(hub.meeting(), scene.you);
  const whole = hub.meeting();
  return {
    line: line(),
    you: scene.you,
    meeting,
    clockOffset: 0,
    counts: countByLevel(whole),
    place: {
      type: 'place',
      speech: placeOf(whole, scene.you, 'speech'),
      content: placeOf(whole, scene.you, 'content'),
      of: pendingOf(whole, 'speech').length,
    },
    lineQualityById: Object.fromEntries(
      Object.keys(whole.participantById).map((participant, index) => [participant, index % 11 === 4 ? 1 : 4]),
    ),
    microphone: { kind: 'off' },
    camera: camera(),
    screen: { kind: 'off' },
    volume: 80,
    assisted: given.assisted === undefined ? null : { order: given.assisted, at: now() },
    equipmentById: Object.fromEntries(
      Object.values(whole.participantById)
        .filter(({ card, presence }) => card.kind === 'site' && presence.kind === 'present')
        .map(({ card }) => [card.participant, equipment]),
    ),
  };
}

const useStore = create<MeetingSession>(() => session());
hub.watch(() => useStore.setState(session()));

export const useMeetingSession = useStore;

const viewed = create<{ readonly pictures: readonly ShownPicture[] }>(() => ({ pictures: [] }));

export function useTrack(participant: ParticipantId, source: Source): MediaStreamTrack | null {
  const meeting = useStore((state) => state.meeting);
  const pictures = viewed((state) => state.pictures);
  const known = hub.meeting().participantById[participant];
  if (!meeting || !known || source === 'microphone' || known.presence.kind !== 'present') return null;
  if (source === 'screen')
    return grantHeldBy(meeting, participant, 'content') ? paintedPicture(known.card.name, 'screen') : null;
  const seen =
    stageParticipants(hub.meeting(), hallOf(hub.meeting(), scene.you)).includes(participant) ||
    pictures.some((picture) => picture.participant === participant);
  return seen && known.camera === 'on' ? paintedPicture(known.card.name) : null;
}

export function useLevel(participant: ParticipantId): number {
  return hub.meeting().grants.some((grant) => grant.holder.participant === participant) ? -26 : -127;
}

const clock = create<{ readonly now: number }>(() => ({ now: now() }));
if (running)
  setInterval(() => {
    hub.at(now() - scheduledAt);
    hub.system('clock', { type: 'clock.tick' });
    clock.setState({ now: now() });
  }, 1000);
export function useNow(): number {
  return clock((state) => state.now);
}
export const serverNow = now;

const sound = create<{ readonly blocked: boolean }>(() => ({ blocked: given.soundBlocked === true }));
export function useAudioBlocked() {
  return { blocked: sound((state) => state.blocked), unblock: () => sound.setState({ blocked: false }) };
}

const self = hub.meeting().participantById[scene.you]?.card;
const account: Account = {
  kind: scene.screen === 'site' ? 'site' : 'person',
  participant: scene.you,
  name: self?.name ?? '',
  position: self?.position ?? '',
  unit: self?.unit ?? hub.meeting().unit,
  unitName: self?.unitName ?? '',
  administrator: scene.screen === 'office',
  operates: scene.screen === 'office' ? [hub.meeting().unit] : [],
};
const identity: Identity = scene.path === '/sign-in' ? { kind: 'signedOut' } : { kind: 'signedIn', account };
export const useIdentity = (): Identity => identity;
export const startSession = (): void => undefined;
export const keptSeat = () => null;
export const rememberedChoice = () => ({
  camera: null,
  microphone: null,
  speaker: null,
  pictureHeight: 720 as const,
  cameraOn: true,
  checked: given.unchecked !== true,
});

export const verbs: MeetingVerbs = {
  join: () => Promise.resolve(null),
  leave: () => Promise.resolve(),
  send: (command) => Promise.resolve(hub.do(scene.you, command)),
  refusalOf: (command) => {
    const decision = decide(hub.meeting(), { kind: 'participant', id: scene.you }, command, now());
    return decision.ok ? null : decision.refusal;
  },
  setCamera: (on) => Promise.resolve(hub.do(scene.you, { type: on ? 'camera.start' : 'camera.stop' })),
  setMicrophone: (on) =>
    Promise.resolve(hub.do(scene.you, { type: on ? 'microphone.open' : 'microphone.close' })),
  startPresenting: () =>
    Promise.resolve(
      hub.do(scene.you, { type: 'floor.request', floor: 'content', kind: 'presentation', topic: '' }),
    ),
  stopPresenting: () => {
    const held = grantHeldBy(hub.meeting(), scene.you, 'content');
    if (held) hub.do(scene.you, { type: 'floor.release', grant: held.id });
    return Promise.resolve();
  },
  setView: (pictures) => viewed.setState({ pictures }),
  setSize: () => undefined,
  setVolume: () => undefined,
  runLineTest: () => Promise.resolve({ kind: 'cancelled' }),
  runSoundTest: () => Promise.resolve({ kind: 'cancelled' }),
};

const listed: MeetingListItem = {
  id: 'giao-ban' as MeetingId,
  title: hub.meeting().title,
  unit: hub.meeting().unit,
  unitName: 'Trung ương',
  scheduledAt,
  plannedMs: null,
  phase: hub.meeting().phase,
  moved: null,
  mayArrange: false,
  readsLog: false,
  documents: 0,
  role: 'site',
  invited: 84,
  present: 0,
};
/** Far enough ahead that the site's screen waits instead of joining. */
const later: MeetingListItem = { ...listed, scheduledAt: scheduledAt + 26 * 3_600_000 };
const waits = hub.meeting().seq === 1;
const office = createOffice(hub);
export const records = office.records;
export const api = {
  ...office.api,
  meetings: (): Promise<Result<readonly MeetingListItem[]>> =>
    scene.screen === 'office'
      ? office.api.meetings()
      : Promise.resolve({ ok: true, reply: [waits ? later : listed] }),
};

export const documents = {
  ...sessionDocuments,
  list: () => Promise.resolve({ ok: true, reply: documentsReplyOf(hub, scene.screen === 'office') } as const),
  file: (_meeting: MeetingId, document: string) =>
    Promise.resolve({ ok: true, reply: documentFileOf(hub, document) } as const),
};

export const siteSignIn = () =>
  Promise.resolve(given.pairing ? ({ kind: 'unpaired' } as const) : ({ kind: 'signedIn', account } as const));
export const startPairing = () =>
  Promise.resolve({ ok: true, reply: { code: '482915', secret: 'x', expiresAt: now() + 600_000 } } as const);
export const claimPairing = () => Promise.resolve({ ok: true, reply: { state: 'waiting' } } as const);

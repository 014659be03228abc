import type { AssistOrder } from '../../core/assist.ts';
import type { ParticipantCommand } from '../../core/command.ts';
import type { ParticipantId, RecordingId } from '../../core/id.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { SpeechKind } from '../../core/speech.ts';
import { archiveScenes } from './archive-scenes.ts';
import { consoleScenes } from './console-scenes.ts';
import { documentScenes } from './document-scenes.ts';
import { officeScenes } from './office-scenes.ts';
import type { PartName } from './part.tsx';
import { playerScenes } from './player-scenes.ts';
import { recordingScenes } from './recording-scenes.ts';
import { roomScenes } from './room-scenes.ts';
import { person, type StandInHub, site } from './stand-in-hub.ts';
import { voteScenes } from './vote-scenes.ts';

/** One state of one screen: who looks, and how it came about. */
export type Scene = {
  readonly screen: 'meeting' | 'site' | 'part' | 'office';
  /** Where, of the screens around the meetings. */
  readonly path?: string;
  /** Which part, of a screen that shows one alone. */
  readonly part?: PartName;
  readonly you: ParticipantId;
  /** How many sites; the demo's 77 if left out. */
  readonly sites?: number;
  /** Plays the meeting up to the moment that is looked at. */
  readonly play: (hub: StandInHub) => void;
  /** How the session stands beside the meeting. */
  readonly session?: {
    readonly line?: 'connecting' | 'lost' | Refusal['code'];
    readonly camera?: 'denied';
    readonly soundBlocked?: boolean;
    readonly unchecked?: boolean;
    readonly pairing?: boolean;
    readonly assisted?: AssistOrder;
  };
  /** What is pressed before looking, by accessible name. */
  readonly press?: readonly {
    readonly role: 'button' | 'tab' | 'menuitem' | 'combobox' | 'option';
    readonly name: string;
  }[];
  /** Typed into a field, by label. */
  readonly type?: { readonly label: string; readonly text: string };
  /** A key pressed last. */
  readonly key?: string;
};

const minute = 60_000;
const chair = person('chutri');
const commune = '11.103.03156';

const grant = (participant: ParticipantId, kind: SpeechKind | null = null): ParticipantCommand => ({
  type: 'floor.grant',
  floor: 'speech',
  participant,
  kind,
  limitMs: null,
});
const ask = (kind: SpeechKind, topic = ''): ParticipantCommand => ({
  type: 'floor.request',
  floor: 'speech',
  kind,
  topic,
});

/** Everybody in, but for some who have not come, lost the line, or keep the camera off. */
function gather(hub: StandInHub): void {
  hub.at(-10 * minute);
  const all = Object.keys(hub.meeting().participantById) as ParticipantId[];
  const late = new Set<ParticipantId>([
    site('54.561.22222'),
    site('38.393.15358'),
    site('11.103.03172'),
    person('pho'),
  ]);
  for (const [index, participant] of all.entries()) {
    if (!late.has(participant)) hub.join(participant, index % 9 === 7 ? 'off' : 'on');
  }
  for (const unit of ['11.103.03165', '54.561.22210'])
    hub.system('hub', { type: 'participant.drop', participant: site(unit) });
}

function open(hub: StandInHub): void {
  gather(hub);
  hub.at(0);
  hub.do(chair, { type: 'meeting.open' });
  hub.do(chair, { type: 'microphone.open' });
  const third = hub.meeting().agenda[2];
  if (third) hub.do(chair, { type: 'agenda.select', item: third.id });
}

function record(hub: StandInHub): RecordingId {
  hub.do(chair, { type: 'recording.start' });
  const recording = hub.meeting().recordings.at(-1)?.id;
  if (!recording) throw new Error('not recorded');
  hub.system('recorder', { type: 'recording.confirm', recording });
  return recording;
}

/** A speaker four minutes in, five in the queue, two at the door. */
function busy(hub: StandInHub): void {
  open(hub);
  record(hub);
  hub.at(20 * minute);
  hub.do(site(commune), ask('discussion'));
  hub.do(chair, grant(site(commune)));
  hub.do(
    person('daibieu1'),
    ask('question', 'Tiến độ giải ngân chương trình mục tiêu quốc gia vùng đồng bào dân tộc thiểu số'),
  );
  hub.at(21 * minute);
  hub.do(site('38.393'), ask('discussion'));
  hub.do(site('77'), ask('paper'));
  hub.at(22.6 * minute);
  hub.do(person('daibieu2'), ask('debate'));
  hub.do(site('11.103.03167'), ask('explanation', 'Hạ tầng đường truyền'));
  hub.stranger('khach1', 'Nguyễn Trần Khánh An Thụy', 'Chuyên gia tư vấn, Viện Chiến lược phát triển', '11');
  hub.stranger('khach2', 'Lê Vân', '', '77');
  hub.at(24 * minute);
}

function twoSpeakers(hub: StandInHub): void {
  busy(hub);
  hub.do(chair, grant(person('daibieu3'), 'answer'));
  hub.at(26.2 * minute);
  hub.system('clock', { type: 'clock.tick' });
}

function presenting(hub: StandInHub): void {
  busy(hub);
  hub.do(site(commune), { type: 'floor.request', floor: 'content', kind: 'presentation', topic: '' });
}

function timeUp(hub: StandInHub): void {
  busy(hub);
  for (const at of [26.5, 28.2]) {
    hub.at(at * minute);
    hub.system('clock', { type: 'clock.tick' });
  }
}

function recordingFailed(hub: StandInHub): void {
  open(hub);
  const recording = record(hub);
  hub.at(12 * minute);
  hub.system('recorder', { type: 'recording.interrupt', recording, reason: 'recorder-gone' });
  hub.at(14 * minute);
}

function chairGone(hub: StandInHub): void {
  gather(hub);
  hub.join(person('pho'));
  hub.do(chair, { type: 'meeting.open' });
  hub.at(3 * minute);
  hub.system('hub', { type: 'participant.drop', participant: chair });
  hub.at(3.5 * minute);
  hub.system('clock', { type: 'clock.tick' });
}

function scheduled(hub: StandInHub): void {
  gather(hub);
  hub.at(-4 * minute);
}

function closed(hub: StandInHub): void {
  busy(hub);
  hub.at(95 * minute);
  hub.do(chair, { type: 'meeting.close' });
}

function strict(hub: StandInHub): void {
  open(hub);
  hub.stranger('khach1', 'Nguyễn Trần Khánh An Thụy', 'Chuyên gia tư vấn', '11');
}

const delegate = person('daibieu1');
const withdraw = (hub: StandInHub) => {
  busy(hub);
  const request = hub.meeting().queue.find((each) => each.beneficiary.participant === delegate);
  if (request) hub.do(delegate, { type: 'floor.cancel', request: request.id });
};
const speaking = (hub: StandInHub) => {
  busy(hub);
  hub.do(chair, grant(delegate));
  hub.at(25 * minute);
};
const queuedThird = (hub: StandInHub) => {
  withdraw(hub);
  hub.do(delegate, ask('discussion'));
};

/** Every state that is looked at, by name. */
export const scenes: Readonly<Record<string, Scene>> = {
  'chair-busy': { screen: 'meeting', you: chair, play: busy },
  'chair-quiet': { screen: 'meeting', you: chair, play: open },
  'chair-scheduled': { screen: 'meeting', you: chair, play: scheduled },
  'chair-two': { screen: 'meeting', you: chair, play: twoSpeakers },
  'chair-content': { screen: 'meeting', you: chair, play: presenting },
  'chair-time-up': { screen: 'meeting', you: chair, play: timeUp },
  'chair-recording-failed': { screen: 'meeting', you: chair, play: recordingFailed },
  'chair-lost': { screen: 'meeting', you: chair, play: busy, session: { line: 'lost' } },
  'chair-sites': { screen: 'meeting', you: chair, play: busy, press: [{ role: 'tab', name: 'Điểm cầu' }] },
  'chair-find': {
    screen: 'meeting',
    you: chair,
    play: busy,
    press: [{ role: 'tab', name: 'Điểm cầu' }],
    type: { label: 'Tìm điểm cầu, đại biểu', text: 'nam' },
  },
  'chair-agenda': {
    screen: 'meeting',
    you: chair,
    play: busy,
    press: [{ role: 'tab', name: 'Chương trình' }],
  },
  'chair-wall': {
    screen: 'meeting',
    you: chair,
    play: busy,
    press: [{ role: 'button', name: 'Xem các điểm cầu' }],
  },
  'chair-close': {
    screen: 'meeting',
    you: chair,
    play: busy,
    press: [{ role: 'button', name: 'Kết thúc cuộc họp' }],
  },
  'chair-settings': {
    screen: 'meeting',
    you: chair,
    play: busy,
    press: [{ role: 'menuitem', name: 'Cài đặt cuộc họp' }],
  },
  'province-chair': { screen: 'meeting', you: person('chutri.dienbien'), play: busy },
  'deputy-acting': { screen: 'meeting', you: person('pho'), play: chairGone },
  'operator-sites': {
    screen: 'meeting',
    you: person('kythuat'),
    play: busy,
    press: [{ role: 'tab', name: 'Điểm cầu' }],
  },
  'delegate-idle': { screen: 'meeting', you: delegate, play: withdraw },
  'delegate-choose': {
    screen: 'meeting',
    you: delegate,
    play: withdraw,
    press: [{ role: 'button', name: 'Chọn hình thức' }],
  },
  'delegate-queued': { screen: 'meeting', you: delegate, play: queuedThird },
  'delegate-next': { screen: 'meeting', you: delegate, play: busy },
  'delegate-speaking': { screen: 'meeting', you: delegate, play: speaking },
  'delegate-content': { screen: 'meeting', you: delegate, play: presenting },
  'delegate-lost': { screen: 'meeting', you: delegate, play: queuedThird, session: { line: 'lost' } },
  'delegate-no-camera': {
    screen: 'meeting',
    you: delegate,
    play: withdraw,
    session: { camera: 'denied', soundBlocked: true },
  },
  observer: { screen: 'meeting', you: person('duthinh'), play: busy },
  'entry-check': { screen: 'meeting', you: delegate, play: open, session: { unchecked: true } },
  'entry-connecting': { screen: 'meeting', you: delegate, play: open, session: { line: 'connecting' } },
  'entry-lobby': { screen: 'meeting', you: delegate, play: scheduled },
  'entry-waiting': { screen: 'meeting', you: person('khach1'), play: strict },
  'entry-replaced': { screen: 'meeting', you: delegate, play: open, session: { line: 'replaced' } },
  'entry-denied': { screen: 'meeting', you: delegate, play: open, session: { line: 'admission-denied' } },
  'entry-failed': { screen: 'meeting', you: delegate, play: open, session: { line: 'overloaded' } },
  'entry-closed': { screen: 'meeting', you: delegate, play: closed },
  'site-pairing': { screen: 'site', you: site(commune), play: scheduled, session: { pairing: true } },
  'site-waiting': { screen: 'site', you: site(commune), play: () => undefined },
  'site-lobby': { screen: 'site', you: site(commune), play: scheduled },
  'site-idle': { screen: 'site', you: site('38.393.15352'), play: busy },
  'site-queued': { screen: 'site', you: site('38.393'), play: busy },
  'site-next': {
    screen: 'site',
    you: site('11.103.03169'),
    play: (hub) => {
      open(hub);
      hub.do(site('11.103.03169'), ask('discussion'));
    },
  },
  'site-speaking': { screen: 'site', you: site(commune), play: busy },
  'site-time-up': { screen: 'site', you: site(commune), play: timeUp },
  'site-content': { screen: 'site', you: site('77'), play: presenting },
  'site-lost': { screen: 'site', you: site('38.393'), play: busy, session: { line: 'lost' } },
  'site-sound': { screen: 'site', you: site('38.393'), play: busy, session: { soundBlocked: true } },
  'site-recording-failed': { screen: 'site', you: site('38.393'), play: recordingFailed },
  'site-closed': { screen: 'site', you: site(commune), play: closed },
  ...roomScenes,
  ...consoleScenes,
  ...officeScenes(busy),
  ...archiveScenes(busy),
  ...playerScenes(busy),
  ...recordingScenes(open),
  ...voteScenes(busy),
  ...documentScenes(busy),
};

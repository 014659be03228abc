import type { ParticipantCommand } from '../../core/command.ts';
import type { ParticipantId, UnitId } from '../../core/id.ts';
import type { SpeechKind } from '../../core/speech.ts';
import type { Scene } from './scenes.ts';
import { person, type StandInHub, site } from './stand-in-hub.ts';

/** The chair's and the province's consoles: levels, procedure, many sites. */
const minute = 60_000;
const chair = person('chutri');
const provinceChair = person('chutri.dienbien');
const province = '11' as UnitId;

const ask = (kind: SpeechKind, topic = ''): ParticipantCommand => ({
  type: 'floor.request',
  floor: 'speech',
  kind,
  topic,
});

/** Does it, or says that the scene is not what its name says. */
function act(hub: StandInHub, as: ParticipantId, command: ParticipantCommand): void {
  const refusal = hub.do(as, command);
  if (refusal !== null) throw new Error(`${command.type} by ${as}: ${refusal.code}`);
}

function gather(hub: StandInHub): void {
  hub.at(-10 * minute);
  const all = Object.keys(hub.meeting().participantById) as ParticipantId[];
  for (const [index, participant] of all.entries())
    if (index % 17 !== 11 || participant === site('38.393'))
      hub.join(participant, index % 9 === 7 ? 'off' : 'on');
  for (const unit of ['11.103.03165', '54.561.22210'])
    hub.system('hub', { type: 'participant.drop', participant: site(unit) });
}

function open(hub: StandInHub): void {
  gather(hub);
  hub.at(0);
  act(hub, chair, { type: 'meeting.open' });
  const [first, second, third] = hub.meeting().agenda;
  if (first) act(hub, chair, { type: 'agenda.select', item: first.id });
  hub.at(14 * minute);
  if (second) act(hub, chair, { type: 'agenda.select', item: second.id });
  hub.at(31 * minute);
  if (third) act(hub, chair, { type: 'agenda.select', item: third.id });
}

/** A queue with debates apart, second turns, a list, and a speaker whose time is nearly up. */
function queue(hub: StandInHub): void {
  open(hub);
  const present = Object.values(hub.meeting().participantById)
    .filter(({ card, presence }) => card.kind === 'site' && presence.kind === 'present')
    .map(({ card }) => card.participant);
  act(hub, chair, {
    type: 'floor.grant',
    floor: 'speech',
    participant: present[4] ?? site('77'),
    kind: 'discussion',
    limitMs: null,
  });
  hub.at(33 * minute);
  for (const [index, participant] of present.slice(20, 33).entries()) {
    hub.at(33 * minute + index * 20_000);
    act(hub, participant, ask(index % 4 === 3 ? 'debate' : index % 5 === 2 ? 'paper' : 'discussion'));
  }
  act(
    hub,
    person('daibieu1'),
    ask('question', 'Tiến độ giải ngân chương trình mục tiêu quốc gia vùng đồng bào dân tộc thiểu số'),
  );
  act(hub, chair, {
    type: 'floor.enlist',
    participants: present.slice(40, 43),
    kind: 'paper',
    limitMs: null,
  });
  hub.at(37.4 * minute);
}

/** Requests climb: those of lower levels lie at their own desks. */
function climbing(hub: StandInHub): void {
  open(hub);
  act(hub, chair, { type: 'settings.change', settings: { requestRoute: 'climb' } });
  for (const unit of ['11.103.03156', '11.103.03169', '11', '38.393', '11.103.03167', '77'])
    act(hub, site(unit), ask('discussion'));
  act(hub, person('daibieu1'), ask('debate'));
  hub.at(34 * minute);
}

/** The floor is with the province. */
function called(hub: StandInHub): void {
  climbing(hub);
  act(hub, chair, { type: 'floor.delegate', unit: province, kind: null, limitMs: 10 * minute });
  hub.at(35.2 * minute);
}

/** The province has picked a commune. */
function passedOn(hub: StandInHub): void {
  called(hub);
  act(hub, provinceChair, {
    type: 'floor.grant',
    floor: 'speech',
    participant: site('11.103.03156'),
    kind: null,
    limitMs: null,
  });
  hub.at(37 * minute);
}

function alone(hub: StandInHub): void {
  queue(hub);
  act(hub, chair, { type: 'sidebar.open', unit: province });
  hub.at(41 * minute);
  act(hub, chair, { type: 'sidebar.recall', participant: site('11.103.03169') });
  act(hub, provinceChair, {
    type: 'floor.grant',
    floor: 'speech',
    participant: site('11.103.03156'),
    kind: null,
    limitMs: null,
  });
  hub.at(43 * minute);
}

function questioning(hub: StandInHub): void {
  open(hub);
  act(hub, chair, { type: 'settings.change', settings: { discussion: 'questioning' } });
  act(hub, chair, { type: 'question.call', asker: person('daibieu1'), answerer: person('daibieu3') });
  hub.at(32.5 * minute);
  act(hub, site('77'), ask('questioningDebate'));
  act(hub, site('38.393'), ask('question', 'Chất lượng đường truyền tới xã'));
  act(hub, chair, { type: 'question.end' });
  act(hub, person('daibieu1'), ask('questioningDebate'));
  act(hub, chair, { type: 'question.call', asker: site('38.393'), answerer: person('daibieu3') });
  hub.at(33 * minute);
}

function resting(hub: StandInHub): void {
  queue(hub);
  act(hub, chair, { type: 'meeting.rest', until: hub.now() + 15 * minute });
}

function written(hub: StandInHub): void {
  queue(hub);
  act(hub, chair, { type: 'opinion.collect' });
  const [first] = hub.meeting().opinions;
  if (first)
    act(hub, first.author.participant, {
      type: 'opinion.write',
      opinion: first.id,
      topic: 'Hạ tầng đường truyền',
      text: 'Đề nghị bố trí thêm kinh phí bảo trì đường truyền cho các xã biên giới trong năm 2027.',
    });
}

function lit(hub: StandInHub): void {
  queue(hub);
  act(hub, chair, { type: 'stage.spotlight', participant: site('77') });
}

const sites = { role: 'tab', name: 'Điểm cầu' } as const;
const agenda = { role: 'tab', name: 'Chương trình' } as const;
const wall = { role: 'button', name: 'Xem các điểm cầu' } as const;
const meeting = { screen: 'meeting' } as const;
const button = (name: string) => ({ role: 'button', name }) as const;

export const consoleScenes: Readonly<Record<string, Scene>> = {
  'console-queue': { ...meeting, you: chair, play: queue },
  'console-queue-400': { ...meeting, you: chair, play: queue, sites: 400 },
  'console-sites-400': { ...meeting, you: chair, play: queue, sites: 400, press: [sites] },
  'console-find-400': {
    ...meeting,
    you: chair,
    play: queue,
    sites: 400,
    press: [sites],
    type: { label: 'Tìm điểm cầu, đại biểu', text: 'dien bien' },
  },
  'console-wall-400': { ...meeting, you: chair, play: queue, sites: 400, press: [wall] },
  'console-climb': { ...meeting, you: chair, play: climbing },
  'console-called': { ...meeting, you: chair, play: called },
  'console-passed-on': { ...meeting, you: chair, play: passedOn },
  'console-alone': { ...meeting, you: chair, play: alone },
  'console-alone-sites': { ...meeting, you: chair, play: alone, press: [sites] },
  'console-question': { ...meeting, you: chair, play: questioning },
  'console-rest': { ...meeting, you: chair, play: resting },
  'console-lit': { ...meeting, you: chair, play: lit },
  'console-opinions': {
    ...meeting,
    you: chair,
    play: written,
    press: [{ role: 'button', name: 'ý kiến' }],
  },
  'console-agenda': { ...meeting, you: chair, play: queue, press: [agenda] },
  'console-agenda-edit': {
    ...meeting,
    you: chair,
    play: queue,
    press: [agenda, { role: 'button', name: 'Sửa chương trình' }],
  },
  'console-enlist': {
    ...meeting,
    you: chair,
    play: queue,
    press: [{ role: 'button', name: 'Lập danh sách' }],
  },
  'console-rest-ask': { ...meeting, you: chair, play: queue, press: [button('Tạm nghỉ')] },
  'console-question-ask': { ...meeting, you: chair, play: questioning, press: [button('Mời chất vấn')] },
  'console-refuse': { ...meeting, you: chair, play: queue, press: [button('Từ chối')] },
  'console-deputies': {
    ...meeting,
    you: chair,
    play: queue,
    press: [{ role: 'menuitem', name: 'Giao điều hành' }],
  },
  'console-roles': {
    ...meeting,
    you: chair,
    play: queue,
    press: [sites, button('Thao tác khác với Phạm Thu Hà'), { role: 'menuitem', name: 'Vai trò' }],
  },
  'console-attendance': { ...meeting, you: chair, play: queue, press: [{ role: 'tab', name: 'Có mặt' }] },
  'console-board': { ...meeting, you: chair, play: queue, press: [button('Kỹ thuật')] },
  'delegate-written': { ...meeting, you: person('daibieu1'), play: written },
  'delegate-rest': { ...meeting, you: person('daibieu1'), play: resting },
  'delegate-question': { ...meeting, you: person('daibieu3'), play: questioning },
  'room-rest': { screen: 'site', you: site('38.393'), play: resting },
  'room-question': { screen: 'site', you: site('38.393'), play: questioning },
  'room-called': { screen: 'site', you: site('11'), play: called },
  'console-help': { ...meeting, you: chair, play: queue, key: 'Shift+?' },
  'console-channel': { ...meeting, you: chair, play: queue, press: [{ role: 'tab', name: 'Trao đổi' }] },
  'province-climb': { ...meeting, you: provinceChair, play: climbing },
  'province-called': { ...meeting, you: provinceChair, play: called },
  'province-passed-on': { ...meeting, you: provinceChair, play: passedOn },
  'province-alone': { ...meeting, you: provinceChair, play: alone },
  'province-sites': { ...meeting, you: provinceChair, play: called, press: [sites] },
};

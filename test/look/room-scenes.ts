import type { ParticipantId, UnitId } from '../../core/id.ts';
import type { TrialCheck } from '../../core/trial.ts';
import type { Scene } from './scenes.ts';
import { person, type StandInHub, site } from './stand-in-hub.ts';

const minute = 60_000;
const chair = person('chutri');
const operator = person('kythuat');
const room = '11.103.03156';
const troubled = '38.393';

function gather(hub: StandInHub): void {
  hub.at(-75 * minute);
  const all = Object.keys(hub.meeting().participantById) as ParticipantId[];
  for (const [index, participant] of all.entries())
    if (index % 13 !== 11) hub.join(participant, index % 9 === 7 ? 'off' : 'on');
}

function report(
  hub: StandInHub,
  as: ParticipantId,
  given: { of: ParticipantId; check: TrialCheck; passed: boolean; note?: string },
) {
  const { of, check, passed, note = '' } = given;
  const measure =
    check === 'line'
      ? { roundTripMs: 38, lossPercent: 0.4, upKbps: 3820, downKbps: 12_400, udp: passed, tcp: true }
      : null;
  hub.do(as, { type: 'trial.report', participant: of, check, passed, note, measure });
}

/** Everybody in, and twenty minutes left. */
function early(hub: StandInHub): void {
  gather(hub);
  hub.at(-20 * minute);
}

/** The trial under way: most sites tested, some failed, one calls for help. */
export function tested(hub: StandInHub): void {
  gather(hub);
  hub.at(-60 * minute);
  hub.do(operator, { type: 'trial.open' });
  const sites = Object.values(hub.meeting().participantById).filter(
    ({ card, presence }) => card.kind === 'site' && presence.kind === 'present',
  );
  for (const [index, { card }] of sites.entries()) {
    hub.at(-58 * minute + index * 20_000);
    const id = card.participant;
    if (index % 8 === 5) continue;
    report(hub, id, { of: id, check: 'line', passed: true });
    report(hub, id, { of: id, check: 'picture', passed: true });
    if (index % 8 !== 6) report(hub, id, { of: id, check: 'sound', passed: true });
    if (index % 3 !== 1)
      for (const check of ['line', 'picture', 'sound'] as const)
        report(hub, operator, {
          of: id,
          check,
          passed: !(check === 'sound' && index % 21 === 8),
          note: index % 21 === 8 ? 'Micro số 2 rè, đổi sang micro để bàn' : '',
        });
  }
  hub.at(-31 * minute);
  report(hub, site(troubled), {
    of: site(troubled),
    check: 'sound',
    passed: false,
    note: 'Cần hỗ trợ: không có tiếng',
  });
  hub.at(-18 * minute);
}

function heads(hub: StandInHub): void {
  tested(hub);
  const all = Object.values(hub.meeting().participantById);
  for (const [index, { card }] of all.entries()) {
    if (card.kind === 'site' && index % 5 !== 3)
      hub.do(card.participant, {
        type: 'attendance.count',
        participant: card.participant,
        expected: 18 + ((index * 7) % 40),
        present: 16 + ((index * 7) % 38),
      });
  }
  hub.do(chair, { type: 'attendance.mark', participant: chair, state: 'inPerson', reason: '' });
  hub.do(chair, {
    type: 'attendance.mark',
    participant: person('daibieu2'),
    state: 'absent',
    reason: 'Đi công tác nước ngoài theo Quyết định số 1123',
  });
  hub.do(person('daibieu3'), {
    type: 'attendance.substitute',
    participant: person('daibieu3'),
    name: 'Nguyễn Thị Hồng Nhung',
    position: 'Phó Giám đốc Sở Khoa học và Công nghệ',
  });
  hub.at(-14 * minute);
}

/** Marks whoever is called as present until it is this one's turn. */
function callUntil(hub: StandInHub, wanted: ParticipantId): void {
  const unit = hub.meeting().unit;
  hub.do(chair, { type: 'rollCall.start', unit });
  for (;;) {
    const current = hub.meeting().rollCalls[0]?.current.participant;
    if (current === undefined || current === wanted) return;
    hub.do(chair, { type: 'rollCall.answer', unit, state: 'online', reason: '' });
  }
}

function rollCall(hub: StandInHub): void {
  heads(hub);
  callUntil(hub, person('daibieu1'));
}

function rollCallOfRoom(hub: StandInHub): void {
  heads(hub);
  callUntil(hub, site(room));
}

function told(hub: StandInHub): void {
  heads(hub);
  hub.do(chair, {
    type: 'notice.send',
    unit: hub.meeting().unit,
    text: 'Hội nghị bắt đầu muộn 10 phút. Đề nghị các điểm cầu giữ nguyên kết nối, tắt micro cho đến khi được mời.',
  });
  hub.at(-12 * minute);
  hub.do(person('chutri.dienbien'), {
    type: 'notice.send',
    unit: '11' as UnitId,
    text: 'Các điểm cầu thuộc tỉnh Điện Biên ở lại họp tiếp sau phần của Trung ương, nội dung: công tác phòng chống rét cho gia súc.',
  });
  hub.at(-11 * minute);
  hub.do(operator, {
    type: 'notice.send',
    unit: hub.meeting().unit,
    text: 'Tài liệu mục 2 đã được cập nhật.',
  });
}

function chatter(hub: StandInHub): void {
  told(hub);
  const say = (who: ParticipantId, text: string) => hub.do(who, { type: 'channel.post', text });
  say(operator, 'Thanh Hóa chưa có tiếng, đang xử lý.');
  hub.at(-10 * minute);
  say(person('chutri.dienbien'), 'Điện Biên đã đủ 23/23 điểm cầu.');
  say(
    person('chutri.dienbien'),
    'Xem biên bản tại https://noibo.example/bien-ban/2026/11/rat-dai-khong-xuong-dong-duoc-neu-khong-ngat-chu-o-dau-do-trong-dong-nay',
  );
  hub.at(-9 * minute);
  say(chair, 'Cảm ơn các đồng chí. Ai chưa điểm danh thì báo thư ký.');
  say(person('thuky'), 'Vâng ạ. Còn 4 điểm cầu chưa nhập số người.');
}

function talking(hub: StandInHub): void {
  tested(hub);
  hub.do(operator, { type: 'assist.talk', participant: site(troubled) });
}

function liveTold(hub: StandInHub): void {
  told(hub);
  hub.at(0);
  hub.do(chair, { type: 'meeting.open' });
  hub.do(chair, { type: 'floor.grant', floor: 'speech', participant: site('77'), kind: null, limitMs: null });
  hub.at(3 * minute);
}

function alone(hub: StandInHub): void {
  heads(hub);
  hub.at(0);
  hub.do(chair, { type: 'meeting.open' });
  hub.at(50 * minute);
  hub.do(chair, { type: 'sidebar.open', unit: '11' as UnitId });
  hub.at(52 * minute);
}

/** Trials, attendance, notices, and what a room does with its remote control. */
export const roomScenes: Readonly<Record<string, Scene>> = {
  'board-tested': { screen: 'part', part: 'board', you: operator, play: tested },
  'board-talking': { screen: 'part', part: 'board', you: operator, play: talking },
  'board-fresh': { screen: 'part', part: 'board', you: operator, play: gather },
  'board-site': {
    screen: 'part',
    part: 'board',
    you: operator,
    play: talking,
    press: [{ role: 'button', name: 'Xã Nà Hỳ' }],
  },
  'trial-summary': { screen: 'part', part: 'summary', you: chair, play: heads },
  'attendance-sites': { screen: 'part', part: 'attendance', you: person('thuky'), play: heads },
  'attendance-roll': { screen: 'part', part: 'attendance', you: chair, play: rollCall },
  'attendance-own': { screen: 'part', part: 'attendance', you: person('daibieu1'), play: rollCall },
  'notices-compose': { screen: 'part', part: 'composer', you: chair, play: told },
  'notices-banner': { screen: 'part', part: 'banner', you: person('chutri.dienbien'), play: told },
  'notices-channel': { screen: 'part', part: 'channel', you: chair, play: chatter },
  'notices-channel-empty': { screen: 'part', part: 'channel', you: chair, play: heads },
  'room-trial': { screen: 'site', you: site('11.103.03165'), play: tested },
  'room-tested': { screen: 'site', you: site(room), play: tested },
  'room-notice': { screen: 'site', you: site(room), play: told },
  'room-roll': { screen: 'site', you: site(room), play: rollCallOfRoom },
  'room-live-notice': { screen: 'site', you: site(room), play: liveTold },
  'room-talk': { screen: 'site', you: site(troubled), play: talking },
  'room-help': {
    screen: 'site',
    you: site(room),
    play: early,
    press: [{ role: 'button', name: 'Trợ giúp' }],
  },
  'room-help-step': {
    screen: 'site',
    you: site(room),
    play: early,
    press: [
      { role: 'button', name: 'Trợ giúp' },
      { role: 'button', name: 'Không có hình' },
      { role: 'button', name: 'Chưa' },
    ],
  },
  'room-help-sound': {
    screen: 'site',
    you: site(room),
    play: early,
    press: [
      { role: 'button', name: 'Trợ giúp' },
      { role: 'button', name: 'Không có tiếng' },
    ],
  },
  'room-help-call': {
    screen: 'site',
    you: site(room),
    play: early,
    press: [
      { role: 'button', name: 'Trợ giúp' },
      { role: 'button', name: 'Mất kết nối' },
      { role: 'button', name: 'Chưa' },
      { role: 'button', name: 'Chưa' },
      { role: 'button', name: 'Chưa' },
    ],
  },
  'room-heads': {
    screen: 'site',
    you: site(room),
    play: heads,
    press: [{ role: 'button', name: 'Số người dự' }],
  },
  'room-assisted': {
    screen: 'site',
    you: site(room),
    play: early,
    session: { assisted: { kind: 'device', device: 'microphone', id: 'mic-2' } },
  },
  'room-sidebar': { screen: 'site', you: site(room), play: alone },
};

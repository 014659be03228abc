import type { ParticipantCommand } from '../../core/command.ts';
import type { ParticipantId } from '../../core/id.ts';
import type { SealedChoice, Vote, VoteChoice } from '../../core/vote.ts';
import { hasVote } from '../../core/voter.ts';
import type { Scene } from './scenes.ts';
import { person, type StandInHub, site } from './stand-in-hub.ts';

/** Votes: as they are cast, conducted and read, by each who sits in the hall. */
const minute = 60_000;
const chair = person('chutri');
const delegate = person('daibieu1');
const room = '11.103.03156';
const question =
  'Thông qua dự thảo Nghị quyết về phân bổ vốn đầu tư công năm 2027 của các xã thuộc huyện Nậm Pồ';
/** As long as a question may be. */
const longest =
  'Thông qua Nghị quyết về việc điều chỉnh, bổ sung Kế hoạch đầu tư công trung hạn giai đoạn 2026 – 2030 nguồn vốn ngân sách địa phương; quyết định chủ trương đầu tư dự án Nâng cấp, cải tạo tuyến đường giao thông liên xã Nậm Tin – Pa Tần – Chà Cang – Nậm Khăn, đoạn qua khu vực đặc biệt khó khăn thuộc Chương trình mục tiêu quốc gia phát triển kinh tế – xã hội vùng đồng bào dân tộc thiểu số và miền núi; và giao Ủy ban nhân dân huyện Nậm Pồ tổ chức triển khai thực hiện, báo cáo kết quả tại kỳ họp thường lệ giữa năm 2027.';

const family = ['Giàng', 'Lò', 'Vàng', 'Nguyễn', 'Trần', 'Thào', 'Quàng', 'Phạm', 'Hoàng'];
const middle = ['Thị', 'Văn', 'A', 'Minh', 'Thị Hồng', 'Ngọc', 'Đức', 'Thị Bích Phương'];
const given = ['An', 'Bình', 'Dính', 'Hà', 'Khánh', 'Lan', 'Páo', 'Sùng', 'Uyên', 'Vân', 'Yên'];

function act(hub: StandInHub, as: ParticipantId, command: ParticipantCommand): void {
  const refusal = hub.do(as, command);
  if (refusal !== null) throw new Error(`${command.type} by ${as}: ${refusal.code}`);
}

/** A council's delegates beside those of the demo, so that there is something to count. */
function council(hub: StandInHub, open: (hub: StandInHub) => void): void {
  open(hub);
  const units = ['11', '11.103', '11.103.03156', '38', '38.393', '54', '77'];
  for (let index = 0; index < 33; index += 1) {
    const of = <T>(all: readonly T[], by: number): T => all[(index * by) % all.length] as T;
    const key = `dbhdnd${index}`;
    const unit = of(units, 3);
    const name = `${of(family, 4)} ${of(middle, 5)} ${of(given, 7)}`;
    hub.stranger(
      key,
      name,
      index % 6 === 2 ? 'Trưởng ban Kinh tế – Ngân sách Hội đồng nhân dân' : 'Đại biểu',
      unit,
    );
    hub.do(chair, { type: 'participant.admit', participant: person(key) });
    act(hub, chair, {
      type: 'role.grant',
      participant: person(key),
      role: 'delegate',
      unit: hub.meeting().participantById[person(key)]?.card.unit ?? hub.meeting().unit,
    });
  }
  hub.at(30 * minute);
}

type Asked = { readonly asks?: string; readonly secret?: boolean; readonly hard?: boolean };

function put(hub: StandInHub, { asks = question, secret = false, hard = false }: Asked = {}): Vote {
  act(hub, chair, {
    type: 'vote.open',
    question: asks,
    item: null,
    secrecy: secret ? 'secret' : 'named',
    majority: hard ? 'two-thirds' : 'half',
    limitMs: 2 * minute,
  });
  return hub.meeting().votes.at(-1) as Vote;
}

function votersIn(hub: StandInHub, vote: Vote): readonly ParticipantId[] {
  return Object.values(hub.meeting().participantById)
    .filter(({ presence }) => presence.kind === 'present')
    .map(({ card }) => card.participant)
    .filter((id) => hasVote(hub.meeting(), id, vote.hall) && id !== delegate && id !== chair);
}

/** So many vote; every so many-th of them against, every other so many-th not at all. */
function cast(hub: StandInHub, vote: Vote, { of, against }: { of: number; against: number }): void {
  for (const [index, id] of votersIn(hub, vote).slice(0, of).entries()) {
    const chosen: VoteChoice =
      index % against === against - 1 ? 'against' : index % 11 === 10 ? 'abstain' : 'for';
    own(hub, vote, { who: id, choice: chosen });
  }
}

function own(hub: StandInHub, vote: Vote, { who, choice }: { who: ParticipantId; choice: VoteChoice }): void {
  const sealed: SealedChoice = { sealed: `${who} ${choice}` };
  act(hub, who, { type: 'vote.cast', vote: vote.id, choice: vote.secrecy === 'secret' ? sealed : choice });
}

function hands(hub: StandInHub, vote: Vote): void {
  for (const [unit, inFavour] of [
    ['11.103.03165', 14],
    ['38.393.15352', 21],
  ] as const)
    act(hub, chair, {
      type: 'vote.countHands',
      vote: vote.id,
      participant: site(unit),
      for: inFavour,
      against: 2,
      abstain: 1,
    });
}

/** Every state of a vote that is looked at; `open` plays the meeting up to where the first is put. */
export function voteScenes(open: (hub: StandInHub) => void): Readonly<Record<string, Scene>> {
  const after = (play: (hub: StandInHub) => void) => (hub: StandInHub) => {
    council(hub, open);
    play(hub);
  };
  const running = (asked?: Asked, mine?: VoteChoice) =>
    after((hub) => {
      const vote = put(hub, asked);
      hub.at(30 * minute + 18_000);
      cast(hub, vote, { of: 21, against: 5 });
      if (mine) own(hub, vote, { who: delegate, choice: mine });
    });
  const ended = (asked: Asked & { readonly against: number; readonly raised?: boolean }) =>
    after((hub) => {
      const vote = put(hub, asked);
      cast(hub, vote, { of: 36, against: asked.against });
      if (asked.raised) hands(hub, vote);
      own(hub, vote, { who: delegate, choice: 'for' });
      hub.at(31 * minute);
      act(hub, chair, { type: 'vote.close', vote: vote.id });
      hub.at(31 * minute + 4_000);
    });
  const annulled = after((hub) => {
    const vote = put(hub);
    cast(hub, vote, { of: 12, against: 5 });
    act(hub, chair, {
      type: 'vote.annul',
      vote: vote.id,
      reason: 'Câu hỏi thiếu phụ lục danh mục dự án, lấy biểu quyết lại sau khi phát tài liệu',
    });
  });
  const several = (hub: StandInHub) => {
    ended({ against: 9, raised: true })(hub);
    const second = put(hub, {
      asks: 'Bầu Ban Kiểm phiếu gồm 5 người theo danh sách Chủ tọa giới thiệu',
      hard: true,
    });
    cast(hub, second, { of: 30, against: 2 });
    hub.at(33 * minute);
    act(hub, chair, { type: 'vote.close', vote: second.id });
    const third = put(hub, { asks: longest });
    hub.at(34 * minute);
    act(hub, chair, { type: 'vote.annul', vote: third.id, reason: 'Nhập nhầm nội dung' });
    hub.at(41 * minute);
  };
  const counting = after((hub) => {
    const vote = put(hub, { secret: true });
    cast(hub, vote, { of: 30, against: 6 });
    act(hub, chair, { type: 'vote.close', vote: vote.id });
  });
  const tab = { role: 'tab', name: 'Biểu quyết' } as const;
  const seen = (you: ParticipantId, play: Scene['play'], rest: Partial<Scene> = {}): Scene => ({
    screen: 'meeting',
    you,
    play,
    ...rest,
  });
  const onTv = (play: Scene['play']): Scene => ({ screen: 'site', you: site(room), play });
  return {
    'vote-open': seen(delegate, running()),
    'vote-cast': seen(delegate, running({}, 'for')),
    'vote-cast-against': seen(delegate, running({}, 'against')),
    'vote-secret': seen(delegate, running({ secret: true })),
    'vote-sealed': seen(delegate, running({ secret: true }, 'for')),
    'vote-longest': seen(delegate, running({ asks: longest }, 'abstain')),
    'vote-offline': seen(delegate, running({}, 'for'), { session: { line: 'lost' } }),
    'vote-refused': seen(delegate, running({ secret: true }), {
      press: [{ role: 'button', name: 'Tán thành' }],
    }),
    'vote-observer': seen(person('duthinh'), running()),
    'vote-counting': seen(delegate, counting),
    'vote-carried': seen(delegate, ended({ against: 9, raised: true })),
    'vote-lost': seen(delegate, ended({ against: 2, hard: true })),
    'vote-annulled': seen(delegate, annulled),
    'vote-none': seen(
      delegate,
      after(() => undefined),
      { press: [tab] },
    ),
    'vote-list': seen(delegate, after(several), { press: [tab] }),
    'vote-conduct': seen(chair, running(), { press: [tab] }),
    'vote-conduct-secret': seen(person('thuky'), running({ secret: true }), { press: [tab] }),
    'vote-conduct-longest': seen(chair, running({ asks: longest }), { press: [tab] }),
    'vote-conduct-hands': seen(
      person('thuky'),
      after((hub) => {
        const vote = put(hub);
        cast(hub, vote, { of: 30, against: 6 });
        hands(hub, vote);
      }),
      { press: [tab, { role: 'button', name: 'Giơ tay tại phòng họp' }] },
    ),
    'vote-conduct-end': seen(chair, running(), {
      press: [tab, { role: 'button', name: 'Kết thúc biểu quyết' }],
    }),
    'vote-conduct-annul': seen(chair, running(), {
      press: [tab, { role: 'button', name: 'Hủy biểu quyết' }],
    }),
    'vote-conduct-put': seen(
      chair,
      after(() => undefined),
      {
        press: [tab, { role: 'button', name: 'Lấy biểu quyết' }],
      },
    ),
    'vote-conduct-list': seen(chair, after(several), {
      press: [tab, { role: 'button', name: question }, { role: 'button', name: 'Danh sách biểu quyết' }],
    }),
    'vote-province': seen(person('chutri.dienbien'), running(), { press: [tab] }),
    'room-vote': onTv(running()),
    'room-vote-longest': onTv(running({ asks: longest })),
    'room-vote-secret': onTv(running({ secret: true })),
    'room-vote-carried': onTv(ended({ against: 9, raised: true })),
    'room-vote-lost': onTv(ended({ against: 2, hard: true, asks: longest })),
    'room-vote-annulled': onTv(annulled),
  };
}

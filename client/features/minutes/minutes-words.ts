import type {
  DelegateFact,
  ItemFact,
  MinutesFacts,
  NamedPerson,
  Run,
  SpeechFact,
  VoteFact,
} from '../../../core/minutes/facts.ts';
import type { MinutesText } from '../../../core/minutes/minutes.ts';
import type { VoteMajority, VoteSecrecy } from '../../../core/vote.ts';
import { vi } from '../../i18n/vi/index.ts';
import { dayWords, hourWords } from './vietnam-time.ts';

/**
 * What the record tells, as the text of minutes. They are signed and filed in Vietnam, so their words are Vietnamese
 * whatever the screen's language.
 */

/** More names than that are only counted: a national meeting has thousands of sites. */
const namedAtMost = 60;

const secrecyWords: Readonly<Record<VoteSecrecy, string>> = {
  named: 'biểu quyết công khai',
  secret: 'bỏ phiếu kín',
};
const majorityWords: Readonly<Record<VoteMajority, string>> = {
  half: 'quá nửa',
  'two-thirds': 'ít nhất hai phần ba',
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const numeral = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });

/** `Hoàng Minh Khôi (Phó Chủ tịch, UBND tỉnh)`, each part once. */
function personWords({ name, position, unitName }: NamedPerson): string {
  // A position often names the unit: `Phó Chủ tịch UBND tỉnh Điện Biên`.
  const within = [position, name].some((part) =>
    part.toLocaleLowerCase('vi').includes(unitName.toLocaleLowerCase('vi')),
  );
  const more = [position, within ? '' : unitName].filter((part) => part !== '');
  return more.length === 0 ? name : `${name} (${more.join(', ')})`;
}

const listed = (people: readonly NamedPerson[]): string => people.map(personWords).join('; ');

function line(label: string, people: readonly NamedPerson[]): readonly string[] {
  return people.length === 0 ? [] : [`${label}: ${listed(people)}.`];
}

function siteLines({ sites }: MinutesFacts): readonly string[] {
  if (sites.length === 0) return [];
  const there = sites.filter(({ came }) => came);
  const away = sites.filter(({ came }) => !came).map(({ name }) => name);
  const counted = sites.filter(({ present }) => present !== null);
  const heads = counted.reduce((sum, { present }) => sum + (present ?? 0), 0);
  const counts = counted.length === 0 ? '' : `; số người có mặt tại các điểm cầu: ${numeral.format(heads)}`;
  return [
    `Điểm cầu: ${numeral.format(there.length)}/${numeral.format(sites.length)} điểm cầu kết nối${counts}.`,
    ...(away.length > 0 && away.length <= namedAtMost ? [`Điểm cầu không kết nối: ${away.join('; ')}.`] : []),
  ];
}

/** Whoever was called is as the roll call says; of the others the line tells. */
const wasThere = ({ state, came }: DelegateFact): boolean =>
  state === 'inPerson' || state === 'online' || (state === 'uncalled' && came);

function absentLine(delegate: DelegateFact): string {
  const reason = delegate.reason === '' ? '' : `: ${oneLine(delegate.reason)}`;
  return `- ${personWords(delegate)}${reason}`;
}

function delegateLines({ delegates }: MinutesFacts): readonly string[] {
  if (delegates.length === 0) return [];
  const there = delegates.filter(wasThere);
  const away = delegates.filter((delegate) => !wasThere(delegate));
  const inPerson = there.filter(({ state }) => state === 'inPerson').length;
  const substituted = delegates.flatMap(({ name, substitute }) =>
    substitute === null ? [] : [`- ${substitute} dự thay ${name}`],
  );
  return [
    `Đại biểu: có mặt ${there.length}/${delegates.length} (trực tiếp ${inPerson}, trực tuyến ${there.length - inPerson}), vắng mặt ${away.length}.`,
    ...(there.length <= namedAtMost ? line('Đại biểu có mặt', there) : []),
    ...(away.length > 0 && away.length <= namedAtMost ? ['Đại biểu vắng mặt:', ...away.map(absentLine)] : []),
    ...(substituted.length > 0 ? ['Người dự thay:', ...substituted] : []),
  ];
}

function presenceText(facts: MinutesFacts): string {
  return [
    ...line('Chủ trì', facts.chairs),
    ...line('Người được ủy quyền điều hành', facts.deputies),
    ...line('Thư ký', facts.secretaries),
    ...siteLines(facts),
    ...delegateLines(facts),
  ].join('\n');
}

function runWords({ from, to }: Run): string {
  return to === null ? `từ ${hourWords(from)}` : `từ ${hourWords(from)} đến ${hourWords(to)}`;
}

/** Items as they are numbered in the minutes: those that were taken up, or spoken on. */
function itemsTaken({ items }: MinutesFacts): readonly ItemFact[] {
  return items
    .filter(({ runs, speeches, opinions }) => runs.length + speeches.length + opinions.length > 0)
    .toSorted((one, other) => (firstOf(one) ?? 0) - (firstOf(other) ?? 0));
}

/** When it was begun with, for the order; what stands under no item comes last. */
function firstOf({ title, runs, speeches }: ItemFact): number | null {
  return title === null ? Number.MAX_SAFE_INTEGER : (runs[0]?.from ?? speeches[0]?.from ?? null);
}

const titleOf = ({ title }: ItemFact): string => title ?? 'Ngoài chương trình';

function itemLine(item: ItemFact, number: number): string {
  const presenter = item.presenter === '' ? '' : ` (${item.presenter})`;
  const times = item.runs.length === 0 ? '' : `: ${item.runs.map(runWords).join('; ')}`;
  const spoken = item.speeches.length === 0 ? '' : `, ${item.speeches.length} lượt phát biểu`;
  return `${number}. ${titleOf(item)}${presenter}${times}${spoken}.`;
}

function sequenceText(facts: MinutesFacts): string {
  const { openedAt, closedAt, rests, items } = facts;
  const steps = [
    ...itemsTaken(facts).map((item, index) => ({
      at: firstOf(item) ?? 0,
      text: itemLine(item, index + 1),
    })),
    ...rests.map((rest) => ({ at: rest.from, text: `Nghỉ giải lao ${runWords(rest)}.` })),
  ].toSorted((one, other) => one.at - other.at);
  const left = items.filter((item) => item.title !== null && item.runs.length === 0).map(titleOf);
  return [
    ...(openedAt === null ? [] : [`Cuộc họp khai mạc lúc ${hourWords(openedAt)}, ${dayWords(openedAt)}.`]),
    ...steps.map(({ text }) => text),
    ...(left.length === 0 ? [] : [`Nội dung chưa tiến hành: ${left.join('; ')}.`]),
    ...(closedAt === null ? [] : [`Cuộc họp kết thúc lúc ${hourWords(closedAt)}, ${dayWords(closedAt)}.`]),
  ].join('\n');
}

function speechLine(speech: SpeechFact): string {
  const kind = vi.meeting.kind[speech.kind].toLocaleLowerCase('vi');
  return `- ${hourWords(speech.from)}, ${personWords(speech)}, ${kind}: …`;
}

function opinionsText(facts: MinutesFacts): string {
  const lines = itemsTaken(facts).flatMap((item, index) => {
    const written = item.opinions.map((opinion) => {
      const about = opinion.topic === '' ? '' : `, về ${oneLine(opinion.topic)}`;
      return `- Ý kiến bằng văn bản của ${personWords(opinion)}${about}: ${oneLine(opinion.text)}`;
    });
    const said = [...item.speeches.map(speechLine), ...written];
    return said.length === 0 ? [] : [`${index + 1}. ${titleOf(item)}`, ...said];
  });
  return lines.length === 0 ? 'Không có ý kiến phát biểu.' : lines.join('\n');
}

function voteLines(vote: VoteFact, index: number): readonly string[] {
  const { voters, against, abstain } = vote.tally;
  const inFavour = vote.tally.for;
  const share = voters === 0 ? '' : ` (${numeral.format((100 * inFavour) / voters)} %)`;
  const none = voters - inFavour - against - abstain;
  const item = vote.item === null ? '' : `, mục “${vote.item}”`;
  return [
    `${index + 1}. ${oneLine(vote.question)}`,
    `Hình thức: ${secrecyWords[vote.secrecy]}, lúc ${hourWords(vote.openedAt)}${item}.`,
    `Kết quả: tán thành ${inFavour}/${voters}${share}; không tán thành ${against}; không biểu quyết ${abstain}; không tham gia ${none}.`,
    `${vote.carried ? 'Được thông qua' : 'Không được thông qua'} (cần ${majorityWords[vote.majority]} tổng số người có quyền biểu quyết).`,
  ];
}

function votesText({ votes }: MinutesFacts): string {
  return votes.length === 0 ? 'Không có nội dung biểu quyết.' : votes.flatMap(voteLines).join('\n');
}

/** The text of a part as the record tells it (MINUTES-5). */
export function draftText(part: MinutesText, facts: MinutesFacts): string {
  switch (part) {
    case 'presence':
      return presenceText(facts);
    case 'sequence':
      return sequenceText(facts);
    case 'opinions':
      return opinionsText(facts);
    case 'votes':
      return votesText(facts);
  }
}

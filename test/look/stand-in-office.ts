import type { Result } from '../../client/session/result.ts';
import type { Entry } from '../../core/event.ts';
import type { MeetingId, ParticipantId } from '../../core/id.ts';
import { createLogReader } from '../../core/log-line.ts';
import type { Meeting } from '../../core/meeting.ts';
import { newRecord } from '../../core/unit-record.ts';
import type { AccountItem, AccountsReply } from '../../protocol/accounts.ts';
import type {
  ClashItem,
  Invitable,
  MeetingOrderReply,
  PersonItem,
  UnitMeetingItem,
} from '../../protocol/convening.ts';
import type { DeviceItem, MeetingListItem, UnitItem } from '../../protocol/http.ts';
import type { LogKind, LogPage, RecordedState } from '../../protocol/log.ts';
import type { UnitOrder, UnitPreview, UnitRegisterReply } from '../../protocol/units.ts';
import { createArchive } from './stand-in-archive.ts';
import { createMinutes } from './stand-in-minutes.ts';

const hour = 3_600_000;
const day = 24 * hour;

function reply<T>(value: T): Promise<Result<T>> {
  return Promise.resolve({ ok: true, reply: value });
}

type Given = {
  readonly meeting: () => Meeting;
  readonly entries: () => readonly Entry[];
  readonly now: () => number;
};

/** The lists that are asked over HTTP, made of the one meeting that the core plays and of what stands around it. */
export function createOffice({ meeting, entries, now }: Given) {
  const whole = meeting();
  const units = Object.values(whole.unitById);
  const people: readonly PersonItem[] = Object.values(whole.participantById)
    .filter(({ card }) => card.kind === 'person')
    .map(({ card }) => {
      const roles = whole.roles.filter(({ participant }) => participant === card.participant);
      return {
        participant: card.participant,
        name: card.name,
        position: card.position,
        unit: card.unit,
        unitName: card.unitName,
        chairs: roles.some(({ role }) => role === 'chair'),
        roles: roles.map(({ role, unit }) => ({ role, unit })),
      };
    });
  const listed: MeetingListItem = {
    id: whole.id,
    title: whole.title,
    unit: whole.unit,
    unitName: whole.unitById[whole.unit]?.name ?? '',
    scheduledAt: whole.scheduledAt,
    plannedMs: 105 * 60_000,
    phase: whole.phase,
    moved: null,
    mayArrange: false,
    readsLog: true,
    documents: 3,
    role: 'operator',
    invited: 84,
    present: 79,
  };
  const meetings: readonly MeetingListItem[] = [
    listed,
    {
      ...listed,
      id: 'chuyen-de' as MeetingId,
      title:
        'Hội nghị trực tuyến chuyên đề về đẩy nhanh tiến độ giải ngân vốn đầu tư công các chương trình mục tiêu quốc gia vùng đồng bào dân tộc thiểu số và miền núi',
      unitName: 'Ủy ban nhân dân tỉnh Điện Biên',
      scheduledAt: whole.scheduledAt + 6 * hour,
      phase: { kind: 'scheduled' },
      moved: { from: whole.scheduledAt + 5 * hour, reason: 'Chủ trì bận tiếp đoàn công tác', at: now() },
      mayArrange: true,
      role: 'chair',
      present: 0,
    },
    {
      ...listed,
      id: 'rut-kinh-nghiem' as MeetingId,
      title: 'Họp rút kinh nghiệm kỹ thuật',
      scheduledAt: whole.scheduledAt + 3 * day,
      phase: { kind: 'postponed', since: now(), reason: 'Chưa đủ số liệu của các tỉnh' },
      mayArrange: true,
      readsLog: false,
      documents: 0,
      role: 'secretary',
      invited: 12,
      present: 0,
    },
  ];
  const accounts: readonly AccountItem[] = people.map(
    ({ participant, name, position, unit, unitName, roles }, index) => ({
      id: participant,
      username: participant.replace('person:', ''),
      name,
      position,
      unit,
      unitName,
      administrator: index === 2,
      standingRoles: roles.map(({ role, unit: where }) => ({
        role,
        unit: where,
        unitName: whole.unitById[where]?.name ?? '',
      })),
      disabledAt: index === 4 ? now() - 9 * day : null,
    }),
  );
  const devices: readonly DeviceItem[] = units.slice(0, 14).map(({ id, name }, index) => ({
    id: `may-${index}`,
    unit: id,
    unitName: name,
    pairedAt: whole.scheduledAt - (40 + index) * day,
    pairedBy: 'Trần Quốc Toản',
    lastSeenAt: index === 3 ? null : now() - index * hour,
  }));
  const order: MeetingOrderReply = {
    title: whole.title,
    unit: whole.unit,
    scheduledAt: whole.scheduledAt,
    plannedMinutes: 105,
    chair: 'person:chutri' as ParticipantId,
    agenda: whole.agenda.map(({ title, presenter, plannedMs }) => ({
      title,
      presenter,
      plannedMinutes: plannedMs === null ? null : plannedMs / 60_000,
      kinds: [],
      limitMinutesByKind: {},
    })),
    invited: { units: { all: [whole.unit], alone: [], below: [], none: [] }, usual: true, named: [] },
    settings: whole.settings,
  };
  const clashes: readonly ClashItem[] = [
    {
      title: 'Họp Ban Thường vụ mở rộng',
      unitName: 'Tỉnh Thanh Hóa',
      from: whole.scheduledAt,
      to: whole.scheduledAt + 2 * hour,
      assumed: true,
      sites: ['Tỉnh Thanh Hóa', 'Huyện Ngọc Lặc'],
      siteCount: 26,
      persons: ['Nguyễn Văn An'],
      personCount: 1,
    },
  ];
  const preview: UnitPreview = {
    revision: 7,
    changes: units.slice(3, 30).map(({ id, name, level }, index) => ({
      kind: index % 3 === 0 ? 'added' : index % 3 === 1 ? 'renamed' : 'closed',
      unit: id,
      name,
      level,
      from: index % 3 === 1 ? `${name} (cũ)` : '',
      to: index % 3 === 1 ? name : '',
    })),
    levelsChange: false,
    faults: [],
    obstacles: [],
  };
  const api = {
    hello: () => reply({ demo: true, version: 1, now: now() }),
    meetings: () => reply(meetings),
    invitable: (): Promise<Result<Invitable>> => reply({ levels: whole.levels, units, people }),
    unitMeetings: (): Promise<Result<readonly UnitMeetingItem[]>> =>
      reply(
        meetings.map(({ id, title, scheduledAt, plannedMs, phase }) => ({
          id,
          title,
          scheduledAt,
          plannedMs,
          phase,
        })),
      ),
    meetingOrder: () => reply(order),
    clashes: () => reply(clashes),
    clashesWhenMoved: () => reply(clashes),
    units: (): Promise<Result<readonly UnitItem[]>> => reply(units),
    accounts: (): Promise<Result<AccountsReply>> => reply({ accounts, shortestPassword: 10 }),
    unitRegister: (): Promise<Result<UnitRegisterReply>> =>
      reply({ revision: 7, levels: whole.levels, records: units.map(newRecord) }),
    previewUnits: (_order: UnitOrder) => reply(preview),
    devices: () => reply(devices),
    ...createArchive({ meeting: whole, now }),
  };
  const lines = () => {
    const read = createLogReader();
    return entries().map(read);
  };
  const records = {
    log: (_: MeetingId, { after, kind }: { readonly after: number; readonly kind: LogKind | null }) =>
      reply<LogPage>({
        title: whole.title,
        unitName: listed.unitName,
        phase: meeting().phase,
        right: 'whole',
        lines: lines().filter(
          ({ seq, type }) => seq > after && (kind === null || type.startsWith(`${kind}.`)),
        ),
        next: null,
      }),
    state: (): Promise<Result<RecordedState>> => reply({ meeting: meeting(), right: 'whole', now: now() }),
    ...createMinutes(meeting, { lines, now }),
  };
  return { api, records };
}

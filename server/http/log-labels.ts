import type { AttendanceState } from '../../core/attendance.ts';
import type { CloseReason, RevokeReason } from '../../core/event.ts';
import type { LogCode, LogLine, LogValues } from '../../core/log-line.ts';
import type { Role } from '../../core/role.ts';
import type { SpeechKind } from '../../core/speech.ts';
import type { TrialCheck } from '../../core/trial.ts';
import { durationText, momentText } from './csv.ts';

/*
 * What stands in exported tables, in Vietnamese alone: whole sentences, in both languages, are the screens'.
 */

export const eventLabels: Readonly<Record<LogCode, string>> = {
  meetingCreated: 'Lập cuộc họp',
  meetingRenamed: 'Đổi tên cuộc họp',
  meetingOpened: 'Khai mạc',
  meetingClosed: 'Kết thúc cuộc họp',
  meetingAdjourned: 'Kết thúc phần họp chung',
  meetingRested: 'Nghỉ giải lao',
  meetingRestedUntil: 'Nghỉ giải lao',
  meetingResumed: 'Họp lại',
  meetingRescheduled: 'Đổi giờ họp',
  meetingPostponed: 'Hoãn cuộc họp',
  meetingCancelled: 'Hủy cuộc họp',
  trialOpened: 'Bắt đầu phiên thử',
  trialClosed: 'Kết thúc phiên thử',
  trialPassed: 'Kiểm tra: đạt',
  trialFailed: 'Kiểm tra: chưa đạt',
  settingsChanged: 'Đổi thiết lập',
  agendaSelected: 'Chuyển mục chương trình',
  agendaCleared: 'Ra khỏi chương trình',
  agendaChanged: 'Sửa chương trình',
  participantAdded: 'Người ngoài giấy mời',
  participantInvited: 'Mời dự họp',
  participantUninvited: 'Rút lời mời',
  participantWaited: 'Chờ duyệt',
  participantJoined: 'Vào họp',
  participantAdmitted: 'Duyệt vào',
  participantDenied: 'Không cho vào, mời ra',
  participantDropped: 'Mất kết nối',
  participantReturned: 'Kết nối lại',
  participantLeft: 'Rời cuộc họp',
  roleGranted: 'Giao vai trò',
  roleRevoked: 'Thôi vai trò',
  deputyStarted: 'Điều hành thay',
  deputyHandedOver: 'Giao điều hành',
  deputyEnded: 'Hết điều hành thay',
  microphoneOpened: 'Bật mic',
  microphoneClosed: 'Tắt mic',
  cameraStarted: 'Bật camera',
  cameraStopped: 'Tắt camera',
  attendanceCounted: 'Ghi số người dự',
  attendanceMarked: 'Điểm danh',
  substituteAsked: 'Xin cử người dự thay',
  substituteGiven: 'Đồng ý người dự thay',
  substituteRefused: 'Không đồng ý người dự thay',
  rollCallCalled: 'Gọi điểm danh',
  rollCallEnded: 'Kết thúc điểm danh',
  sidebarOpened: 'Họp tiếp',
  sidebarClosed: 'Quay lại',
  sidebarRecalled: 'Gọi về',
  sidebarRejoined: 'Trở lại phần họp tiếp',
  stageSpotlit: 'Đưa hình lên',
  stageCleared: 'Thôi đưa hình',
  noticeSent: 'Thông báo',
  noticeWithdrawn: 'Rút thông báo',
  channelPosted: 'Trao đổi của người điều hành',
  assistRestarted: 'Khởi động lại màn hình',
  assistDevice: 'Chọn thiết bị từ xa',
  assistVolume: 'Đặt âm lượng từ xa',
  assistTalkStarted: 'Nói riêng với điểm cầu',
  assistTalkEnded: 'Thôi nói riêng',
  recordingOrdered: 'Cho ghi hình',
  recordingChecked: 'Kiểm tra trước khi ghi: có vấn đề',
  recordingCheckedWell: 'Kiểm tra trước khi ghi: đạt',
  recordingPaused: 'Tạm dừng ghi hình',
  recordingContinued: 'Ghi hình tiếp',
  recordingRoomEnough: 'Nơi lưu bản ghi đủ chỗ trở lại',
  recordingRoomLow: 'Nơi lưu bản ghi sắp đầy',
  recordingRoomSoundOnly: 'Chỉ ghi âm thanh vì sắp hết chỗ',
  recordingRoomFull: 'Dừng ghi hình vì hết chỗ',
  recordingStarted: 'Bắt đầu ghi hình',
  recordingInterrupted: 'Ghi hình gián đoạn',
  recordingResumed: 'Ghi hình lại',
  recordingStopped: 'Dừng ghi hình',
  recordingComposing: 'Đang dựng bản ghi',
  recordingReady: 'Bản ghi sẵn sàng',
  recordingFailed: 'Ghi hình bị lỗi',
  floorRequested: 'Đăng ký phát biểu',
  contentRequested: 'Xin trình chiếu',
  floorCancelled: 'Hủy đăng ký',
  floorDenied: 'Từ chối',
  floorMoved: 'Đổi thứ tự phát biểu',
  floorForwarded: 'Chuyển đăng ký lên',
  floorDelegated: 'Giao lượt phát biểu cho đơn vị',
  floorExtended: 'Thêm thời gian',
  floorPaused: 'Dừng tính giờ',
  floorResumed: 'Tính giờ tiếp',
  floorGranted: 'Mời phát biểu',
  floorTaken: 'Phát biểu',
  contentTaken: 'Trình chiếu',
  floorGrantedUnlimited: 'Mời phát biểu',
  contentGranted: 'Trình chiếu',
  floorWarned: 'Sắp hết thời gian',
  floorTimeUp: 'Hết thời gian',
  floorReleased: 'Kết thúc phát biểu',
  floorRevoked: 'Dừng phát biểu',
  contentReleased: 'Dừng trình chiếu',
  contentRevoked: 'Dừng trình chiếu',
  delegationReleased: 'Đơn vị trả lượt phát biểu',
  delegationRevoked: 'Thu lượt phát biểu của đơn vị',
  questionCalled: 'Mời chất vấn và trả lời',
  questionEnded: 'Kết thúc chất vấn',
  opinionAwaited: 'Đề nghị gửi ý kiến bằng văn bản',
  opinionWritten: 'Gửi ý kiến bằng văn bản',
  voteOpened: 'Lấy biểu quyết',
  voteOpenedSecret: 'Lấy biểu quyết kín',
  voteCastFor: 'Biểu quyết tán thành',
  voteCastAgainst: 'Biểu quyết không tán thành',
  voteCastAbstain: 'Biểu quyết: không biểu quyết',
  voteCastSecret: 'Bỏ phiếu kín',
  voteHandsCounted: 'Nhập số giơ tay',
  voteClosed: 'Kết thúc biểu quyết',
  voteTimeUp: 'Hết thời gian biểu quyết',
  voteCounted: 'Kết quả biểu quyết',
  voteAnnulled: 'Hủy biểu quyết',
  voteUnopened: 'Không mở được phiếu kín, hủy biểu quyết',
  documentAdded: 'Thêm tài liệu',
  documentChanged: 'Sửa thông tin tài liệu',
  documentWithdrawn: 'Rút tài liệu',
};

export const roleLabels: Readonly<Record<Role, string>> = {
  chair: 'Chủ trì',
  deputy: 'Người được ủy quyền điều hành',
  secretary: 'Thư ký',
  operator: 'Cán bộ kỹ thuật',
  delegate: 'Đại biểu',
  guest: 'Khách mời',
  observer: 'Dự thính',
  site: 'Điểm cầu',
  recorder: 'Ghi hình',
};

export const speechLabels: Readonly<Record<SpeechKind, string>> = {
  paper: 'Tham luận',
  discussion: 'Thảo luận',
  secondTurn: 'Phát biểu lần hai',
  debate: 'Tranh luận',
  question: 'Chất vấn',
  answer: 'Trả lời',
  questioningDebate: 'Tranh luận khi chất vấn',
  explanation: 'Giải trình',
  presentation: 'Trình bày',
};

export const attendanceLabels: Readonly<Record<AttendanceState, string>> = {
  uncalled: 'Chưa điểm danh',
  inPerson: 'Có mặt trực tiếp',
  online: 'Có mặt trực tuyến',
  absent: 'Vắng mặt',
};

const checkLabels: Readonly<Record<TrialCheck, string>> = {
  line: 'Đường truyền',
  picture: 'Hình ảnh',
  sound: 'Âm thanh',
};

const revokeLabels: Readonly<Record<RevokeReason, string>> = {
  chair: 'người điều hành dừng',
  next: 'mời người tiếp theo',
  time: 'hết thời gian',
  above: 'lượt của cấp trên kết thúc',
  removed: 'bị mời ra',
  role: 'thay đổi vai trò',
  rest: 'nghỉ giải lao',
  moved: 'sang phần họp khác',
  closed: 'kết thúc cuộc họp',
};

const closeLabels: Readonly<Record<CloseReason, string>> = {
  self: 'tự tắt',
  muted: 'bị tắt',
  floor: 'hết lượt phát biểu',
  left: 'rời cuộc họp',
  moved: 'sang phần họp khác',
  closed: 'kết thúc cuộc họp',
};

const heads = (count: number | null): string => (count === null ? 'chưa nhập' : String(count));

function tallyText(tally: NonNullable<LogValues['tally']>): string {
  return `${tally.for} tán thành, ${tally.against} không tán thành, ${tally.abstain} không biểu quyết`;
}

/** The values of a line as people read them in a cell. */
export function detailsOf(values: LogValues): string {
  const { kind, durationMs, moment, count, role, revoked, closed, check, attendance } = values;
  const { expected, present, device, percent, tally, settings, fault } = values;
  const parts = [
    kind && speechLabels[kind],
    durationMs !== undefined && durationText(durationMs),
    moment !== undefined && momentText(moment),
    tally && tallyText(tally),
    count !== undefined && (tally ? `trên tổng số ${count}` : String(count)),
    role && roleLabels[role],
    revoked && revokeLabels[revoked],
    closed && closeLabels[closed],
    check && checkLabels[check],
    attendance && attendanceLabels[attendance],
    expected !== undefined && `mời ${heads(expected)}`,
    present !== undefined && `có mặt ${heads(present)}`,
    device,
    percent !== undefined && `${percent} %`,
    settings?.join(', '),
    fault,
  ];
  return parts.filter((part) => typeof part === 'string' && part !== '').join('; ');
}

/** Who did it, and as what. */
export function authorLabels({ by }: LogLine): { readonly name: string; readonly role: string } {
  switch (by.kind) {
    case 'system':
      return { name: 'Hệ thống', role: '' };
    case 'administrator':
      return { name: by.name ?? 'Quản trị hệ thống', role: 'Quản trị hệ thống' };
    case 'person':
      return { name: by.name, role: by.role === null ? '' : roleLabels[by.role] };
  }
}

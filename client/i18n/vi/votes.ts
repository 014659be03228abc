import type { VoteChoice, VoteMajority, VoteSecrecy } from '../../../core/vote.ts';

const choice = {
  for: 'Tán thành',
  against: 'Không tán thành',
  abstain: 'Không biểu quyết',
} as const satisfies Record<VoteChoice, string>;

const secrecy = {
  named: 'Biểu quyết công khai',
  secret: 'Bỏ phiếu kín',
} as const satisfies Record<VoteSecrecy, string>;

const majority = {
  half: 'Quá nửa tổng số',
  'two-thirds': 'Ít nhất hai phần ba tổng số',
} as const satisfies Record<VoteMajority, string>;

/** Words of votes: the card one votes on, the results, and the conduct of a vote. */
export const votes = {
  choice,
  secrecy,
  majority,
  label: 'Biểu quyết',
  list: 'Kết quả biểu quyết trong cuộc họp',
  empty: 'Chưa có nội dung nào được lấy biểu quyết.',
  taking: 'Đang lấy biểu quyết',
  takingSecret: 'Đang bỏ phiếu kín',
  counting: 'Đang kiểm phiếu',
  countingHint: 'Đã kết thúc bỏ phiếu. Kết quả hiện ngay khi kiểm phiếu xong.',
  result: 'Kết quả biểu quyết',
  annulled: 'Đã hủy biểu quyết',
  annulledWhy: 'Lý do: {{reason}}',
  unopened: 'không mở được phiếu đã niêm phong, cần biểu quyết lại',
  carried: 'Được thông qua',
  lost: 'Không được thông qua',
  timeLeftOf: 'Thời gian biểu quyết còn lại',
  rule: {
    half: 'Được thông qua khi quá nửa tổng số tán thành',
    'two-thirds': 'Được thông qua khi ít nhất hai phần ba tổng số tán thành',
  },
  needs: {
    half: 'Cần quá nửa tổng số tán thành (tối thiểu {{needed}}/{{voters}})',
    'two-thirds': 'Cần ít nhất hai phần ba tổng số tán thành (tối thiểu {{needed}}/{{voters}})',
  },
  nobody: 'Không ai có quyền biểu quyết',
  tookPart: 'Tham gia biểu quyết {{cast}}/{{voters}}',
  hands_other: 'Trong đó {{count}} người giơ tay tại phòng họp',
  takenAt: 'Lúc {{time}}',
  inHall: 'Họp tiếp: {{unit}}',
  follow: 'Theo dõi biểu quyết',
  announce: {
    open: 'Đang lấy biểu quyết: {{question}}',
    yours: 'Bạn có quyền biểu quyết.',
    ended: 'Kết quả biểu quyết: {{question}}. {{verdict}}.',
    annulled: 'Đã hủy biểu quyết: {{question}}.',
  },
  own: {
    label: 'Biểu quyết của bạn',
    choose: 'Chọn một trong ba. Có thể chọn lại đến khi kết thúc biểu quyết.',
    chooseSecret: 'Chọn một trong ba. Phiếu được niêm phong, không ai biết bạn chọn gì.',
    sending: 'Đang gửi, chưa được ghi nhận…',
    kept: 'Đã ghi nhận: {{choice}}. Có thể chọn lại đến khi kết thúc biểu quyết.',
    sealed:
      'Đã ghi nhận phiếu của bạn. Phiếu đã niêm phong, không xem lại được; có thể bỏ phiếu lại đến khi kết thúc.',
    failed: 'Chưa ghi nhận được “{{choice}}”: {{why}}',
    unconfirmed: 'chưa nhận được xác nhận từ máy chủ. Hãy gửi lại.',
    stays: 'Lựa chọn đã ghi nhận trước đó vẫn được tính.',
    again: 'Gửi lại',
    lineLost: 'Mất kết nối. Biểu quyết được ngay khi kết nối lại.',
    chose: 'Bạn đã biểu quyết: {{choice}}',
    none: 'Các đại biểu đang biểu quyết.',
  },
  put: {
    open: 'Lấy biểu quyết',
    title: 'Lấy biểu quyết',
    question: 'Nội dung biểu quyết',
    prefill: 'Thông qua: {{title}}',
    left_other: 'Còn {{count}} ký tự',
    item: 'Mục chương trình',
    noItem: 'Không thuộc mục nào',
    secrecy: 'Hình thức',
    namedHint: 'Người điều hành thấy ai chọn gì; kết quả lưu kèm danh sách biểu quyết.',
    secretHint:
      'Chỉ biết ai đã bỏ phiếu. Lựa chọn được niêm phong, khi kiểm phiếu chỉ còn số phiếu. Không nhập giơ tay tại phòng họp.',
    majority: 'Được thông qua khi tán thành',
    majorityHint: 'Tính trên tổng số người có quyền biểu quyết, kể cả người không tham gia.',
    time: 'Thời gian biểu quyết',
    none: 'Không hạn chế',
    minutes_other: '{{count}} phút',
    other: 'Khác',
    otherMinutes: 'Số phút',
    minuteSuffix: ' phút',
    voters_other: '{{count}} người có quyền biểu quyết',
    noVoters: 'Chưa có ai có quyền biểu quyết trên thiết bị. Chỉ nhập được số giơ tay tại phòng họp.',
    start: 'Bắt đầu biểu quyết',
  },
  conduct: {
    progress: 'Đã biểu quyết {{voted}}/{{voters}}',
    progressSecret: 'Đã bỏ phiếu {{voted}}/{{voters}}',
    ofYours: 'Trong phạm vi của bạn',
    missing: 'Chưa biểu quyết',
    missingSecret: 'Chưa bỏ phiếu',
    sealed: 'Đã bỏ phiếu',
    names: 'Danh sách biểu quyết',
    away: 'Không có mặt',
    end: 'Kết thúc biểu quyết',
    endTitle: 'Kết thúc biểu quyết?',
    endText_other:
      'Còn {{count}} người chưa biểu quyết. Sau khi kết thúc, những người này không biểu quyết được nữa.',
    annul: 'Hủy biểu quyết',
    annulTitle: 'Hủy biểu quyết',
    annulText:
      'Kết quả không có giá trị. Mọi người thấy lý do; nhật ký vẫn giữ lại. Có thể lấy biểu quyết lại.',
    reason: 'Lý do hủy',
    more_other: 'Hiện thêm {{count}}',
  },
  rooms: {
    title: 'Giơ tay tại phòng họp',
    hint: 'Cho phòng họp không biểu quyết trên thiết bị: nhập số người giơ tay, lưu từng phòng.',
    entered: 'Đã nhập {{entered}}/{{rooms}}',
    find: 'Tìm điểm cầu',
    none: 'Không có điểm cầu nào khớp',
    field: '{{choice}} tại {{room}}',
    save: 'Lưu',
    saveOf: 'Lưu số giơ tay tại {{room}}',
    saved: 'Đã lưu',
  },
} as const;

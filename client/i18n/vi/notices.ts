/** Words of notices to a subtree, and of the text channel among those who conduct. */
export const notices = {
  banner: {
    label: 'Thông báo',
    from: '{{name}} · {{time}}',
    dismiss: 'Đã đọc',
    dismissOne: 'Đã đọc thông báo: {{text}}',
    more_other: 'Còn {{count}} thông báo',
  },
  composer: {
    title: 'Gửi thông báo',
    to: 'Gửi tới',
    toHint: 'Mọi điểm cầu, đại biểu của đơn vị này và các đơn vị trực thuộc đều thấy.',
    unitNone: 'Không có đơn vị nào khớp',
    text: 'Nội dung',
    placeholder: 'Ví dụ: Hội nghị bắt đầu muộn 10 phút.',
    left: 'Còn {{count}} ký tự',
    send: 'Gửi thông báo',
    sent: 'Đã gửi',
    sentTo: 'Tới {{unit}}',
    none: 'Chưa có thông báo nào',
    withdraw: 'Thu hồi',
    noRight: 'Bạn không có quyền gửi thông báo.',
  },
  channel: {
    label: 'Trao đổi giữa những người điều hành',
    hint: 'Chỉ những người điều hành đọc được.',
    empty: 'Chưa có tin nhắn nào',
    write: 'Nhắn cho những người điều hành',
    send: 'Gửi',
    you: 'Bạn',
    fresh: 'Tin mới',
  },
} as const;

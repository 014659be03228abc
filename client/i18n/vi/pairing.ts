/** Words of pairing a device, on the operator's side. */
export const pairing = {
  pair: 'Ghép thiết bị',
  howTo: 'Trên màn hình phòng họp, mở {{address}}. Nhập mã 6 số hiện trên màn hình đó.',
  code: 'Mã trên màn hình',
  codeDigit: 'Chữ số {{number}} của mã',
  codeMissing: 'Hãy nhập đủ 6 chữ số.',
  codeWrong: 'Mã không đúng hoặc đã hết hạn. Xem lại mã trên màn hình phòng họp.',
  unit: 'Đơn vị đặt thiết bị',
  unitHint: 'Gõ không dấu cũng được, ví dụ: nam po',
  unitMissing: 'Hãy chọn đơn vị.',
  unitNone: 'Không có đơn vị nào khớp',
  unitsFailed: 'Không tải được danh sách đơn vị',
  unitUnder: '{{unit}}, {{parent}}',
  paired: 'Đã ghép thiết bị với {{unit}}',
} as const;

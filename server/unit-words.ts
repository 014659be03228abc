import type { Words } from '../config/key.ts';
import type { UnitObstacleItem, UnitOrderFault, UnitOrderFaultCode } from '../protocol/units.ts';

type Named = { readonly unit: string; readonly detail: string };

/** What is wrong, as the command line says it; the screens have words of their own. */
const wordsByCode: Readonly<Record<UnitOrderFaultCode, (named: Named) => Words>> = {
  'no-units': () => ({ vi: 'không có đơn vị nào', en: 'there are no units' }),
  duplicate: ({ unit }) => ({ vi: `đơn vị ${unit}: có hai lần`, en: `unit ${unit}: is there twice` }),
  'empty-name': ({ unit }) => ({ vi: `đơn vị ${unit}: thiếu tên`, en: `unit ${unit}: has no name` }),
  'long-name': ({ unit, detail }) => ({
    vi: `đơn vị ${unit}: tên dài ${detail} ký tự, tối đa 200`,
    en: `unit ${unit}: its name has ${detail} characters, 200 at most`,
  }),
  'unprintable-name': ({ unit }) => ({
    vi: `đơn vị ${unit}: tên có xuống dòng hoặc ký tự điều khiển`,
    en: `unit ${unit}: its name has line ends or control characters`,
  }),
  'unknown-level': ({ unit, detail }) => ({
    vi: `đơn vị ${unit}: không có cấp ${detail}`,
    en: `unit ${unit}: there is no level ${detail}`,
  }),
  'missing-parent': ({ unit, detail }) => ({
    vi: `đơn vị ${unit}: không có đơn vị cấp trên ${detail}`,
    en: `unit ${unit}: its parent ${detail} is not there`,
  }),
  cycle: ({ unit }) => ({
    vi: `đơn vị ${unit}: các đơn vị cấp trên tạo thành vòng`,
    en: `unit ${unit}: its parents form a circle`,
  }),
  'unknown-merged': ({ unit, detail }) => ({
    vi: `đơn vị ${unit}: không có đơn vị ${detail} để sáp nhập`,
    en: `unit ${unit}: there is no unit ${detail} to merge`,
  }),
  'merged-twice': ({ unit, detail }) => ({
    vi: `đơn vị ${unit}: ${detail} đã được sáp nhập vào đơn vị khác`,
    en: `unit ${unit}: ${detail} is merged into another unit already`,
  }),
  'merged-still-there': ({ unit, detail }) => ({
    vi: `đơn vị ${unit}: ${detail} vừa được sáp nhập vừa còn trong danh sách`,
    en: `unit ${unit}: ${detail} is merged and still there itself`,
  }),
  'bad-code': ({ unit }) => ({
    vi: `mã “${unit}”: chỉ gồm chữ không dấu, chữ số và . _ - ở giữa, tối đa 90 ký tự`,
    en: `code “${unit}”: letters and digits, with . _ - inside, 90 characters at most`,
  }),
  'unknown-unit': ({ unit }) => ({ vi: `không có đơn vị ${unit}`, en: `there is no unit ${unit}` }),
  'not-json': ({ detail }) => ({ vi: `không phải tệp JSON (${detail})`, en: `not a JSON file (${detail})` }),
  shape: ({ detail }) => ({ vi: `không đúng mẫu: ${detail}`, en: `not of the form: ${detail}` }),
  'open-quote': () => ({ vi: 'dấu ngoặc kép không được đóng', en: 'a quote is never closed' }),
  'stray-quote': () => ({
    vi: 'có chữ sau dấu ngoặc kép đóng',
    en: 'something follows a closing quote',
  }),
  columns: ({ detail }) => ({
    vi: `có ${detail} cột, cần từ 3 đến 5`,
    en: `${detail} columns, needed are 3 to 5`,
  }),
};

/** A fault with its line, if it has one. */
export function faultWords({ line, code, unit, detail }: UnitOrderFault): Words {
  const { vi, en } = wordsByCode[code]({ unit, detail });
  return line === null ? { vi, en } : { vi: `dòng ${line}: ${vi}`, en: `line ${line}: ${en}` };
}

/** What hangs on a unit that is to be closed or merged. */
export function obstacleWords({ unit, name, kind, what }: UnitObstacleItem): Words {
  const place = { vi: `${name} (${unit}): còn `, en: `${name} (${unit}): still has ` };
  switch (kind) {
    case 'meeting':
      return { vi: `${place.vi}cuộc họp “${what}”`, en: `${place.en}the meeting “${what}”` };
    case 'device':
      return { vi: `${place.vi}thiết bị đã ghép`, en: `${place.en}a paired device` };
    case 'account':
      return { vi: `${place.vi}tài khoản ${what}`, en: `${place.en}the account ${what}` };
  }
}

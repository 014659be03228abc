import type { Meeting } from '../../core/meeting.ts';
import { type ApprovedMinutes, type Conclusion, minutesTexts } from '../../core/minutes/minutes.ts';
import { signingSecretary } from '../../core/minutes/secretary.ts';
import { type BagMinutes, bagVersion } from '../../protocol/recording-package.ts';

/** Approved minutes as they lie in the package of a meeting: for programs, and for people. */

/** `data/minutes.json`. */
export function minutesFile(meeting: Pick<Meeting, 'id'>, approved: ApprovedMinutes): string {
  const { version, minutes, by, at, approvedBy, approvedAt } = approved;
  const file: BagMinutes = {
    version: bagVersion,
    meeting: meeting.id,
    edition: version,
    minutes,
    writtenBy: by,
    writtenAt: at,
    approvedBy,
    approvedAt,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

const inVietnam = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});
const moment = (at: number): string => inVietnam.format(at);

/** `2026-12-31` as papers write it. */
function dayText(day: string | null): string {
  return day === null ? '' : day.split('-').reverse().join('/');
}

const headings = {
  presence: 'I. CHỦ TRÌ VÀ THÀNH PHẦN THAM DỰ',
  sequence: 'II. DIỄN BIẾN CUỘC HỌP',
  opinions: 'III. Ý KIẾN PHÁT BIỂU',
  votes: 'IV. KẾT QUẢ BIỂU QUYẾT',
  conclusions: 'V. KẾT LUẬN',
} as const;

function paragraphs(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length === 0 ? '<p>Không có.</p>' : lines.map((line) => `<p>${escaped(line)}</p>`).join('\n');
}

function conclusionRow({ content, leadUnit, supportingUnits, due }: Conclusion, index: number): string {
  const cells = [String(index + 1), content, leadUnit, supportingUnits.join('; '), dayText(due)];
  return `<tr>${cells.map((cell) => `<td>${escaped(cell).replaceAll('\n', '<br>')}</td>`).join('')}</tr>`;
}

function conclusionTable(conclusions: readonly Conclusion[]): string {
  if (conclusions.length === 0) return '<p>Không có.</p>';
  const head = ['STT', 'Nội dung', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Hạn'];
  return `<table><thead><tr>${head.map((each) => `<th scope="col">${each}</th>`).join('')}</tr></thead>
<tbody>${conclusions.map(conclusionRow).join('\n')}</tbody></table>`;
}

const style = `body{max-width:170mm;margin:20mm auto;font:13.5pt/1.4 "Times New Roman",Tinos,serif;color:#000;background:#fff}
header{display:flex;justify-content:space-between;gap:8mm;text-align:center;font-size:12pt}
header p,footer p{margin:0}h1{margin:8mm 0 0;font-size:15pt;text-align:center}.of{font-weight:bold;text-align:center}
h2{margin:10pt 0 4pt;font-size:13.5pt}p{margin:0 0 6pt;text-align:justify}table{width:100%;border-collapse:collapse}
th,td{padding:3pt 4pt;border:.75pt solid #000;vertical-align:top;text-align:left}
footer{display:flex;justify-content:space-around;margin-top:10mm;text-align:center;break-inside:avoid}
footer p+p{margin-top:24mm}.note{margin-top:12mm;font-size:10.5pt}@page{size:A4;margin:20mm 15mm 20mm 30mm}
@media print{body{margin:0;max-width:none}}`;

function timesOf({ phase }: Pick<Meeting, 'phase'>): string {
  if (phase.kind !== 'closed') return '';
  return `<p>Thời gian: từ ${moment(phase.openedAt)} đến ${moment(phase.closedAt)} (giờ Việt Nam).</p>`;
}

/** `data/minutes.html`: laid out as administrative papers are (Decree 30/2020), whatever reads HTML reads it. */
export function minutesPaper(meeting: Meeting, approved: ApprovedMinutes): string {
  const { minutes, by, approvedBy, approvedAt, version } = approved;
  const unit = meeting.unitById[meeting.unit]?.name ?? '';
  const parts = minutesTexts.map((part) => `<h2>${headings[part]}</h2>\n${paragraphs(minutes[part])}`);
  return `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>Biên bản: ${escaped(meeting.title)}</title><style>${style}</style></head>
<body>
<header>
<p><b>${escaped(unit.toLocaleUpperCase('vi'))}</b></p>
<p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b></p>
</header>
<h1>BIÊN BẢN</h1>
<p class="of">${escaped(meeting.title)}</p>
${timesOf(meeting)}
${parts.join('\n')}
<h2>${headings.conclusions}</h2>
${conclusionTable(minutes.conclusions)}
<footer>
<div><p><b>THƯ KÝ</b></p><p><b>${escaped(signingSecretary(meeting, by)?.name ?? '')}</b></p></div>
<div><p><b>CHỦ TRÌ</b></p><p><b>${escaped(approvedBy.name)}</b></p></div>
</footer>
<p class="note">Bản thứ ${version}, được ${escaped(approvedBy.name)} duyệt trên hệ thống lúc ${moment(approvedAt)} (giờ Việt Nam).</p>
</body>
</html>
`;
}

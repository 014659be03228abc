/**
 * What no file system or shell should meet in a name: control and format characters, halves of characters, separators,
 * reserved signs.
 */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\/:*?"<>|%]+/gu;

/** Of a title, in characters; and in bytes, since file systems take 255 of a whole name. */
const longestName = 100;
const mostBytes = 200;

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });

/**
 * The name under which a browser saves a recording, for people to read: `Hội nghị giao ban - 2026-11-23.mp4`.
 * `startedAt` is epoch milliseconds; the day is Vietnam's. Never used as a path on the server.
 */
export function downloadName(
  title: string,
  startedAt: number,
  ending: 'mp4' | 'm4a' | 'mp3' = 'mp4',
): string {
  return `${folderName(title, startedAt)}.${ending}`;
}

/** The same without an ending, for a folder. */
export function folderName(title: string, startedAt: number): string {
  const short = cleanName(title);
  return `${short === '' ? 'Ghi hình' : short} - ${day.format(startedAt)}`;
}

/** The same for what is exported of a meeting: `Nhật ký - Hội nghị giao ban - 2026-11-23.csv`. */
export function exportName(
  what: string,
  { title, scheduledAt }: { readonly title: string; readonly scheduledAt: number },
  ending: string,
): string {
  const short = cleanName(title);
  return `${what}${short === '' ? '' : ` - ${short}`} - ${day.format(scheduledAt)}.${ending}`;
}

/** The name of a document as it is saved: the one it came with, as far as a file system takes it. */
export function fileName({ fileName: told }: { readonly fileName: string }): string {
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(told)?.[0] ?? '';
  const short = cleanName(told.slice(0, told.length - ending.length));
  return `${short === '' ? 'Tài liệu' : short}${ending}`;
}

function cleanName(title: string): string {
  const clean = title
    .normalize('NFC')
    .replace(unfit, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+/, '');
  let [short, bytes] = ['', 0];
  for (const character of Array.from(clean).slice(0, longestName)) {
    bytes += Buffer.byteLength(character);
    if (bytes > mostBytes) break;
    short += character;
  }
  return short.trim();
}

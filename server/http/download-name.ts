/** What no file system or shell should meet in a name: control and format characters, separators, reserved signs. */
const unfit = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\/:*?"<>|%]+/gu;

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });

/**
 * The name under which a browser saves a recording, for people to read: `Hội nghị giao ban - 2026-11-23.mp4`.
 * `startedAt` is epoch milliseconds; the day is Vietnam's. Never used as a path on the server.
 */
export function downloadName(title: string, startedAt: number): string {
  const clean = title
    .normalize('NFC')
    .replace(unfit, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+/, '');
  const short = Array.from(clean).slice(0, 100).join('').trim();
  return `${short === '' ? 'Ghi hình' : short} - ${day.format(startedAt)}.mp4`;
}

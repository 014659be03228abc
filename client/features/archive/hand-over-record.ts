import type { RecordingId } from '../../../core/id.ts';
import type { ArchiveItem, DossierReply } from '../../../protocol/archive.ts';

/** A line of the list of what is handed over. */
export type HandOverLine = {
  readonly recording: RecordingId;
  /** From 1. */
  readonly number: number;
  /** Of the recording, if it is still known. */
  readonly title: string;
  readonly startedAt: number | null;
  readonly durationMs: number | null;
  readonly files: number;
  readonly bytes: number;
  readonly sha256: string;
};

export type HandOverList = {
  readonly lines: readonly HandOverLine[];
  readonly files: number;
  readonly bytes: number;
};

type Known = Pick<ArchiveItem, 'id' | 'title' | 'startedAt' | 'durationMs'>;

/** What was handed over, by when it was recorded, with its sums; `known`: the recordings of the meeting. */
export function handOverList(
  custody: NonNullable<DossierReply['custody']>,
  title: string,
  known: readonly Known[],
): HandOverList {
  const knownById = new Map(known.map((item) => [item.id, item]));
  const lines = custody.manifests
    .map(({ recording, sha256, files, bytes }) => ({
      recording,
      sha256,
      files,
      bytes,
      title: knownById.get(recording)?.title ?? title,
      startedAt: knownById.get(recording)?.startedAt ?? null,
      durationMs: knownById.get(recording)?.durationMs ?? null,
    }))
    .toSorted((a, b) => (a.startedAt ?? Number.POSITIVE_INFINITY) - (b.startedAt ?? Number.POSITIVE_INFINITY))
    .map((line, index) => ({ ...line, number: index + 1 }));
  const sum = (part: 'files' | 'bytes') => lines.reduce((total, line) => total + line[part], 0);
  return { lines, files: sum('files'), bytes: sum('bytes') };
}

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const scales = ['', ' nghìn', ' triệu', ' tỷ'] as const;

/** The last digit after tens: một becomes mốt, năm becomes lăm. */
function unitWord(unit: number, tens: number): string {
  if (unit === 1 && tens > 1) return 'mốt';
  if (unit === 5 && tens > 0) return 'lăm';
  return digits[unit] ?? '';
}

/** Up to 999; `whole`: something stands before it, so its hundreds are said even when they are none. */
function groupWords(value: number, whole: boolean): string {
  const [hundreds, tens, unit] = [Math.floor(value / 100), Math.floor((value % 100) / 10), value % 10];
  const parts: string[] = [];
  if (hundreds > 0 || whole) parts.push(`${digits[hundreds]} trăm`);
  if (tens > 1) parts.push(`${digits[tens]} mươi`);
  else if (tens === 1) parts.push('mười');
  else if (unit > 0 && parts.length > 0) parts.push('linh');
  if (unit > 0) parts.push(unitWord(unit, tens));
  return parts.join(' ');
}

/** A whole number from 0 to below 10¹² in Vietnamese words, as official papers have it beside the figure. */
export function numberWords(value: number): string {
  if (value === 0) return 'không';
  const groups: number[] = [];
  for (let rest = Math.floor(value); rest > 0; rest = Math.floor(rest / 1000)) groups.push(rest % 1000);
  return groups
    .map((group, scale) => ({ group, scale }))
    .reverse()
    .filter(({ group }) => group > 0)
    .map(({ group, scale }) => `${groupWords(group, scale < groups.length - 1)}${scales[scale] ?? ''}`)
    .join(' ');
}

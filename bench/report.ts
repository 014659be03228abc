import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Findings, Unit } from './bench.ts';
import type { Conditions } from './conditions.ts';
import { summarize } from './series.ts';

export type Report = Findings & {
  readonly name: string;
  readonly title: string;
  readonly quick: boolean;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly tookMs: number;
  /** Load averages before and after: what else the machine was doing, and what the bench itself did. */
  readonly loadBefore: string;
  readonly loadAfter: string;
  readonly machine: Conditions;
};

/** Three figures that mean something, and no more. */
function shown(value: number, unit: Unit): string {
  if (unit === 'bytes' || unit === 'packets/s') return Math.round(value).toLocaleString('en-GB');
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

/** The figures as a table for people. */
export function tableOf({ figures }: Pick<Findings, 'figures'>): string {
  const rows = figures.map(({ what, unit, samples }) => {
    const { median, min, max, count } = summarize(samples);
    return [what, ...[median, min, max].map((value) => shown(value, unit)), unit, String(count)];
  });
  const table = [['', 'median', 'min', 'max', 'unit', 'runs'], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 || column === 4 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function listOf(conditions: Conditions): string {
  return Object.entries(conditions)
    .map(([name, value]) => `  ${name}: ${value}`)
    .join('\n');
}

/** The whole report as it is printed. */
export function textOf(report: Report): string {
  const { title, quick, tookMs, loadBefore, loadAfter } = report;
  return [
    `\n${title}${quick ? '  (smallest sizes: these figures mean nothing)' : ''}`,
    tableOf(report),
    `conditions  (took ${(tookMs / 1000).toFixed(1)} s; load ${loadBefore} → ${loadAfter})`,
    listOf(report.conditions),
  ].join('\n');
}

/** Keeps the report, with every sample, where git does not look. Returns the file. */
export async function keep(report: Report, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const stamp = new Date(report.startedAt).toISOString().replaceAll(/[:.]/g, '-');
  const file = join(folder, `${report.name}-${stamp}${report.quick ? '-quick' : ''}.json`);
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}

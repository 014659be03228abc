import type { Words } from './key.ts';

/** Something wrong with the configuration. `key` is a key, an environment variable or the file itself. */
export type ConfigFault = { readonly key: string; readonly problem: Words; readonly expected: Words };

/** The lines a person reads when the hub refuses to start: Vietnamese first, English below. */
export function faultLines(faults: readonly ConfigFault[]): string {
  const lines = faults.flatMap(({ key, problem, expected }) => [
    `  ${key}`,
    `    ${problem.vi}. Cần: ${expected.vi}.`,
    `    ${problem.en}. Expected: ${expected.en}.`,
  ]);
  return [
    'Cấu hình sai, hệ thống không khởi động. / Wrong configuration, the hub does not start.',
    ...lines,
  ].join('\n');
}

/** Exit code of a process whose configuration is wrong (EX_CONFIG of sysexits.h). */
export const configExitCode = 78;

import { demoAccounts, demoPassword } from '../config/demo.ts';

const site = '11.103.03156';

/** What whoever started the hub needs to read: where to go, and in the demo, as whom. */
export function banner(origins: readonly string[], demo: boolean): string {
  const lines = ['', '  Điểm Cầu', '', ...origins.map((origin) => `  ${origin}`), ''];
  if (!demo) return [...lines, ''].join('\n');
  const width = Math.max(...demoAccounts.map(({ username }) => username.length));
  const accounts = demoAccounts.map(
    ({ username, name, position }) => `    ${username.padEnd(width)}  ${name}, ${position}`,
  );
  return [
    ...lines,
    '  Chạy thử trên máy này / demo on this machine only.',
    `  Tài khoản, mật khẩu chung / accounts, all with the password: ${demoPassword}`,
    ...accounts,
    '',
    `  Màn hình điểm cầu / a site's screen: ${origins[0]}/site?demo=${site}`,
    '',
    '',
  ].join('\n');
}

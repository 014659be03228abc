import { PassThrough, Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { askNewPassword } from './password-prompt.ts';

/** A terminal on which `keys` are typed, one chunk after the other, each when something is asked for. */
function createTerminal(keys: readonly string[]) {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (mode: boolean) => raw.push(mode),
  });
  const output = new PassThrough();
  const left = [...keys];
  let shown = '';
  output.on('data', (chunk) => {
    shown += chunk;
    if (String(chunk).endsWith(': ')) input.write(left.shift() ?? '\u0003');
  });
  return { input, output, raw, shown: () => shown };
}

it('asks twice on a terminal and shows nothing of what is typed', async () => {
  const terminal = createTerminal(['mật khẩu\b\u007fẩu dài\r', 'mật khẩu dài\n']);
  expect(await askNewPassword(terminal.input, terminal.output)).toBe('mật khẩu dài');
  expect(terminal.shown()).toBe('Mật khẩu mới / New password: \nNhập lại / Again: \n');
  expect(terminal.raw).toEqual([true, false, true, false]);
});

it('refuses two that differ, and gives up on Ctrl-C with the terminal as it was', async () => {
  const differing = createTerminal(['một mật khẩu\r', 'mật khẩu khác\r']);
  await expect(askNewPassword(differing.input, differing.output)).rejects.toThrow(/do not match/);
  const interrupted = createTerminal(['mật\u0003']);
  await expect(askNewPassword(interrupted.input, interrupted.output)).rejects.toThrow(/Interrupted/);
  expect(interrupted.raw).toEqual([true, false]);
});

it('reads the first line where nobody types', async () => {
  const quiet = new PassThrough();
  expect(await askNewPassword(Readable.from(['mật khẩu ', 'dài\nnữa\n']), quiet)).toBe('mật khẩu dài');
  await expect(askNewPassword(Readable.from([]), quiet)).rejects.toThrow(/No password/);
});

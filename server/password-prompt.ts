import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** What is needed of standard input: a terminal has both members, a pipe neither. */
type Input = Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };

/** The first line of a stream that nobody types into; rejects when it ends without one. */
async function firstLine(input: Readable): Promise<string> {
  for await (const line of createInterface({ input })) return line;
  throw new Error('Không có mật khẩu trên stdin. / No password on stdin.');
}

const enter = ['\r', '\n'];
const backspace = ['\b', '\u007f'];
/** Ctrl-C and Ctrl-D, which a raw terminal hands over as they are. */
const abort = ['\u0003', '\u0004'];

/** One line typed without being shown. Rejects on Ctrl-C and Ctrl-D. */
function hiddenLine(terminal: Input, screen: Writable, question: string): Promise<string> {
  screen.write(question);
  terminal.setRawMode?.(true);
  terminal.setEncoding('utf8');
  terminal.resume();
  return new Promise((resolve, reject) => {
    let typed = '';
    const finish = (): void => {
      terminal.off('data', onData);
      terminal.setRawMode?.(false);
      terminal.pause();
      screen.write('\n');
    };
    const onData = (data: string): void => {
      for (const character of data) {
        if (abort.includes(character)) {
          finish();
          reject(new Error('Đã bỏ dở. / Interrupted.'));
          return;
        }
        if (enter.includes(character)) {
          finish();
          resolve(typed);
          return;
        }
        typed = backspace.includes(character) ? [...typed].slice(0, -1).join('') : typed + character;
      }
    };
    terminal.on('data', onData);
  });
}

/** Asks for a new password twice on a terminal, without showing it; otherwise reads the first line of the input. */
export async function askNewPassword(input: Input, output: Writable): Promise<string> {
  if (!input.isTTY) return firstLine(input);
  const first = await hiddenLine(input, output, 'Mật khẩu mới / New password: ');
  const second = await hiddenLine(input, output, 'Nhập lại / Again: ');
  if (first !== second) throw new Error('Hai lần nhập không giống nhau. / The two do not match.');
  return first;
}

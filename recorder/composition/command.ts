import { spawn } from 'node:child_process';
import type { Brake } from './brake.ts';

/** Programs as they are to be called: command and first arguments. */
export type Programs = {
  readonly ffmpeg: readonly string[];
  /** Null where only ffmpeg itself is there: then the package goes without ffprobe.json. */
  readonly ffprobe: readonly string[] | null;
  /** Put before every command: lowest priority, and an end together with this process. */
  readonly before: readonly string[];
};

export type CommandOptions = {
  /** Folder in which it runs; file names in filters are relative to it, so that none needs quoting. */
  readonly cwd: string;
  readonly signal?: AbortSignal;
  /** Stands still while this holds, and does not begin either. */
  readonly brake?: Brake | undefined;
  /** Called for each line of standard output; without it, output is collected and returned. */
  readonly onLine?: (line: string) => void;
};

const kept = 4_000;

/**
 * Runs a command to its end and resolves with its standard output.
 * Rejects with the end of its standard error when it fails or is aborted.
 */
export async function runCommand(command: readonly string[], options: CommandOptions): Promise<string> {
  const [program = '', ...args] = command;
  const { cwd, signal, brake } = options;
  await brake?.passed(signal);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process that stands still would not hear of anything less.
      ...(signal ? { signal, killSignal: 'SIGKILL' as const } : {}),
    });
    brake?.follow(child);
    let output = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (!options.onLine) return;
      const lines = output.split('\n');
      output = lines.pop() ?? '';
      for (const line of lines) options.onLine(line);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-kept);
    });
    child.once('error', reject);
    child.once('close', (code, killedBy) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ended with ${code ?? killedBy}: ${complaint.trim()}`));
    });
  });
}

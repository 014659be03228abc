import { fileURLToPath } from 'node:url';
import { v7 as uuid } from 'uuid';
import { configExitCode, faultLines } from '../config/fault.ts';
import { loadConfig } from '../config/loader.ts';
import { places } from '../config/schema.ts';
import { type AdminResult, runAdminCommand } from './admin-command.ts';
import { hashPassword, shortestPassword } from './auth/password.ts';
import { askNewPassword } from './password-prompt.ts';
import { createStore } from './store/store.ts';

// The command line of a configured hub: `npm run admin -- <command>`. It opens the same database as the hub, which may
// be running. Exit codes of sysexits.h: 64 the command line is wrong, 70 something broke, 78 the configuration is wrong.

const exitCodes: Readonly<Record<AdminResult['kind'], number>> = { done: 0, refused: 1, used: 64 };
const brokenExitCode = 70;

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function run(file: string): Promise<number> {
  const store = await createStore({ file });
  try {
    const { kind, words } = await runAdminCommand(process.argv.slice(2), {
      store,
      clock: { now: () => Date.now() },
      hashPassword,
      readPassword: () => askNewPassword(process.stdin, process.stderr),
      shortestPassword,
      newId: () => uuid(),
    });
    say(words.vi);
    if (words.en !== '' && words.en !== words.vi) say(words.en);
    return exitCodes[kind];
  } finally {
    await store.close();
  }
}

const loaded = loadConfig({ root, env: process.env });
if (!loaded.ok) {
  say(faultLines(loaded.faults));
  process.exitCode = configExitCode;
} else if (loaded.config.mode === 'demo') {
  say('Lệnh này cần config/hub.yaml: chế độ dùng thử đã có sẵn tài khoản.');
  say('This command needs config/hub.yaml: demo mode has accounts of its own.');
  process.exitCode = configExitCode;
} else {
  try {
    process.exitCode = await run(places(loaded.config).database);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = brokenExitCode;
  }
}

// npm run bench: makes the checkout ready as npm test does, then measures. `npm run bench -- <name>…` measures only
// those; `--quick` takes the smallest sizes, to see whether the benches work.

import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { reportFailure } from './setup/failure.mjs';
import { node24, root } from './setup/place.mjs';
import { setUp } from './setup/setup.mjs';
import { environmentOf } from './setup/tools.mjs';

const leave = () => process.exit(130);
process.on('SIGINT', leave);
process.on('SIGTERM', leave);

try {
  const tools = await setUp({ forTests: true });
  const bin = join(root, 'node_modules', '.bin');
  const child = spawn(node24, [join(root, 'bench', 'main.ts'), ...process.argv.slice(2)], {
    cwd: root,
    env: {
      ...process.env,
      ...environmentOf(tools),
      NODE_ENV: 'production',
      PATH: [bin, process.env.PATH ?? ''].join(delimiter),
    },
    stdio: 'inherit',
  });
  // It ends what it started before it goes; a terminal's Ctrl-C reaches it directly.
  process.off('SIGINT', leave);
  process.off('SIGTERM', leave);
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.exitCode = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}

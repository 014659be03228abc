// npm start: makes the checkout ready, then runs the hub until it is stopped. Arguments go to the hub.
// Plain JavaScript without dependencies: on a fresh clone there is nothing but the system's old Node.

import { delimiter, join } from 'node:path';
import { reportFailure } from './setup/failure.mjs';
import { node24, root } from './setup/place.mjs';
import { setUp } from './setup/setup.mjs';
import { environmentOf } from './setup/tools.mjs';
import { supervise } from './supervisor.mjs';

// An interrupted set-up must end its commands and give its lock back; the supervisor has handlers of its own.
const leave = () => process.exit(130);
process.on('SIGINT', leave);
process.on('SIGTERM', leave);

try {
  const tools = await setUp({ forTests: false });
  process.off('SIGINT', leave);
  process.off('SIGTERM', leave);
  process.exitCode = await supervise({
    command: node24,
    args: [join(root, 'server', 'main.ts'), ...process.argv.slice(2)],
    environment: {
      ...process.env,
      ...environmentOf(tools),
      PATH: [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
    },
    folder: root,
  });
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}

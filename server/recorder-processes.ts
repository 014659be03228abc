import { join } from 'node:path';
import type { HubConfig } from '../config/schema.ts';
import { secondRecorderToken } from '../config/secret.ts';

/** The recorder beside the hub, `root` the project's folder. In the demo its log keeps to what whoever tries it must know. */
export function recorderChild({ recorder, secondRecorder, media, mode, logLevel }: HubConfig, root: string) {
  return {
    main: join(root, 'recorder', 'main.ts'),
    folder: recorder.folder,
    ip: media.recorderIp,
    environment: {
      RECORDER_LOG_LEVEL: mode === 'demo' ? 'warn' : logLevel,
      ...(secondRecorder === null ? {} : { RECORDER_OTHER_FOLDER: secondRecorder.folder }),
    },
  };
}

/** UDP ports of a second recorder on this machine, beside the first one's usual 20000 to 29999. */
const secondPorts = '30000-32767';

/** The other recorder, where the configuration names one; `child` null: it is on another machine. */
export function secondRecorderOf(config: HubConfig, root: string) {
  const { secondRecorder, recorder } = config;
  if (secondRecorder === null) return null;
  const token = secondRecorderToken(config, secondRecorder);
  if (secondRecorder.mode === 'remote') return { token, child: null };
  const child = recorderChild(config, root);
  const own = { RECORDER_PORTS: secondPorts, RECORDER_OTHER_FOLDER: recorder.folder };
  const environment = { ...child.environment, ...own };
  return { token, child: { ...child, folder: secondRecorder.folder, environment } };
}

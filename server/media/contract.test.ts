import { pino } from 'pino';
import { mediaContract } from '../../test/contract/media.ts';
import { createMediaDouble } from '../../test/doubles/media.ts';
import { createMedia } from './media.ts';

mediaContract('the double', async ({ load }) => createMediaDouble({ load }));

mediaContract('mediasoup', ({ load }) =>
  createMedia({
    workers: 1,
    listen: { ip: '127.0.0.1', basePort: 0 },
    captureIp: '127.0.0.1',
    logger: pino({ level: 'silent' }),
    meter: async () => load(),
    measureEveryMs: 20,
  }),
);

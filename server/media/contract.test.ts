import { pino } from 'pino';
import { captureContract } from '../../test/contract/capture.ts';
import { type MakeMedia, mediaContract } from '../../test/contract/media.ts';
import { createMediaDouble } from '../../test/doubles/media.ts';
import { createMedia } from './media.ts';

const double: MakeMedia = async ({ load }) => createMediaDouble({ load });
const real: MakeMedia = ({ load }) =>
  createMedia({
    workers: 1,
    listen: { ip: '127.0.0.1', basePort: 0 },
    captureIp: '127.0.0.1',
    logger: pino({ level: 'silent' }),
    meter: async () => load(),
    measureEveryMs: 20,
  });

for (const contract of [mediaContract, captureContract]) {
  contract('the double', double);
  contract('mediasoup', real);
}

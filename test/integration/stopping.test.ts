import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type HubProcess, startHub } from '../support/hub-process.ts';

let hub: HubProcess;
const lines: Socket[] = [];
beforeEach(async () => {
  hub = await startHub();
});
afterEach(async () => {
  for (const line of lines.splice(0)) line.destroy();
  await hub.dispose();
});

/** A line of which the hub cannot know that nothing more will come over it. */
async function open(words: string): Promise<void> {
  const { hostname, port } = new URL(hub.origin);
  const line = connect(Number(port), hostname);
  lines.push(line);
  // That the hub ends it is what is wanted.
  line.on('error', () => undefined);
  await new Promise((resolve) => line.once('connect', resolve));
  if (words !== '') line.write(words);
}

const head =
  'POST /api/session HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n';

it('a hub that is asked to end closes its parts in good order, whatever lines stand open', async () => {
  // A browser opens lines ahead of need; a phone out of reach leaves a request half sent.
  await open('');
  await open(`${head}{`);
  await hub.stop();
  const log = await readFile(join(hub.dataFolder, 'hub.log'), 'utf8');
  const said = log.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).msg]));
  expect(said.at(-1)).toBe('closed');
});

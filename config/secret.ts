import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type HubConfig, places } from './schema.ts';

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Writes a file that is there whole or not at all, and that a second process starting at once does not overwrite. */
function createOnce(file: string, content: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = openSync(draft, 'wx', 0o600);
  writeSync(handle, content);
  fsyncSync(handle);
  closeSync(handle);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
}

/**
 * The secret kept in `folder/name`; the first call makes it with `generate`. Folder and file belong to the hub's user
 * alone (0700, 0600): a restored backup that came back more open is closed again. Throws when it cannot be read or made.
 */
export function keepSecret(folder: string, name: string, generate: () => string): string {
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    if (!isMissing(error)) throw error;
    createOnce(file, generate());
  }
  return readFileSync(file, 'utf8');
}

/** What hub and recorder show each other: the configured file's content for a remote one, else generated once. */
export function recorderToken(config: Pick<HubConfig, 'dataFolder' | 'recorder'>): string {
  return sharedSecret(config, config.recorder.tokenFile, 'recorder-token');
}

/** The same for the second recorder: by its secret the hub knows which of the two it is. */
export function secondRecorderToken(
  config: Pick<HubConfig, 'dataFolder'>,
  { tokenFile }: NonNullable<HubConfig['secondRecorder']>,
): string {
  return sharedSecret(config, tokenFile, 'second-recorder-token');
}

function sharedSecret(config: Pick<HubConfig, 'dataFolder'>, file: string | null, name: string): string {
  if (file !== null) return readFileSync(file, 'utf8').trim();
  return keepSecret(places(config).keys, name, () => randomBytes(32).toString('base64url'));
}

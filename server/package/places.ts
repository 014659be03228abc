import { readFileSync } from 'node:fs';
import type { HubConfig } from '../../config/schema.ts';
import type { CopyPlace } from './copies.ts';
import { folderPlace } from './folder-place.ts';
import { s3Place } from './s3-place.ts';

const secretIn = (file: string): string => readFileSync(file, 'utf8').trim();

/** The second places that the configuration names. Throws when a key's file cannot be read. */
export function copyPlaces(copies: HubConfig['archive']['copies']): readonly CopyPlace[] {
  return copies.map((place) => {
    if (place.kind === 'folder') return folderPlace(place);
    const { name, prefix, endpoint, bucket, region, accessKeyFile, secretKeyFile } = place;
    const keys = { accessKey: secretIn(accessKeyFile), secretKey: secretIn(secretKeyFile) };
    return s3Place({ name, prefix, access: { endpoint, bucket, region, ...keys } });
  });
}

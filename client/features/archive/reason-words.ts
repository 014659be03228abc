import type { TFunction } from 'i18next';
import { recordingReasons } from '../../../protocol/recorder.ts';

/** Why a recording was interrupted or failed, in words; a reason that a later recorder invented stands as it is. */
export function reasonWords(t: TFunction, reason: string): string {
  const known = recordingReasons.find((candidate) => candidate === reason);
  return known === undefined ? reason : t(`archive.reason.${known}`);
}

import type { TFunction } from 'i18next';
import type { Access } from '../../../core/dossier/dossier.ts';
import { clockFace } from '../../ui/clock-face.ts';

/** What somebody did, and with which part of the recording. */
export function accessWords({ what, part }: Pick<Access, 'what' | 'part'>, t: TFunction): string {
  switch (part?.kind) {
    case undefined:
      return t(`dossier.accesses.kind.${what}`);
    case 'sound':
      return t('dossier.accesses.part.sound', { format: part.format.toUpperCase() });
    case 'stretch':
      return t('dossier.accesses.part.stretch', { from: clockFace(part.fromMs), to: clockFace(part.toMs) });
    case 'turns':
      return t('dossier.accesses.part.turns');
    case 'document':
      return t('dossier.accesses.part.document', { name: part.name });
  }
}

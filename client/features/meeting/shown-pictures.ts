import { useEffect } from 'react';
import type { ParticipantId } from '../../../core/id.ts';
import { verbs } from '../../session/index.ts';

/**
 * Tells the hub which pictures are wanted beyond the stage: the page of the wall that is open, and the pinned one. Only
 * these are sent; none once the screen closes.
 */
export function useShownPictures(wall: readonly ParticipantId[], pinned: ParticipantId | null): void {
  const key = wall.join(' ');
  useEffect(() => {
    const shown = key === '' ? [] : (key.split(' ') as ParticipantId[]);
    verbs.setView([
      ...(pinned === null ? [] : [{ participant: pinned, size: 'medium' as const }]),
      ...shown
        .filter((participant) => participant !== pinned)
        .map((participant) => ({ participant, size: 'thumbnail' as const })),
    ]);
  }, [key, pinned]);
  useEffect(() => () => verbs.setView([]), []);
}

import type { Card } from '../../../core/meeting.ts';

/** The second line of a name plate: position and unit of a person. A site's own name already says its unit. */
export function subtitleOf(card: Card): string {
  const parts = card.kind === 'person' ? [card.position, card.unitName] : [];
  return parts.filter((part) => part !== '').join(' · ');
}

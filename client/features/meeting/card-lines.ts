import type { Card } from '../../../core/meeting.ts';
import { isolated } from '../../i18n/isolated.ts';
import { foldText } from '../../ui/fold-text.ts';

/**
 * The second line of a name plate: position and unit of a person, the unit only where the position does not say it
 * already. A site's own name says its unit.
 */
export function subtitleOf(card: Card): string {
  if (card.kind !== 'person') return '';
  const said = foldText(card.position).includes(foldText(card.unitName));
  const parts = said ? [card.position] : [card.position, card.unitName];
  return parts
    .filter((part) => part !== '')
    .map(isolated)
    .join(' · ');
}

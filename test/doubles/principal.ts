import type { Card } from '../../core/meeting.ts';
import type { Principal } from '../../server/ports.ts';

/** Whoever stands behind a card, with no right in daily life. */
export function principalOf({ participant, kind, name, position, unit, unitName }: Card): Principal {
  const account = {
    participant,
    kind: kind === 'site' ? 'site' : 'person',
    name,
    position,
    unit,
    unitName,
    administrator: false,
    operates: [],
  } as const;
  return { account, standingRoles: [], device: null };
}

import type { Signatory } from '../dossier/dossier.ts';
import type { Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';

/**
 * Whose name stands below the minutes as the secretary's: whoever wrote that version, if they are a secretary of the
 * meeting, else its first secretary, however the last word was somebody else's; null: it has none.
 */
export function signingSecretary(
  meeting: Meeting,
  by: Pick<Signatory, 'participant'>,
): Pick<Signatory, 'name' | 'position'> | null {
  const secretaries = meeting.roles
    .filter(({ role, unit }) => role === 'secretary' && unit === meeting.unit)
    .map(({ participant }) => participant);
  const id = secretaries.find((each) => each === by.participant) ?? secretaries[0];
  const card = id === undefined ? undefined : participantOf(meeting, id)?.card;
  return card === undefined ? null : { name: card.name, position: card.position };
}

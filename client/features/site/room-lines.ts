import { echoRisks } from '../../../core/echo.ts';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { participantOf } from '../../../core/participant.ts';
import { grantsOf } from '../../../core/queue.ts';
import { covers } from '../../../core/unit.ts';

/** What a room is told in one line of its own, above the picture. */
export type RoomLine =
  | { readonly kind: 'talk' }
  | { readonly kind: 'rollCall'; readonly name: string; readonly own: boolean }
  | { readonly kind: 'echo'; readonly name: string }
  | { readonly kind: 'delegated'; readonly unit: string }
  | { readonly kind: 'sidebar'; readonly unit: string }
  | { readonly kind: 'recalled' }
  | { readonly kind: 'rest'; readonly until: number | null }
  | { readonly kind: 'adjourned' };

/** Where it sits, when that is not simply the main meeting. */
function hallLines(meeting: Meeting, you: ParticipantId): readonly RoomLine[] {
  const hall = hallOf(meeting, you);
  if (hall !== meeting.unit) {
    const sidebar = meeting.sidebars.find(({ unit }) => unit === hall);
    return sidebar === undefined ? [] : [{ kind: 'sidebar', unit: sidebar.unitName }];
  }
  const lines: RoomLine[] = [];
  if (meeting.sidebars.some(({ recalled }) => recalled.includes(you))) lines.push({ kind: 'recalled' });
  if (meeting.phase.kind !== 'live') return lines;
  const { rest, adjournedAt } = meeting.phase;
  if (adjournedAt !== null) lines.push({ kind: 'adjourned' });
  else if (rest !== null) lines.push({ kind: 'rest', until: rest.until });
  return lines;
}

/** The floor given to a unit above this room, while nobody of it speaks yet: the innermost such unit. */
function delegatedLine(meeting: Meeting, you: ParticipantId): readonly RoomLine[] {
  const seat = participantOf(meeting, you)?.card.unit;
  if (seat === undefined || grantsOf(meeting, 'speech').some(({ under }) => under !== null)) return [];
  const mine = meeting.delegations.filter(({ unit }) => covers(meeting.unitById, unit, seat));
  const inner = mine.find(({ id }) => !mine.some(({ under }) => under === id));
  return inner === undefined ? [] : [{ kind: 'delegated', unit: inner.unitName }];
}

/** Everything a room must know beside its own state, what concerns it most first. Pure. */
export function roomLines(meeting: Meeting, you: ParticipantId): readonly RoomLine[] {
  const unit = participantOf(meeting, you)?.card.unit;
  const talks = meeting.talks.some(({ site }) => site === you);
  const echo = echoRisks(meeting).find(
    (risk) => risk.unit === unit && risk.open.some(({ participant }) => participant === you),
  );
  const other = echo?.open.find(({ participant }) => participant !== you);
  const calls = meeting.rollCalls.map(
    ({ current }): RoomLine => ({
      kind: 'rollCall',
      name: current.name,
      own: current.participant === you,
    }),
  );
  return [
    ...(talks ? [{ kind: 'talk' as const }] : []),
    ...(other === undefined ? [] : [{ kind: 'echo' as const, name: other.name }]),
    ...calls,
    ...delegatedLine(meeting, you),
    ...hallLines(meeting, you),
  ];
}

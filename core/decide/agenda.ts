import type { CommandOf } from '../command.ts';
import type { AgendaItem } from '../meeting.ts';
import { speechKinds } from '../speech.ts';
import { accept, type Decision, refuse, standstill, type Wish } from './context.ts';

function sameItem(one: AgendaItem, other: AgendaItem | undefined): boolean {
  return (
    other !== undefined &&
    one.id === other.id &&
    one.title === other.title &&
    one.presenter === other.presenter &&
    one.plannedMs === other.plannedMs &&
    one.kinds.join() === other.kinds.join() &&
    speechKinds.every((kind) => one.limitMsByKind[kind] === other.limitMsByKind[kind])
  );
}

/** Another agenda, before the meeting and while it lasts (AGENDA-1 to AGENDA-3). */
export function changeAgenda({ meeting }: Wish, { agenda }: CommandOf<'agenda.change'>): Decision {
  const still = meeting.phase.kind === 'live' ? standstill(meeting, meeting.unit) : null;
  if (still !== null && still !== 'meeting-resting') return refuse(still);
  if (new Set(agenda.map(({ id }) => id)).size < agenda.length) return refuse('invalid-message');
  const stands =
    agenda.length === meeting.agenda.length &&
    agenda.every((item, index) => sameItem(item, meeting.agenda[index]));
  return stands ? accept() : accept({ type: 'agenda.changed', agenda });
}

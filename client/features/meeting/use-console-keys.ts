import { useTranslation } from 'react-i18next';
import type { ParticipantCommand } from '../../../core/command.ts';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { FloorRequest, Meeting } from '../../../core/meeting.ts';
import { debatesAt, pendingAt } from '../../../core/queue.ts';
import { clockOf, floorTree } from './floor-tree.ts';
import { ownDesk } from './own-desk.ts';
import { digitKeys } from './queue-list.tsx';
import { leadRow } from './speakers-list.tsx';
import { useCommands, useStanding } from './use-commands.ts';
import type { Shortcut } from './use-shortcuts.ts';

const minute = 60_000;

/** The agenda item after the current one; null at the end. */
function nextItem({ agenda, agendaItem }: Meeting) {
  return agenda[agenda.findIndex(({ id }) => id === agendaItem) + 1] ?? null;
}

/** A key for every frequent deed of who conducts that is not in the bar. What may not be done has no key. */
export function useConsoleKeys(meeting: Meeting, you: ParticipantId): readonly Shortcut[] {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const may = (command: ParticipantCommand) => standing(command)?.reason === null;
  const key = (name: string, label: string, command: ParticipantCommand | null): readonly Shortcut[] =>
    command !== null && may(command) ? [{ key: name, label, run: () => void send(command) }] : [];
  const desk = ownDesk(meeting, you);
  const grantTo = (request: FloorRequest): ParticipantCommand => ({
    type: 'floor.grant',
    floor: 'speech',
    participant: request.beneficiary.participant,
    kind: null,
    limitMs: null,
  });
  const digits = pendingAt(meeting, desk)
    .slice(0, digitKeys)
    .flatMap((request, index) =>
      key(String(index + 1), t('console.help.give', { name: request.beneficiary.name }), grantTo(request)),
    );
  const [debate] = debatesAt(meeting, desk);
  const rows = floorTree(meeting, hallOf(meeting, you));
  const row = leadRow(rows, (each) => may({ type: 'floor.revoke', grant: clockOf(each).id }));
  const lead = row === undefined ? null : clockOf(row);
  const item = nextItem(meeting);
  const extend = (minutes: number): ParticipantCommand | null =>
    lead === null ? null : { type: 'floor.extend', grant: lead.id, byMs: minutes * minute };
  return [
    ...digits,
    ...key('D', t('console.help.debate'), debate === undefined ? null : grantTo(debate)),
    ...key(
      'S',
      t('meeting.action.stopSpeech'),
      lead === null ? null : { type: 'floor.revoke', grant: lead.id },
    ),
    ...key('E', t('console.speech.extend', { count: 1 }), extend(1)),
    ...key('Shift+E', t('console.speech.extend', { count: 5 }), extend(5)),
    ...key(
      'K',
      t(lead?.pausedAt == null ? 'console.speech.pause' : 'console.speech.resume'),
      lead === null
        ? null
        : { type: lead.pausedAt === null ? 'floor.pause' : 'floor.resume', grant: lead.id },
    ),
    ...key('A', t('console.help.nextItem'), item === null ? null : { type: 'agenda.select', item: item.id }),
  ];
}

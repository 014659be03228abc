import { may, scopesOf } from '../core/authority.ts';
import type { ParticipantId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import { participantOf } from '../core/participant.ts';
import type { RefusalCode } from '../core/refusal.ts';
import { receives } from '../core/stage.ts';
import type { Equipment, SignalOf } from '../protocol/message.ts';
import type { Connections, Seat } from './ports.ts';

/** Four hundred sites report within a few seconds of joining; whoever helps them is told so often and not oftener. */
const tellEveryMs = 500;

type Reports = SignalOf<'equipment'>['reports'];

type Needs = {
  readonly connections: Pick<Connections, 'push'>;
  readonly seats: () => readonly Seat[];
  readonly state: () => Meeting;
};

/** What the sites' pages of one meeting say of their devices. The last report of each is kept in memory, and nowhere else. */
export type EquipmentBook = {
  /** Why it is not taken: whoever is not in the meeting reports nothing, nor does a person; null when it is. */
  report(participant: ParticipantId, equipment: Equipment): RefusalCode | null;
  /** Whoever may now help more than before is told what it missed. */
  follow(before: Meeting, after: Meeting): void;
  /** Everything a newcomer may see. */
  greet(seat: Seat): void;
  close(): void;
};

/** Keeps the reports of one meeting and tells those whose `site.assist` covers the seat. */
export function createEquipmentBook({ connections, seats, state }: Needs): EquipmentBook {
  const equipmentBySeat = new Map<ParticipantId, Equipment>();
  const untold = new Set<ParticipantId>();
  let timer: NodeJS.Timeout | undefined;

  const helps = (meeting: Meeting, helper: ParticipantId, helped: ParticipantId): boolean => {
    const unit = participantOf(meeting, helped)?.card.unit;
    return unit !== undefined && may(meeting, helper, 'site.assist', unit);
  };

  const tell = ({ connection, participant }: Seat, concerned: Iterable<ParticipantId>): void => {
    const meeting = state();
    if (scopesOf(meeting, participant, 'site.assist').length === 0 || !receives(meeting, participant)) return;
    const reports: Reports = [...concerned].flatMap((helped) => {
      const equipment = equipmentBySeat.get(helped);
      return equipment && helps(meeting, participant, helped) ? [{ participant: helped, equipment }] : [];
    });
    if (reports.length > 0) connections.push([connection], 'signal', { type: 'equipment', reports });
  };

  const tellAll = (): void => {
    timer = undefined;
    const concerned = [...untold];
    untold.clear();
    for (const seat of seats()) tell(seat, concerned);
  };

  return {
    report: (participant, equipment) => {
      if (!receives(state(), participant)) return 'not-present';
      // A person's own device is the person's own affair: nobody helps there, and nobody looks (ASSIST-1).
      if (participantOf(state(), participant)?.card.kind !== 'site') return 'not-a-site';
      equipmentBySeat.set(participant, equipment);
      untold.add(participant);
      timer ??= setTimeout(tellAll, tellEveryMs);
      return null;
    },
    follow: (before, after) => {
      if (before.roles === after.roles) return;
      for (const seat of seats()) {
        const missed = [...equipmentBySeat.keys()].filter(
          (helped) => helps(after, seat.participant, helped) && !helps(before, seat.participant, helped),
        );
        if (missed.length > 0) tell(seat, missed);
      }
    },
    greet: (seat) => tell(seat, equipmentBySeat.keys()),
    close: () => clearTimeout(timer),
  };
}

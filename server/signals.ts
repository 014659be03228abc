import { conducts, scopesOf } from '../core/authority.ts';
import { countByLevel } from '../core/counts.ts';
import { hallOf } from '../core/hall.ts';
import type { ParticipantId, UnitId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import { lineOf, pendingAt, placeOf, requestOf } from '../core/queue.ts';
import type { RefusalCode } from '../core/refusal.ts';
import { heardIn, receives, talkPartnerOf } from '../core/stage.ts';
import { covers } from '../core/unit.ts';
import type { Equipment, Signal } from '../protocol/message.ts';
import { createEquipmentBook } from './equipment.ts';
import type { Connections, Seat } from './ports.ts';

/** Counts change with every arrival; nobody needs them more often than this. */
const countsEveryMs = 1_000;

type Needs = {
  readonly connections: Connections;
  readonly seats: () => readonly Seat[];
  readonly state: () => Meeting;
};

/** The volatile side of one meeting: what is coalesced and never kept. */
export type Signals = {
  /** After a batch: counts soon, and places in the queue at once if it changed. */
  follow(before: Meeting, after: Meeting): void;
  /** What a newcomer needs besides its snapshot; nothing for whoever waits to be admitted (VIEW-5). */
  greet(seat: Seat): void;
  /** What a site's page says of its devices, for those who may help it. Or why it is not taken. */
  equipment(participant: ParticipantId, equipment: Equipment): RefusalCode | null;
  levels(levels: readonly { readonly participant: ParticipantId; readonly dbov: number }[]): void;
  lines(lines: readonly { readonly participant: ParticipantId; readonly quality: number }[]): void;
  close(): void;
};

export function createSignals({ connections, seats, state }: Needs): Signals {
  let timer: NodeJS.Timeout | undefined;
  let lastCounts = '';
  const heardByHall = new Map<UnitId, ReadonlySet<ParticipantId>>();
  const equipment = createEquipmentBook({ connections, seats, state });

  const push = (to: readonly Seat[], signal: Signal): void => {
    const ids = to.map(({ connection }) => connection);
    if (ids.length > 0) connections.push(ids, 'signal', signal);
  };
  const present = (): readonly Seat[] => seats().filter(({ participant }) => receives(state(), participant));
  const counts = (): Signal => ({ type: 'counts', levels: countByLevel(state()) });
  /** One's place in line at the desk where the request lies, and how long that line is. */
  const place = (participant: ParticipantId): Signal => {
    const request = requestOf(state(), participant, 'speech');
    return {
      type: 'place',
      speech: placeOf(state(), participant, 'speech'),
      content: placeOf(state(), participant, 'content'),
      of: (request === null ? pendingAt(state(), hallOf(state(), participant)) : lineOf(state(), request))
        .length,
    };
  };

  const tellCounts = (): void => {
    timer = undefined;
    const signal = counts();
    const text = JSON.stringify(signal);
    if (text === lastCounts) return;
    lastCounts = text;
    push(present(), signal);
  };

  return {
    follow: (before, after) => {
      equipment.follow(before, after);
      if (before.participantById !== after.participantById) timer ??= setTimeout(tellCounts, countsEveryMs);
      if (before.queue === after.queue) return;
      const concerned = new Set(
        [...before.queue, ...after.queue].map(({ beneficiary }) => beneficiary.participant),
      );
      for (const seat of seats()) {
        if (concerned.has(seat.participant)) push([seat], place(seat.participant));
      }
    },
    greet: (seat) => {
      if (!receives(state(), seat.participant)) return;
      push([seat], counts());
      push([seat], place(seat.participant));
      equipment.greet(seat);
    },
    equipment: equipment.report,
    levels: (levels) => {
      const meeting = state();
      const seatsByHall = Map.groupBy(present(), ({ participant }) => hallOf(meeting, participant));
      for (const [hall, to] of seatsByHall) {
        const heard = new Set(heardIn(meeting, hall));
        // Whoever was heard until now is told silent once more.
        const before = heardByHall.get(hall) ?? heard;
        const here = levels.filter(({ participant }) => heard.has(participant) || before.has(participant));
        heardByHall.set(hall, heard);
        const [talking, listening] = [true, false].map((talks) =>
          to.filter((seat) => (talkPartnerOf(meeting, seat.participant) !== null) === talks),
        );
        if (here.length > 0) push(listening ?? [], { type: 'levels', levels: here });
        for (const seat of talking ?? []) {
          const two = [seat.participant, talkPartnerOf(meeting, seat.participant)];
          const aside = levels.filter(({ participant }) => two.includes(participant));
          if (here.length + aside.length > 0) push([seat], { type: 'levels', levels: [...here, ...aside] });
        }
      }
    },
    lines: (lines) => {
      const meeting = state();
      for (const seat of seats()) {
        if (!conducts(meeting, seat.participant)) continue;
        const scopes = scopesOf(meeting, seat.participant, 'roster.view');
        const seen = lines.filter(({ participant }) => {
          const unit = meeting.participantById[participant]?.card.unit;
          return unit !== undefined && scopes.some((scope) => covers(meeting.unitById, scope, unit));
        });
        push([seat], { type: 'lines', lines: seen });
      }
    },
    close: () => {
      clearTimeout(timer);
      equipment.close();
    },
  };
}

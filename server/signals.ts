import { conducts, scopesOf } from '../core/authority.ts';
import { countByLevel } from '../core/counts.ts';
import type { ParticipantId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import { pendingOf, placeOf } from '../core/queue.ts';
import { receives } from '../core/stage.ts';
import { covers } from '../core/unit.ts';
import type { Signal } from '../protocol/message.ts';
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
  levels(levels: readonly { readonly participant: ParticipantId; readonly dbov: number }[]): void;
  lines(lines: readonly { readonly participant: ParticipantId; readonly quality: number }[]): void;
  close(): void;
};

export function createSignals({ connections, seats, state }: Needs): Signals {
  let timer: NodeJS.Timeout | undefined;
  let lastCounts = '';

  const push = (to: readonly Seat[], signal: Signal): void => {
    const ids = to.map(({ connection }) => connection);
    if (ids.length > 0) connections.push(ids, 'signal', signal);
  };
  const present = (): readonly Seat[] => seats().filter(({ participant }) => receives(state(), participant));
  const counts = (): Signal => ({ type: 'counts', levels: countByLevel(state()) });
  const place = (participant: ParticipantId): Signal => ({
    type: 'place',
    speech: placeOf(state(), participant, 'speech'),
    content: placeOf(state(), participant, 'content'),
    of: pendingOf(state(), 'speech').length,
  });

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
    },
    levels: (levels) => push(present(), { type: 'levels', levels }),
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
    close: () => clearTimeout(timer),
  };
}

import type { Logger } from 'pino';
import type { MeetingId } from '../core/id.ts';
import type { Card, Meeting } from '../core/meeting.ts';
import { participantOf } from '../core/participant.ts';
import type { Refusal } from '../core/refusal.ts';
import { receives } from '../core/stage.ts';
import type { Hub } from './hub.ts';
import type { Auth, Connections, Media, Outcome, Principal, Seat, Sessions, Store } from './ports.ts';
import type { Seats } from './seats.ts';

type Needs = {
  readonly hub: Hub;
  readonly seats: Seats;
  readonly media: Media;
  readonly connections: Connections;
  readonly auth: Pick<Auth, 'onRevoked'>;
  readonly store: Pick<Store, 'units'>;
  readonly logger: Logger;
};

const no = (code: Refusal['code']) => ({ ok: false, refusal: { code } }) as const;
const system = { kind: 'system', part: 'hub' } as const;
const seatKey = ({ meeting, participant }: Pick<Seat, 'meeting' | 'participant'>) =>
  `${meeting} ${participant}`;

/** What connections may ask of the live meetings: seats, snapshots, commands and media, all from server state. */
export function createSessions({ hub, seats, media, connections, auth, store, logger }: Needs): Sessions {
  const cardOf = async ({ account }: Principal, state: Meeting): Promise<Card | null> => {
    // The meeting's own card counts for whomever it knows, and reading all units at each arrival costs milliseconds.
    const known = participantOf(state, account.participant);
    if (known) return known.card;
    const unit = (await store.units.all()).find(({ id }) => id === account.unit);
    if (!unit) return null;
    const { participant, kind, name, position } = account;
    return { participant, kind, name, position, unit: unit.id, unitName: unit.name, level: unit.level };
  };

  /** How many arrivals are being decided, by seat: while somebody is about to sit down there, no line is lost. */
  const arriving = new Map<string, number>();

  const noteLoss = (seat: Pick<Seat, 'meeting' | 'participant'>): void => {
    if (arriving.has(seatKey(seat))) return;
    const drop = { type: 'participant.drop', participant: seat.participant } as const;
    hub
      .meeting(seat.meeting)
      ?.send(system, drop)
      .catch((error: unknown) => logger.error({ ...seat, err: error }, 'a lost line was not noted'));
  };

  const release = (seat: Seat): void => {
    hub.left(seat.connection);
    noteLoss(seat);
  };

  /** Keeps the seat of whoever arrives until it was decided; a line that was lost meanwhile is noted afterwards. */
  const whileArriving = async <T>(
    seat: Pick<Seat, 'meeting' | 'participant'>,
    decide: () => Promise<T>,
  ): Promise<T> => {
    const key = seatKey(seat);
    arriving.set(key, (arriving.get(key) ?? 0) + 1);
    try {
      return await decide();
    } finally {
      const others = (arriving.get(key) ?? 1) - 1;
      if (others > 0) arriving.set(key, others);
      else arriving.delete(key);
      if (others === 0 && !seats.at(seat.meeting, seat.participant)) noteLoss(seat);
    }
  };

  const disconnect = (connection: string): void => {
    const seat = seats.stand(connection);
    if (seat) release(seat);
  };

  auth.onRevoked((participant) => {
    for (const seat of seats.all().filter((taken) => taken.participant === participant)) {
      seats.stand(seat.connection);
      release(seat);
      connections.end(seat.connection, { code: 'unauthenticated' });
    }
  });

  const sit = (connection: string, meeting: MeetingId, participant: Seat['participant']): Seat => {
    const earlier = seats.of(connection);
    if (earlier && (earlier.meeting !== meeting || earlier.participant !== participant))
      disconnect(connection);
    const seat: Seat = { connection, meeting, participant };
    const replaced = seats.sit(seat);
    if (replaced !== null && replaced !== connection) {
      hub.left(replaced);
      connections.end(replaced, { code: 'replaced' });
    }
    return seat;
  };

  const withSeat = async <T>(
    connection: string,
    use: (seat: Seat) => Promise<Outcome<T>> | Outcome<T>,
  ): Promise<Outcome<T>> => {
    const seat = seats.of(connection);
    return seat ? use(seat) : no('not-present');
  };

  return {
    join: async (connection, principal, { meeting, camera, takeOver }) => {
      const live = hub.meeting(meeting);
      const card = live && (await cardOf(principal, live.state()));
      if (!live || !card) return no('not-found');
      const { participant } = card;
      const isTaken = (): boolean => {
        const taken = seats.at(meeting, participant);
        return taken !== null && taken.connection !== connection && !takeOver;
      };
      if (isTaken()) return no('replaced');
      return whileArriving({ meeting, participant }, async () => {
        const joined = await live.send(system, { type: 'participant.join', card, camera });
        if (!joined.ok) return joined;
        // Another device of it may have come at the same moment.
        if (isTaken()) return no('replaced');
        const seat = sit(connection, meeting, participant);
        const snapshot = hub.snapshotFor(seat);
        hub.entered(seat).catch((error: unknown) => logger.error({ ...seat, err: error }, 'entering failed'));
        // After the answer, so that a newcomer has the meeting before its signals.
        setImmediate(() => hub.greet(seat));
        return snapshot ? { ok: true, value: snapshot } : no('not-found');
      });
    },
    snapshot: (connection) =>
      withSeat(connection, (seat) => {
        const snapshot = hub.snapshotFor(seat);
        return snapshot ? { ok: true, value: snapshot } : no('not-found');
      }),
    command: (connection, command) =>
      withSeat(connection, async (seat) => {
        const live = hub.meeting(seat.meeting);
        if (!live) return no('not-found');
        const outcome = await live.send({ kind: 'participant', id: seat.participant }, command);
        // Not a seat that it took in another meeting while this was being decided.
        if (
          outcome.ok &&
          command.type === 'participant.leave' &&
          seats.of(connection)?.meeting === seat.meeting
        ) {
          seats.stand(connection);
          hub.left(connection);
        }
        return outcome;
      }),
    media: (connection, type, body) =>
      withSeat(connection, async (seat) => {
        const entered = await hub.entered(seat);
        return entered.ok ? media.handle(connection, type, body) : entered;
      }),
    loop: (connection, type, body) =>
      withSeat(connection, async (seat) => {
        const meeting = hub.meeting(seat.meeting)?.state();
        return meeting && receives(meeting, seat.participant)
          ? media.loop(connection, type, body)
          : no('not-present');
      }),
    equipment: (connection, equipment) =>
      withSeat(connection, (seat) => {
        const refused = hub.equipment(seat, equipment);
        return refused === null ? { ok: true, value: null } : no(refused);
      }),
    disconnect,
  };
}

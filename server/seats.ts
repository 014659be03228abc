import type { MeetingId, ParticipantId } from '../core/id.ts';
import type { Seat } from './ports.ts';

/** Which connection sits where: at most one connection for a participant of a meeting, one meeting for a connection. */
export type Seats = {
  /** Sits down; returns the connection that held the seat before, if another did. */
  sit(seat: Seat): string | null;
  /** Stands up. Null when that connection no longer held a seat (it was replaced). */
  stand(connection: string): Seat | null;
  of(connection: string): Seat | null;
  at(meeting: MeetingId, participant: ParticipantId): Seat | null;
  in(meeting: MeetingId): readonly Seat[];
  all(): readonly Seat[];
};

export function createSeats(): Seats {
  const byConnection = new Map<string, Seat>();
  const byMeeting = new Map<MeetingId, Map<ParticipantId, Seat>>();

  const stand = (connection: string): Seat | null => {
    const seat = byConnection.get(connection);
    if (!seat) return null;
    byConnection.delete(connection);
    byMeeting.get(seat.meeting)?.delete(seat.participant);
    return seat;
  };

  return {
    sit: (seat) => {
      stand(seat.connection);
      const members = byMeeting.get(seat.meeting) ?? new Map<ParticipantId, Seat>();
      byMeeting.set(seat.meeting, members);
      const previous = members.get(seat.participant);
      if (previous) byConnection.delete(previous.connection);
      members.set(seat.participant, seat);
      byConnection.set(seat.connection, seat);
      return previous?.connection ?? null;
    },
    stand,
    of: (connection) => byConnection.get(connection) ?? null,
    at: (meeting, participant) => byMeeting.get(meeting)?.get(participant) ?? null,
    in: (meeting) => [...(byMeeting.get(meeting)?.values() ?? [])],
    all: () => [...byConnection.values()],
  };
}

import { apply, found } from './apply.ts';
import type { Entry } from './event.ts';
import { type FilmMoment, filmBeginning, onFilmTime } from './film-time.ts';
import { withOwnRoster } from './fold/roster.ts';
import type { ParticipantId, RecordingId, UnitId } from './id.ts';
import type { AgendaItem, Card, Meeting, Recording } from './meeting.ts';
import type { RecordedItem, RecordedMeeting, RecordedSeat } from './recorded-meeting.ts';
import { createRecordedTrack } from './recorded-track.ts';
import { type RecordedVote, votesIn } from './recorded-vote.ts';
import { captures } from './recording.ts';
import type { Stretch } from './stretch.ts';
import { covers } from './unit.ts';

const bare = ({ startMs, endMs }: Stretch): Stretch => ({ startMs, endMs });

type Placed<T> = Stretch & { readonly value: T };

function agendaOf({ agenda }: Meeting, runs: readonly Placed<AgendaItem>[]): readonly RecordedItem[] {
  const runsByItem = Map.groupBy(runs, ({ value }) => value.id);
  const goneById = new Map(runs.map(({ value }) => [value.id, value]));
  for (const { id } of agenda) goneById.delete(id);
  return [...agenda, ...goneById.values()].map((item) => ({
    item,
    runs: (runsByItem.get(item.id) ?? []).map(bare),
  }));
}

function seatsOf(
  meeting: Meeting,
  hall: UnitId,
  stretches: readonly Placed<Card>[],
): readonly RecordedSeat[] {
  const cardById = new Map<ParticipantId, Card>();
  for (const { card, invited } of Object.values(meeting.participantById))
    if (invited && card.kind !== 'recorder' && covers(meeting.unitById, hall, card.unit))
      cardById.set(card.participant, card);
  for (const { value } of stretches)
    if (!cardById.has(value.participant)) cardById.set(value.participant, value);
  const stretchesById = Map.groupBy(stretches, ({ value }) => value.participant);
  return [...cardById].map(([id, card]) => ({ card, stretches: (stretchesById.get(id) ?? []).map(bare) }));
}

function votesOf(
  { meeting, recording }: { readonly meeting: Meeting; readonly recording: Recording },
  begun: number,
): readonly RecordedVote[] {
  return votesIn(meeting, recording).map(({ item, openedAt, closedAt, ...vote }) => ({
    ...vote,
    item: meeting.agenda.find(({ id }) => id === item)?.title ?? null,
    openedMs: openedAt === null ? null : openedAt - begun,
    closedMs: closedAt === null ? null : closedAt - begun,
  }));
}

/**
 * Reads a meeting's log from its first entry on, as many entries at a time as one likes, and keeps what of it is in
 * the recording. `content` is what there is so far, null before the recording began; what lasts still ends `now`, in
 * epoch milliseconds. Where there is a film everything stands where its `moments` place it; without them the recording
 * began when the log says so, and the log's clock is taken for the recording's.
 */
export function createRecordedReader(
  id: RecordingId,
  moments: readonly FilmMoment[] = [],
): {
  read(entries: readonly Entry[]): void;
  /** The meeting's agenda as it is now. */
  agenda(): readonly AgendaItem[];
  content(now: number): RecordedMeeting | null;
} {
  const track = createRecordedTrack();
  let meeting: Meeting | null = null;
  /** As both were while it still captured. */
  let last: { readonly meeting: Meeting; readonly recording: Recording } | null = null;
  /** Epoch milliseconds; null before. */
  let begun: number | null = null;
  const recordingOf = (of: Meeting): Recording | undefined => of.recordings.find((each) => each.id === id);

  const step = (before: Meeting, logged: Entry): Meeting => {
    const entry = onFilmTime(logged, moments);
    const after = apply(before, entry);
    if (entry.event.type === 'recording.started' && entry.event.recording === id)
      begun ??= filmBeginning(moments) ?? entry.at;
    const recording = begun === null ? undefined : recordingOf(after);
    if (recording === undefined) return after;
    track.follow(after, recording, entry);
    if (captures(recording)) last = { meeting: after, recording };
    return after;
  };

  return {
    read(entries) {
      const [first, ...rest] = entries;
      const founded = first?.event.type === 'meeting.created';
      const before = founded ? found(first.event, first.seq) : meeting;
      if (before === null) return;
      meeting = withOwnRoster(before, (own) => (founded ? rest : entries).reduce(step, own));
    },
    agenda: () => meeting?.agenda ?? [],
    content(now) {
      const recording = meeting === null ? undefined : recordingOf(meeting);
      if (meeting === null || recording === undefined || begun === null) return null;
      return {
        turns: track.turns(begun, now),
        agenda: agendaOf(meeting, track.items(begun, now)),
        seats: seatsOf(meeting, recording.hall, track.seats(begun, now)),
        writings: track.writings(begun),
        votes: last === null ? [] : votesOf(last, begun),
        documents: last?.meeting.documents ?? [],
      };
    },
  };
}

import { hallAbove } from '../../../core/hall.ts';
import type { FloorRequestId, UnitId } from '../../../core/id.ts';
import type { FloorRequest, Meeting } from '../../../core/meeting.ts';
import { debatesAt, lineOf, pendingAt, pendingOf } from '../../../core/queue.ts';
import { covers } from '../../../core/unit.ts';

/** The parts of the list of those who asked, in the order they are shown. */
export type QueuePart = 'debate' | 'queue' | 'content' | 'above' | 'below';

/** A line of that list as it is drawn: a heading, a request, or a unit below under which its requests are folded. */
export type QueueLine =
  | { readonly kind: 'heading'; readonly part: QueuePart; readonly count: number }
  | {
      readonly kind: 'request';
      readonly part: QueuePart;
      readonly request: FloorRequest;
      /** From 1, in its own line. */
      readonly place: number;
      readonly of: number;
      /** Who put the question that is being answered: practice gives them priority in the debate. */
      readonly priority: boolean;
    }
  | { readonly kind: 'desk'; readonly unit: UnitId; readonly name: string; readonly count: number };

export function keyOfLine(line: QueueLine): string {
  switch (line.kind) {
    case 'heading':
      return `heading:${line.part}`;
    case 'request':
      return line.request.id;
    case 'desk':
      return `desk:${line.unit}`;
  }
}

/** Requests as lines; whoever asked the question that is debated is marked (the core has put them first, QUESTION-3). */
function shownLine(
  meeting: Meeting,
  part: QueuePart,
  requests: readonly FloorRequest[],
): readonly QueueLine[] {
  const asked = (request: FloorRequest) =>
    meeting.questions.some(
      ({ hall, asker }) => hall === request.desk && asker.participant === request.beneficiary.participant,
    );
  return requests.map((request) => {
    const line = lineOf(meeting, request);
    const place = line.findIndex(({ id }) => id === request.id) + 1;
    const priority = part === 'debate' && asked(request);
    return { kind: 'request', part, request, place, of: line.length, priority };
  });
}

/** Requests that still have to climb past desks below this one, by desk in the order of unit codes. */
function foldedBelow(meeting: Meeting, desk: UnitId, openDesks: readonly UnitId[]): readonly QueueLine[] {
  const below = pendingOf(meeting, 'speech').filter(
    (request) =>
      request.desk !== desk &&
      covers(meeting.unitById, desk, request.desk) &&
      hallAbove(meeting, request.desk) === hallAbove(meeting, desk),
  );
  const byDesk = [...Map.groupBy(below, (request) => request.desk)].toSorted(([a], [b]) =>
    a.localeCompare(b, 'vi', { numeric: true }),
  );
  return byDesk.flatMap(([unit, requests]): readonly QueueLine[] => [
    { kind: 'desk', unit, name: meeting.unitById[unit]?.name ?? unit, count: requests.length },
    ...(openDesks.includes(unit) ? shownLine(meeting, 'below', requests) : []),
  ]);
}

/**
 * Everything somebody at this desk sees of those who asked: *tranh luận* apart and first, the queue, who wants to
 * present, what lies at a desk above and waits there, and what lies below, folded by unit. Empty parts are left out.
 */
export function queueLines(
  meeting: Meeting,
  desk: UnitId,
  openDesks: readonly UnitId[],
): readonly QueueLine[] {
  const above = pendingOf(meeting, 'speech').filter(
    (request) => request.desk !== desk && !covers(meeting.unitById, desk, request.desk),
  );
  const content = pendingOf(meeting, 'content').filter((request) => request.desk === desk);
  const part = (name: QueuePart, lines: readonly QueueLine[], count: number): readonly QueueLine[] =>
    count === 0 ? [] : [{ kind: 'heading', part: name, count }, ...lines];
  const requests = (name: QueuePart, found: readonly FloorRequest[]) =>
    part(name, shownLine(meeting, name, found), found.length);
  const below = foldedBelow(meeting, desk, openDesks);
  const belowCount = below.reduce((sum, line) => sum + (line.kind === 'desk' ? line.count : 0), 0);
  return [
    ...requests('debate', debatesAt(meeting, desk)),
    ...requests('queue', pendingAt(meeting, desk)),
    ...requests('content', content),
    ...requests('above', above),
    ...part('below', below, belowCount),
  ];
}

/**
 * The place, from 0, that a request dragged onto another one takes in their line: before or after it, counted without
 * the dragged one. null where the two are in different lines or nothing would change.
 */
export function dropPosition(given: {
  readonly line: readonly FloorRequestId[];
  readonly dragged: FloorRequestId;
  readonly over: FloorRequestId;
  readonly after: boolean;
}): number | null {
  const { line, dragged, over, after } = given;
  const from = line.indexOf(dragged);
  if (from === -1 || !line.includes(over) || dragged === over) return null;
  const others = line.filter((id) => id !== dragged);
  const position = others.indexOf(over) + (after ? 1 : 0);
  return position === from ? null : position;
}

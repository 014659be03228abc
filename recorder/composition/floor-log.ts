import { z } from 'zod';
import type { MeetingOnTape } from '../timeline/record.ts';

/** A line of the floor log in meeting.json. */
export type FloorLogLine = {
  readonly atMs: number;
  readonly at: number;
  readonly type: string;
  /** Id of the request or grant. */
  readonly grant: string;
  readonly name: string;
  readonly unitName: string;
  readonly kind: string | null;
  readonly reason: string | null;
};

const card = z.looseObject({ name: z.string(), unitName: z.string() });
/** What of a floor event the log shows; what an event does not have is left open. */
const floorEvent = z.looseObject({
  type: z.string().startsWith('floor.'),
  grant: z.union([z.string(), z.looseObject({ id: z.string(), holder: card, kind: z.string() })]).optional(),
  request: z
    .union([z.string(), z.looseObject({ id: z.string(), beneficiary: card, kind: z.string() })])
    .optional(),
  reason: z.string().optional(),
});

type Turn = { readonly name: string; readonly unitName: string; readonly kind: string | null };
const unknownTurn: Turn = { name: '', unitName: '', kind: null };

type FloorEvent = z.infer<typeof floorEvent>;
type Subject = Exclude<FloorEvent['grant'] | FloorEvent['request'], string | undefined>;

function turnOf(subject: Subject): Turn {
  const { name, unitName } =
    'holder' in subject ? card.parse(subject.holder) : card.parse(subject.beneficiary);
  return { name, unitName, kind: subject.kind };
}

/** Who asked for the floor, got it and gave it back while the recording ran, in the order of events. */
export function floorLogOf({ entries }: MeetingOnTape): readonly FloorLogLine[] {
  const turnById = new Map<string, Turn>();
  return entries.flatMap(({ atMs, entry }) => {
    const { data: event } = floorEvent.safeParse(entry.event);
    if (!event) return [];
    const subject = event.grant ?? event.request;
    if (typeof subject === 'object') turnById.set(subject.id, turnOf(subject));
    const id = typeof subject === 'object' ? subject.id : (subject ?? '');
    const turn = turnById.get(id) ?? unknownTurn;
    const line = { atMs: Math.round(atMs), at: entry.at, type: event.type, grant: id };
    return [{ ...line, ...turn, reason: event.reason ?? null }];
  });
}

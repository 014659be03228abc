import { z } from 'zod';
import type { MeetingOnTape } from '../timeline/record.ts';

/** A line of the floor log in meeting.json. */
export type FloorLogLine = {
  readonly atMs: number;
  readonly at: number;
  readonly type: string;
  readonly grant: string | null;
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
  request: z.union([z.string(), z.looseObject({ id: z.string(), beneficiary: card, kind: z.string() })]).optional(),
  reason: z.string().optional(),
});

type Turn = { readonly name: string; readonly unitName: string; readonly kind: string | null };
const unknownTurn: Turn = { name: '', unitName: '', kind: null };

/** Who asked for the floor, got it and gave it back while the recording ran, in the order of events. */
export function floorLogOf({ entries }: MeetingOnTape): readonly FloorLogLine[] {
  const turnById = new Map<string, Turn>();
  return entries.flatMap(({ atMs, entry }) => {
    const parsed = floorEvent.safeParse(entry.event);
    if (!parsed.success) return [];
    const { type, grant, request, reason } = parsed.data;
    const subject = grant ?? request;
    const id = typeof subject === 'string' ? subject : (subject?.id ?? null);
    if (subject && typeof subject !== 'string') {
      const { name, unitName } = 'holder' in subject ? (subject.holder as z.infer<typeof card>) : (subject.beneficiary as z.infer<typeof card>);
      turnById.set(subject.id, { name, unitName, kind: subject.kind });
    }
    const turn = (id === null ? undefined : turnById.get(id)) ?? unknownTurn;
    return [{ atMs: Math.round(atMs), at: entry.at, type, grant: id, ...turn, reason: reason ?? null }];
  });
}

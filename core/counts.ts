import type { LevelId } from './id.ts';
import type { Meeting } from './meeting.ts';

export type LevelCount = {
  readonly level: LevelId;
  readonly invited: number;
  readonly present: number;
  readonly waiting: number;
};

/** How many were invited, are there and wait, by level: what everyone may know without any name. */
export function countByLevel(meeting: Meeting): readonly LevelCount[] {
  const counts = new Map<LevelId, { -readonly [K in keyof LevelCount]: LevelCount[K] }>();
  for (const { id } of meeting.levels) counts.set(id, { level: id, invited: 0, present: 0, waiting: 0 });
  for (const { card, invited, presence } of Object.values(meeting.participantById)) {
    const count = counts.get(card.level);
    if (!count || card.kind === 'recorder') continue;
    if (invited) count.invited += 1;
    if (presence.kind === 'present') count.present += 1;
    if (presence.kind === 'waiting') count.waiting += 1;
  }
  return [...counts.values()];
}

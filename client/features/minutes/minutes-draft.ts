import {
  type Minutes,
  type MinutesPart,
  minutesTexts,
  sameMinutes,
  samePart,
} from '../../../core/minutes/minutes.ts';
import { minutes as minutesSchema } from '../../../protocol/minutes.ts';

/** What somebody has typed and not saved: `base` is what they began with. */
export type MinutesDraft = { readonly base: Minutes; readonly minutes: Minutes };

export const minutesParts: readonly MinutesPart[] = [...minutesTexts, 'conclusions'];

/** The minutes with a part as another version has it. */
export function withPart(minutes: Minutes, part: MinutesPart, from: Minutes): Minutes {
  return { ...minutes, [part]: from[part] };
}

/** A draft brought in line with what the hub has now. */
export type Merged = MinutesDraft & {
  /** Parts that both have changed, and differently: whoever typed decides, and nothing is saved before. */
  readonly conflicts: readonly MinutesPart[];
  /** Parts that were taken over from the other, as nobody had changed them here. */
  readonly taken: readonly MinutesPart[];
};

/**
 * Part by part (MINUTES-8): what was not touched here is as the hub has it now, what was stays; the base of a part that
 * both have changed stays what it was until somebody decides.
 */
export function merge({ base, minutes }: MinutesDraft, latest: Minutes): Merged {
  const untouched = minutesParts.filter((part) => samePart(minutes, base, part));
  const conflicts = minutesParts.filter(
    (part) => !untouched.includes(part) && !samePart(latest, base, part) && !samePart(latest, minutes, part),
  );
  const taken = untouched.filter((part) => !samePart(latest, base, part));
  return {
    minutes: taken.reduce((mine, part) => withPart(mine, part, latest), minutes),
    base: conflicts.reduce((known, part) => withPart(known, part, base), latest),
    conflicts,
    taken,
  };
}

/** The draft with a part of which it was decided whose stays. */
export function decided(
  draft: MinutesDraft,
  part: MinutesPart,
  choice: {
    readonly whose: 'mine' | 'theirs';
    readonly latest: Minutes;
  },
): MinutesDraft {
  const base = withPart(draft.base, part, choice.latest);
  const minutes = choice.whose === 'theirs' ? withPart(draft.minutes, part, choice.latest) : draft.minutes;
  return { base, minutes };
}

/**
 * What is left of a draft once `sent` was saved: what was typed since. `saved`: as the hub has it, with parts of another
 * that were merged on the way. Null: nothing is left.
 */
export function afterSave(draft: MinutesDraft, sent: Minutes, saved: Minutes): MinutesDraft | null {
  const ours = minutesParts.filter((part) => samePart(sent, saved, part));
  const base = ours.reduce((known, part) => withPart(known, part, saved), draft.base);
  const left = { base, minutes: draft.minutes };
  return sameMinutes(merge(left, saved).minutes, saved) ? null : left;
}

/** A draft as the device kept it; null: none, or one that makes no sense, or nothing was changed in it. */
export function readDraft(kept: string | null): MinutesDraft | null {
  if (kept === null) return null;
  try {
    const said: unknown = JSON.parse(kept);
    if (typeof said !== 'object' || said === null || !('base' in said) || !('minutes' in said)) return null;
    const base = minutesSchema.safeParse(said.base);
    const minutes = minutesSchema.safeParse(said.minutes);
    if (!base.success || !minutes.success || sameMinutes(base.data, minutes.data)) return null;
    return { base: base.data, minutes: minutes.data };
  } catch {
    return null;
  }
}

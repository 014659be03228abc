import { z } from 'zod';
import type { LevelId, UnitId } from '../core/id.ts';
import type { Level } from '../core/unit.ts';
import type { UnitChangeKind } from '../core/unit-change.ts';
import type { TreeFaultCode } from '../core/unit-fault.ts';
import type { UnitObstacle } from '../core/unit-obstacle.ts';
import type { UnitRecord } from '../core/unit-record.ts';
import { levelId, unitId } from './id.ts';

/** What administers units, for administrators alone (UNIT-6). */

/** Longest file that is taken, in characters: a country's 3,500 units come to a fifth of it. */
export const longestUnitFile = 2_000_000;
/** Largest body with such a file in it: three bytes a character, as Vietnamese letters need. */
export const unitBodyBytes = 3 * longestUnitFile;

/** As somebody typed it: whether it is sound is said with the line and in words, not by refusing the message. */
const typedUnit = z.strictObject({
  id: z.string().trim().max(100),
  name: z.string().trim().max(1000),
  level: levelId,
  parent: unitId.nullable(),
});
const wish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add'), unit: typedUnit }),
  z.strictObject({ kind: z.literal('edit'), unit: typedUnit }),
  z.strictObject({ kind: z.literal('merge'), unit: unitId, into: unitId }),
  z.strictObject({ kind: z.literal('close'), unit: unitId }),
]);
const order = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    /** JSON or separated values: see config/unit-source.ts. */
    text: z.string().max(longestUnitFile),
    /** What becomes of the units that the file does not name. */
    absent: z.enum(['keep', 'close']),
  }),
  z.strictObject({ kind: z.literal('wish'), wish }),
]);
/** A change of the tree: by a file, or one thing wished of one unit. */
export type UnitOrder = z.infer<typeof order>;

/** POST /api/units/preview */
export const unitPreviewBody = z.strictObject({ order });
/** POST /api/units/apply: the revision is that of the preview; another by now is refused with `out-of-order`. */
export const unitApplyBody = z.strictObject({ order, revision: z.int().min(0) });

/** GET /api/units/register: all that is known of units, closed ones too. */
export type UnitRegisterReply = {
  readonly revision: number;
  readonly levels: readonly Level[];
  readonly records: readonly UnitRecord[];
};

/** One change as it is shown: `from` and `to` are names, of units, levels or the unit itself; '' where there is none. */
export type UnitChangeItem = {
  readonly kind: UnitChangeKind;
  readonly unit: UnitId;
  readonly name: string;
  readonly level: LevelId;
  readonly from: string;
  readonly to: string;
};

export type UnitOrderFaultCode =
  | TreeFaultCode
  /** not of letters, digits and `. _ -`, or over 90 of them */
  | 'bad-code'
  /** the unit that something is wished of does not exist */
  | 'unknown-unit'
  | 'not-json'
  | 'shape'
  | 'open-quote'
  | 'stray-quote'
  | 'columns';
/** Something wrong with what was ordered; the words for its code name `unit` and `detail`. */
export type UnitOrderFault = {
  /** Line of the file, from 1; null where there is none. */
  readonly line: number | null;
  readonly code: UnitOrderFaultCode;
  readonly unit: string;
  readonly detail: string;
};
export type UnitObstacleItem = UnitObstacle & { readonly name: string };

/** What would change, or what keeps it from changing: faults and obstacles, each told. */
export type UnitPreview = {
  /** The revision of the tree that this was compared with. */
  readonly revision: number;
  readonly changes: readonly UnitChangeItem[];
  /** Whether levels come, go or are named anew. */
  readonly levelsChange: boolean;
  readonly faults: readonly UnitOrderFault[];
  readonly obstacles: readonly UnitObstacleItem[];
};

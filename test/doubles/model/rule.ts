import type { CommandOf, CommandType } from '../../../core/command.ts';
import type { UnitId } from '../../../core/id.ts';
import type { RefusalCode } from '../../../core/refusal.ts';
import type { Permission } from '../../../core/role.ts';
import { type Model, mainHall, type Person } from './state.ts';

/** What the model knows of a wish. */
export type Outlook = {
  /** The permission, over which unit, and what is said where what it concerns does not exist (ROLE-5, SCOPE-2). */
  readonly needs?: {
    readonly permission: Permission;
    readonly over: UnitId | undefined;
    readonly missing?: RefusalCode;
  };
  /** Every reason there is to refuse it: the core gives one of them, and none where there is none. */
  readonly refusals?: readonly (RefusalCode | false)[];
  readonly happens: () => void;
};

export type Rule<T extends CommandType> = (model: Model, self: Person, command: CommandOf<T>) => Outlook;

/** Why nothing is asked for, given or opened in a hall just now (LIFE-4, LIFE-9, HALL-6). */
export function standstill(model: Model, hall: UnitId): readonly RefusalCode[] {
  if (model.phase === 'scheduled') return ['not-live'];
  if (model.phase === 'closed') return ['already-closed'];
  if (hall !== mainHall) return [];
  if (model.adjourned) return ['already-closed'];
  return model.resting ? ['meeting-resting'] : [];
}

/** The same for what goes on while the main hall rests. */
export function isOver(model: Model, hall: UnitId): readonly RefusalCode[] {
  return standstill(model, hall).filter((code) => code !== 'meeting-resting');
}

import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import type { VoteChoice } from '../../../core/vote.ts';

const iconByChoice = { for: IconCheck, against: IconX, abstain: IconMinus } as const satisfies Record<
  VoteChoice,
  unknown
>;

/** The same sign wherever a choice is named. */
export function ChoiceIcon({ choice, size }: { choice: VoteChoice; size?: number }) {
  const Icon = iconByChoice[choice];
  return <Icon stroke={2.4} aria-hidden="true" {...(size === undefined ? {} : { size })} />;
}

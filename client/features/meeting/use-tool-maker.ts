import type { ParticipantCommand } from '../../../core/command.ts';
import type { Tool } from './tool.ts';
import { useStanding } from './use-commands.ts';

export type Maker = (
  given: Omit<Tool, 'reason'> & { readonly command: ParticipantCommand },
) => readonly Tool[];

/** A tool for a command: absent without the right to it, otherwise with the reason why it cannot be used now. */
export function useToolMaker(): Maker {
  const standing = useStanding();
  return ({ command, ...tool }) => {
    const found = standing(command);
    return found === null ? [] : [{ ...tool, reason: found.reason }];
  };
}

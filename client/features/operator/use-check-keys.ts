import { useHotkeys } from '@mantine/hooks';
import type { Participant } from '../../../core/meeting.ts';
import { trialChecks } from '../../../core/trial.ts';
import { useCommands } from '../meeting/use-commands.ts';
import { useShortcutSetting } from '../meeting/use-shortcuts.ts';
import { checkKeys, reportOf } from './site-checks.tsx';

/** 1, 2 and 3 say Đạt of the chosen site's checks, with Shift Chưa đạt. None acts while one types or behind a dialog. */
export function useCheckKeys(participant: Participant | undefined): void {
  const { send } = useCommands();
  const [enabled] = useShortcutSetting();
  const report = (index: number, passed: boolean) => {
    const check = trialChecks[index];
    if (participant === undefined || check === undefined) return;
    if (document.querySelector('[role="dialog"]') !== null) return;
    void send(reportOf(participant, check, { passed, note: '' }));
  };
  useHotkeys(
    enabled && participant !== undefined
      ? checkKeys.flatMap((key, index) => [
          [`Digit${key}`, () => report(index, true), { usePhysicalKeys: true }],
          [`shift+Digit${key}`, () => report(index, false), { usePhysicalKeys: true }],
        ])
      : [],
  );
}

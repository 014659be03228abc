import { useHotkeys, useLocalStorage } from '@mantine/hooks';
import type { Tool, Tools } from './tool.ts';

/** Whether single keys act on this device; somebody who dictates or leans on keys turns them off (WCAG 2.1.4). */
export function useShortcutSetting() {
  return useLocalStorage({ key: 'diemcau.shortcuts', defaultValue: true, getInitialValueInEffect: false });
}

/** A key that has no button in the bar, and what it does. */
export type Shortcut = { readonly key: string; readonly label: string; readonly run: () => void };

export function toolsWithKeys(tools: Tools): readonly Tool[] {
  const all = [...tools.devices, ...tools.floor, ...tools.conduct, ...tools.meeting, ...tools.more];
  return all.filter((tool) => tool.shortcut !== undefined);
}

/** The keys shown on the tools, and some more. None acts while one types, nor behind a dialog. */
export function useShortcuts(tools: Tools, extras: readonly Shortcut[], enabled: boolean): void {
  const ofTools = toolsWithKeys(tools).flatMap((tool) =>
    tool.shortcut === undefined || tool.reason !== null ? [] : [{ key: tool.shortcut, run: tool.run }],
  );
  const behindDialog = () => document.querySelector('[role="dialog"]') !== null;
  const bound = enabled ? [...ofTools, ...extras] : [];
  useHotkeys(
    bound.map(({ key, run }) => [key, () => (behindDialog() ? undefined : run()), { preventDefault: true }]),
  );
}

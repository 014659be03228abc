import { useTranslation } from 'react-i18next';
import { anyQuestion } from '../votes/vote-draft.ts';
import type { Tool } from './tool.ts';
import { useToolMaker } from './use-tool-maker.ts';

/** Lấy biểu quyết: what is asked is filled in first. */
export function useVoteTool(openVote: () => void): readonly Tool[] {
  const { t } = useTranslation();
  const make = useToolMaker();
  return make({
    id: 'vote',
    command: anyQuestion,
    label: t('votes.put.open'),
    icon: 'vote',
    tone: 'plain',
    shortcut: 'L',
    run: openVote,
  });
}

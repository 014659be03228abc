import { useTranslation } from 'react-i18next';
import { actingFor, conducts } from '../../../core/authority.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { minutesRightsOf } from '../../../core/minutes/right.ts';
import { recordPage } from '../../session/index.ts';
import { hasBoard } from '../operator/operator-board.tsx';
import type { Tool, Tools } from './tool.ts';
import { useStanding } from './use-commands.ts';
import { useConductTools, useMeetingTools, useRestTool, useSidebarTool } from './use-conduct-tools.ts';
import { useDeviceTools, useFloorTools } from './use-own-tools.ts';
import { useVoteTool } from './use-vote-tool.ts';

/** What the screen itself opens and closes. */
export type ScreenDeeds = {
  readonly leave: () => void;
  readonly wallOpened: boolean;
  readonly toggleWall: () => void;
  readonly openSettings: () => void;
  readonly openDevices: () => void;
};

/** What only the console opens; a room's own screen has none of it. */
export type ConsoleDeeds = {
  readonly openRest: () => void;
  readonly openDeputies: () => void;
  readonly openReport: () => void;
  readonly openVote: () => void;
  readonly openHelp: () => void;
  readonly boardOpened: boolean;
  readonly toggleBoard: () => void;
};

/** Tools of the screen alone: nothing is asked of the hub. */
function useScreenTools(deeds: ScreenDeeds) {
  const { t } = useTranslation();
  const tool = { tone: 'plain', reason: null } as const;
  const wall: Tool = {
    ...tool,
    id: 'wall',
    label: t('meeting.action.wall'),
    icon: 'wall',
    shortcut: 'W',
    pressed: deeds.wallOpened,
    run: deeds.toggleWall,
  };
  const adjust: Tool = {
    ...tool,
    id: 'devices',
    label: t('meeting.action.devices'),
    icon: 'adjust',
    run: deeds.openDevices,
  };
  const settings: Tool = {
    ...tool,
    id: 'settings',
    label: t('meeting.action.settings'),
    icon: 'settings',
    run: deeds.openSettings,
  };
  return { wall, adjust, settings };
}

/** Whether the minutes of this meeting are theirs to write, by what they are in it (core MINUTES-1, MINUTES-3). */
function writesMinutes(meeting: Meeting, you: ParticipantId): boolean {
  if (meeting.phase.kind !== 'live') return false;
  const viewer = { kind: 'person', participant: you, administrator: false, standingRoles: [] } as const;
  // Who acts for the chair presides; who did so earlier finds them when the meeting is over.
  const presided = actingFor(meeting, meeting.unit)?.participant === you;
  const books = { presided, readsLog: false, watches: false, recordById: {} };
  return minutesRightsOf(meeting, viewer, books).includes('write');
}

/** What is needed now and then, behind one button. */
function useMoreTools(meeting: Meeting, you: ParticipantId, deeds: ConsoleDeeds): readonly Tool[] {
  const { t } = useTranslation();
  const standing = useStanding();
  const tool = { tone: 'plain', reason: null } as const;
  const unit = meeting.participantById[you]?.card.unit ?? meeting.unit;
  const deputies: Tool = {
    ...tool,
    id: 'deputies',
    label: t('console.deputy.open'),
    icon: 'deputy',
    run: deeds.openDeputies,
  };
  const report: Tool = {
    ...tool,
    id: 'report',
    label: t('console.report.open'),
    icon: 'report',
    run: deeds.openReport,
  };
  const minutes: Tool = {
    ...tool,
    id: 'minutes',
    label: t('minutes.title'),
    icon: 'minutes',
    // Beside the meeting: whoever writes must not leave it.
    run: () => void window.open(recordPage.minutes(meeting.id), '_blank', 'noopener'),
  };
  const help: Tool = {
    ...tool,
    id: 'help',
    label: t('console.help.open'),
    icon: 'help',
    shortcut: 'Shift+?',
    run: deeds.openHelp,
  };
  const handsOver = standing({ type: 'deputy.end', unit }) !== null;
  const conductor = conducts(meeting, you);
  return [
    ...(handsOver ? [deputies] : []),
    ...(conductor ? [report] : []),
    ...(writesMinutes(meeting, you) ? [minutes] : []),
    help,
  ];
}

/** The board of those who test lines and help sites. */
function useBoardTool(meeting: Meeting, you: ParticipantId, deeds: ConsoleDeeds): readonly Tool[] {
  const { t } = useTranslation();
  if (!hasBoard(meeting, you)) return [];
  return [
    {
      id: 'board',
      label: t('console.board.open'),
      icon: 'board',
      tone: 'plain',
      reason: null,
      shortcut: 'O',
      pressed: deeds.boardOpened,
      run: deeds.toggleBoard,
    },
  ];
}

const nothing = () => undefined;
const noConsole: ConsoleDeeds = {
  openRest: nothing,
  openDeputies: nothing,
  openReport: nothing,
  openVote: nothing,
  openHelp: nothing,
  boardOpened: false,
  toggleBoard: nothing,
};

/** Everything one may do from the bar, in the groups it is drawn in. The rights are the core's. */
export function useTools(
  meeting: Meeting,
  you: ParticipantId,
  deeds: ScreenDeeds & Partial<ConsoleDeeds>,
): Tools {
  const screen = useScreenTools(deeds);
  const consoleDeeds = { ...noConsole, ...deeds };
  const conductTools = useConductTools(meeting, you);
  const rest = useRestTool(meeting, consoleDeeds.openRest);
  const sidebar = useSidebarTool(meeting, you);
  const board = useBoardTool(meeting, you, consoleDeeds);
  const vote = useVoteTool(consoleDeeds.openVote);
  return {
    devices: useDeviceTools(meeting, you),
    floor: useFloorTools(meeting, you),
    conduct: conducts(meeting, you)
      ? [...conductTools, ...rest, ...sidebar, screen.wall, ...board]
      : [...conductTools, ...rest, ...sidebar],
    meeting: useMeetingTools(meeting, deeds.leave),
    more: [...vote, ...useMoreTools(meeting, you, consoleDeeds), screen.adjust, screen.settings],
  };
}

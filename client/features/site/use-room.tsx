import { IconDeviceDesktop, IconFiles, IconLifebuoy, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { DocumentSheet } from './document-sheet.tsx';
import { HeadSheet } from './head-sheet.tsx';
import { HelpSheet, helpUnderWay } from './help-sheet.tsx';
import type { RoomButton } from './room-button.ts';
import { type SecondScreen, useCompanion } from './use-companion.ts';

type Sheet = 'help' | 'heads' | 'documents' | null;

export type Room = {
  readonly help: RoomButton;
  readonly heads: RoomButton;
  /** None as long as there is nothing to read. */
  readonly documents: readonly RoomButton[];
  readonly second: SecondScreen;
  /** What lies over the picture and has the remote control; null: nothing */
  readonly sheet: React.ReactNode;
};

/** What a room may do beside taking part: get help, enter its heads, use a second screen. */
export function useRoom(meeting: Meeting, you: ParticipantId): Room {
  const { t } = useTranslation();
  const [sheet, setSheet] = useState<Sheet>(() => (helpUnderWay() ? 'help' : null));
  const [blocked, setBlocked] = useState(false);
  const second = useCompanion();
  const close = () => setSheet(null);
  const plain = { tone: 'plain', reason: null } as const;
  const help: RoomButton = {
    ...plain,
    id: 'help',
    label: t('site.tool.help'),
    icon: <IconLifebuoy aria-hidden="true" />,
    run: () => setSheet('help'),
  };
  const heads: RoomButton = {
    ...plain,
    id: 'heads',
    label: t('site.tool.heads'),
    icon: <IconUsers aria-hidden="true" />,
    run: () => setSheet('heads'),
  };
  const documents: RoomButton = {
    ...plain,
    id: 'documents',
    label: t('site.tool.documents'),
    icon: <IconFiles aria-hidden="true" />,
    run: () => setSheet('documents'),
  };
  const screen: RoomButton = {
    ...plain,
    id: 'second',
    label: blocked
      ? t('site.second.blocked')
      : t(second.opened ? 'site.tool.closeSecondScreen' : 'site.tool.secondScreen'),
    icon: <IconDeviceDesktop aria-hidden="true" />,
    run: () => {
      if (second.opened) second.close();
      else if (second.open()) close();
      else setBlocked(true);
    },
  };
  const shown =
    sheet === 'help' ? (
      <HelpSheet you={you} others={[heads, screen]} onClose={close} />
    ) : sheet === 'heads' ? (
      <HeadSheet meeting={meeting} you={you} onClose={close} />
    ) : sheet === 'documents' ? (
      <DocumentSheet meeting={meeting} you={you} onClose={close} />
    ) : null;
  const readable = meeting.documents.length > 0 ? [documents] : [];
  return { help, heads, documents: readable, second, sheet: shown };
}

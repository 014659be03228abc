import { AttendancePanel } from '../../client/features/attendance/attendance-panel.tsx';
import { ChannelPanel } from '../../client/features/notices/channel-panel.tsx';
import { NoticeBanner } from '../../client/features/notices/notice-banner.tsx';
import { NoticeComposer } from '../../client/features/notices/notice-composer.tsx';
import { OperatorBoard } from '../../client/features/operator/operator-board.tsx';
import { TrialSummary } from '../../client/features/operator/trial-summary.tsx';
import { ConfirmProvider } from '../../client/ui/confirm-dialog.tsx';
import { FilmPart } from './film-part.tsx';
import { useMeetingSession } from './stand-in-session.ts';

/** One part of a screen on its own, as wide as the side panel it stands in. */
export type PartName =
  | 'board'
  | 'summary'
  | 'attendance'
  | 'composer'
  | 'banner'
  | 'channel'
  | 'player'
  | 'player-broken';

function Shown({ part }: { part: PartName }) {
  const meeting = useMeetingSession((session) => session.meeting);
  const you = useMeetingSession((session) => session.you);
  if (meeting === null || you === null) return null;
  switch (part) {
    case 'board':
      return <OperatorBoard meeting={meeting} you={you} onClose={() => undefined} />;
    case 'summary':
      return <TrialSummary meeting={meeting} />;
    case 'attendance':
      return <AttendancePanel meeting={meeting} you={you} />;
    case 'composer':
      return <NoticeComposer meeting={meeting} you={you} />;
    case 'banner':
      return <NoticeBanner meeting={meeting} />;
    case 'channel':
      return <ChannelPanel meeting={meeting} you={you} />;
    case 'player':
      return <FilmPart meeting={meeting} broken={false} />;
    case 'player-broken':
      return <FilmPart meeting={meeting} broken />;
  }
}

const whole: readonly PartName[] = ['board', 'banner'];
/** What has the width of a page. */
const wide: readonly PartName[] = ['player', 'player-broken'];

export function Part({ part }: { part: PartName }) {
  const size = whole.includes(part)
    ? { height: '100dvh' }
    : wide.includes(part)
      ? { maxWidth: 1440, margin: '0 auto', padding: 16 }
      : { height: '100dvh', maxWidth: 396, padding: 12, overflow: 'auto' };
  return (
    <ConfirmProvider>
      <main style={size}>
        <h1 style={{ position: 'absolute', opacity: 0, pointerEvents: 'none' }}>{part}</h1>
        <Shown part={part} />
      </main>
    </ConfirmProvider>
  );
}

import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { stageOf } from '../../../core/stage.ts';
import { useAudioBlocked, useMeetingSession } from '../../session/index.ts';
import { OwnPreview } from '../meeting/own-preview.tsx';
import { SpeechBar } from '../meeting/speech-bar.tsx';
import { Stage } from '../meeting/stage.tsx';
import type { Tool } from '../meeting/tool.ts';
import { ToolIcon } from '../meeting/tool-icon.tsx';
import { useHall } from '../meeting/use-hall.ts';
import { useDeviceTools, useFloorTools } from '../meeting/use-own-tools.ts';
import { useVoteOnTv } from '../votes/vote-tv.tsx';
import { ActionStrip } from './action-strip.tsx';
import { Clock } from './clock.tsx';
import { Companion, peopleOnly } from './companion.tsx';
import { OneButton } from './one-button.tsx';
import { RoomBanner } from './room-banner.tsx';
import type { RoomButton } from './room-button.ts';
import classes from './site.module.css';
import { siteState } from './site-state.ts';
import { SiteRecording, StateLine } from './state-line.tsx';
import { useRemote } from './use-remote.ts';
import { useRoom } from './use-room.tsx';

function buttonOf({ id, label, icon, tone, reason, run }: Tool): RoomButton {
  return { id, label, icon: <ToolIcon name={icon} />, tone, reason, run };
}

/** The room in the meeting: the stage as large as it goes, its own state above it, what it may do below. */
export function SiteLive({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const ground = useRef<HTMLElement>(null);
  const line = useMeetingSession((session) => session.line);
  const place = useMeetingSession((session) => session.place);
  const { blocked, unblock } = useAudioBlocked();
  const floor = useFloorTools(meeting, you);
  const own = useDeviceTools(meeting, you);
  const room = useRoom(meeting, you);
  const vote = useVoteOnTv(meeting, you);
  const hall = useHall(meeting);
  const self = meeting.participantById[you];
  const name = self?.card.name ?? '';
  const state = siteState({ meeting, you, line, place });
  // What is presented has the second screen, where there is one.
  const shown = room.second.opened ? peopleOnly(meeting) : meeting;
  const { content, speakers, spotlight } = stageOf(shown, hall);
  // On one large picture there is room for the time; on several it would hide somebody.
  const alone = content === null && speakers.length === 1 && spotlight === null;
  const timed = speakers.length > 0 || meeting.delegations.some((delegation) => delegation.hall === hall);
  const devices = own.filter((tool) => tool.id === 'microphone' || tool.id === 'camera');
  useRemote(ground, room.sheet === null && !blocked);
  return (
    <main ref={ground} className={classes.screen}>
      <header className={classes.top}>
        <h1 className={classes.name} data-long={name.length > 26 || undefined}>
          {name}
        </h1>
        <StateLine state={state} microphone={self?.microphone ?? 'off'} />
        <span className={classes.grow} />
        <SiteRecording meeting={meeting} />
        <Clock />
      </header>
      <RoomBanner meeting={meeting} you={you} />
      {vote.announcer}
      {vote.band}
      <div className={classes.view}>
        <div className={classes.timer} data-above={!alone || undefined}>
          {timed && <SpeechBar meeting={meeting} size="tv" />}
        </div>
        <div className={classes.stage}>
          <Stage meeting={shown} />
        </div>
        <div className={classes.preview}>
          <OwnPreview meeting={meeting} you={you} />
        </div>
        {vote.outcome}
        {state.kind === 'lost' && room.sheet === null && (
          <div className={classes.veil} role="alert">
            {t('meeting.state.lost')}
            <span className={classes.when}>{t('meeting.state.reconnecting')}…</span>
            <span className={classes.plain}>{t('site.lostHint')}</span>
          </div>
        )}
        {blocked && state.kind !== 'lost' && room.sheet === null && (
          <div className={classes.veil} role="alert">
            {t('site.sound')}
            <OneButton label={t('site.soundButton')} onPress={unblock} />
          </div>
        )}
        {room.sheet}
      </div>
      {room.sheet === null && blocked && <div className={classes.strip} />}
      {room.sheet === null && !blocked && (
        <ActionStrip buttons={[...[...floor, ...devices].map(buttonOf), ...room.documents, room.help]} />
      )}
      <Companion meeting={meeting} ground={room.second.ground} vote={vote} />
    </main>
  );
}

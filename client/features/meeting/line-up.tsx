import { useTranslation } from 'react-i18next';
import { actingFor, chairsOf, may } from '../../../core/authority.ts';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Delegation, Meeting } from '../../../core/meeting.ts';
import { requestOf } from '../../../core/queue.ts';
import { stageOf } from '../../../core/stage.ts';
import { covers } from '../../../core/unit.ts';
import { useMeetingSession, useNow } from '../../session/index.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { countdown } from '../../ui/clock-face.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { isUndecided, limitOf } from './floor-time.ts';
import classes from './line-up.module.css';
import { ownDesk } from './own-desk.ts';
import { useCommands, useStanding } from './use-commands.ts';

/** The chair has called this unit: whoever conducts it picks who speaks. */
function Called({ delegation, onPick }: { delegation: Delegation; onPick: () => void }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const now = useNow();
  const limit = limitOf(delegation, now);
  const give = { type: 'floor.release', grant: delegation.id } as const;
  const giving = useStanding()(give);
  return (
    <div className={classes.called} data-clock={delegation.clock} role="alert">
      <div className={classes.top}>
        <p className={classes.title}>{t('console.delegation.calledYou', { unit: delegation.unitName })}</p>
        {limit !== null && <span className={classes.face}>{countdown({ ...limit, now }).face}</span>}
      </div>
      <div className={classes.deeds}>
        <ActionButton
          size="sm"
          tone="primary"
          label={t('console.delegation.pick')}
          reason={null}
          shortcut="/"
          onPress={onPick}
        />
        {giving !== null && (
          <ActionButton
            size="sm"
            label={t('console.delegation.decline')}
            reason={giving.reason}
            onPress={() => void send(give)}
          />
        )}
      </div>
    </div>
  );
}

/** The chair above: whether it is there, who speaks in the hall, and where one's own request stands. */
function Above({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const hall = hallOf(meeting, you);
  const place = useMeetingSession((session) => session.place);
  const acting = actingFor(meeting, hall)?.participant;
  const id = acting ?? chairsOf(meeting, hall)[0];
  const chair = id === undefined ? undefined : meeting.participantById[id];
  const there = chair?.presence.kind === 'present';
  const speaking = stageOf(meeting, hall).speakers.map(({ holder }) => holder.name);
  const request = requestOf(meeting, you, 'speech');
  const asked =
    request === null
      ? ''
      : place?.speech == null
        ? t('meeting.speech.requested')
        : t('meeting.speech.place', { place: place.speech, of: place.of });
  return (
    <div className={classes.above}>
      <div className={classes.top}>
        <span className={classes.who} title={chair?.card.name}>
          {t(acting === undefined ? 'meeting.state.chair' : 'meeting.state.acting')}:{' '}
          {chair?.card.name ?? '–'}
        </span>
        <StateMark
          tone={there ? 'live' : 'lost'}
          label={t(there ? 'console.lineUp.there' : 'console.lineUp.away')}
        />
      </div>
      <div className={classes.about}>
        {speaking.length === 0
          ? t('meeting.conduct.nobodySpeaksShort')
          : t('console.lineUp.speaking', { names: speaking.join(', ') })}
      </div>
      {asked !== '' && <div className={classes.asked}>{asked}</div>}
    </div>
  );
}

type LineUpProps = { readonly meeting: Meeting; readonly you: ParticipantId; readonly onPick: () => void };

/** The floors given to units of this viewer's desk of which nobody has picked a speaker yet. */
function callsFor(meeting: Meeting, you: ParticipantId): readonly Delegation[] {
  const desk = ownDesk(meeting, you);
  if (desk === hallOf(meeting, you)) return [];
  return meeting.delegations.filter(
    (delegation) =>
      covers(meeting.unitById, desk, delegation.unit) &&
      may(meeting, you, 'floor.conduct', delegation.unit) &&
      isUndecided(meeting, delegation),
  );
}

/** The call alone, where the rest of the line up to the chair is not shown. */
export function Calls({ meeting, you, onPick }: LineUpProps) {
  const calls = callsFor(meeting, you);
  return calls.map((delegation) => <Called key={delegation.id} delegation={delegation} onPick={onPick} />);
}

/** For who conducts a part of the hall: the line to the chair above, and the call when it comes. Nothing for others. */
export function LineUp({ meeting, you, onPick }: LineUpProps) {
  const { t } = useTranslation();
  if (ownDesk(meeting, you) === hallOf(meeting, you)) return null;
  return (
    <section className={classes.lineUp} aria-label={t('console.lineUp.label')}>
      <Calls meeting={meeting} you={you} onPick={onPick} />
      <Above meeting={meeting} you={you} />
    </section>
  );
}

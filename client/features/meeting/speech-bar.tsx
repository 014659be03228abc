import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../core/id.ts';
import type { FloorGrant, Meeting, SpeechClock } from '../../../core/meeting.ts';
import { stageOf } from '../../../core/stage.ts';
import { currentItem } from '../../../core/turn.ts';
import { useNow } from '../../session/index.ts';
import { SpeechTimer } from '../../ui/speech-timer.tsx';
import { subtitleOf } from './card-lines.ts';
import { delegationLine, isUndecided, limitOf } from './floor-time.ts';
import classes from './speech-bar.module.css';
import { useHall } from './use-hall.ts';

type Shown = {
  readonly id: string;
  readonly name: string;
  readonly about: readonly string[];
  readonly clock: SpeechClock;
};

/** Who speaks, and which units were given the floor and have not picked anybody yet. */
function useShown(meeting: Meeting, hall: UnitId): readonly Shown[] {
  const { t } = useTranslation();
  const pausedWord = ({ pausedAt }: SpeechClock) => (pausedAt === null ? '' : t('console.speech.paused'));
  const speaking = (grant: FloorGrant): Shown => {
    const called = delegationLine(meeting, grant.under).at(0)?.unitName;
    const inTurnOf = called === undefined ? '' : t('console.delegation.inTurnOf', { unit: called });
    const kind = t(`meeting.kind.${grant.kind}`);
    const turn = grant.turn > 1 ? t('console.turn', { turn: grant.turn }) : '';
    return {
      id: grant.id,
      name: grant.holder.name,
      about: [pausedWord(grant), kind, turn, inTurnOf, subtitleOf(grant.holder)],
      clock: grant,
    };
  };
  const choosing = meeting.delegations.filter(
    (delegation) => delegation.hall === hall && isUndecided(meeting, delegation),
  );
  return [
    ...stageOf(meeting, hall).speakers.map(speaking),
    ...choosing.map((delegation) => ({
      id: delegation.id,
      name: delegation.unitName,
      about: [pausedWord(delegation), t('console.delegation.choosing'), t(`meeting.kind.${delegation.kind}`)],
      clock: delegation,
    })),
  ];
}

/** Whoever speaks, with the time left, above the stage. It keeps its height while nobody speaks: the stage never jumps. */
export function SpeechBar({ meeting, size = 'bar' }: { meeting: Meeting; size?: 'bar' | 'tv' }) {
  const { t } = useTranslation();
  const now = useNow();
  const hall = useHall(meeting);
  const shown = useShown(meeting, hall);
  const current = currentItem(meeting, hall);
  const index = meeting.agenda.findIndex(({ id }) => id === meeting.agendaItem) + 1;
  return (
    <div className={classes.bar} data-size={size}>
      {shown.length === 0 && (
        <div className={classes.quiet}>
          {current
            ? t('meeting.agenda.nowAt', { index, title: current.title })
            : t('meeting.conduct.nobodySpeaksShort')}
        </div>
      )}
      {shown.map(({ id, name, about, clock }) => (
        <SpeechTimer
          key={id}
          name={name}
          about={about.filter((part) => part !== '').join(' · ')}
          startedAt={clock.at}
          limit={limitOf(clock, now)}
          clock={clock.clock}
          now={now}
          size={size}
        />
      ))}
    </div>
  );
}

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { useNow } from '../../session/index.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { clockFace, countdown } from '../../ui/clock-face.ts';
import { subtitleOf } from './card-lines.ts';
import { FloorButtons } from './floor-buttons.tsx';
import { limitOf } from './floor-time.ts';
import { clockOf, type FloorRow, floorTree } from './floor-tree.ts';
import classes from './list.module.css';
import { useCommands, useStanding } from './use-commands.ts';

/** Name and second line of somebody who speaks or presents, or of a unit that was called. */
function useWords(row: FloorRow): { readonly name: string; readonly about: string } {
  const { t } = useTranslation();
  const clock = clockOf(row);
  const kind = t(`meeting.kind.${clock.kind}`);
  const paused = clock.pausedAt === null ? '' : t('console.speech.paused');
  const up = clock.clock === 'up' ? t('meeting.state.timeUp') : '';
  if (row.kind === 'delegation') {
    const state = t(row.undecided ? 'console.delegation.choosing' : 'console.delegation.called');
    const about = [up, paused, state, kind];
    return { name: row.delegation.unitName, about: about.filter((part) => part !== '').join(' · ') };
  }
  const { grant } = row;
  const lost = grant.holder.connected ? '' : t('meeting.state.lost');
  const state = grant.floor === 'speech' ? kind : t('meeting.state.presenting');
  const turn = grant.turn > 1 ? t('console.turn', { turn: grant.turn }) : '';
  const about = [lost, up, paused, state, turn, subtitleOf(grant.holder)];
  return { name: grant.holder.name, about: about.filter((part) => part !== '').join(' · ') };
}

function SpeakerRow({ row, now, lead }: { row: FloorRow; now: number; lead: boolean }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const name = useId();
  const words = useWords(row);
  const clock = clockOf(row);
  const revoke = { type: 'floor.revoke', grant: clock.id } as const;
  const standing = useStanding()(revoke);
  const timed = row.kind === 'delegation' || row.grant.floor === 'speech';
  const limit = limitOf(clock, now);
  const face = limit === null ? clockFace(now - clock.at) : countdown({ ...limit, now }).face;
  return (
    <li
      className={`${classes.row} ${classes.wide}`}
      data-clock={timed ? clock.clock : undefined}
      data-depth={row.depth > 0 || undefined}
      aria-label={words.name}
    >
      <div className={classes.inline}>
        <div className={`${classes.words} ${classes.grow}`}>
          <div className={classes.name} id={name} title={words.name}>
            {words.name}
          </div>
          <div className={classes.about} title={words.about}>
            {words.about}
          </div>
        </div>
        {timed && <div className={classes.face}>{face}</div>}
      </div>
      <div className={`${classes.inline} ${classes.wrapping}`}>
        {timed && row.depth === 0 && (
          <FloorButtons id={clock.id} clock={clock} lead={lead} describedBy={name} />
        )}
        {standing !== null && (
          <ActionButton
            label={t(timed ? 'meeting.action.stopSpeech' : 'meeting.action.stopPresenting')}
            tone="danger"
            size="xs"
            reason={standing.reason}
            describedBy={name}
            {...(lead ? { shortcut: 'S' } : {})}
            onPress={() => void send(revoke)}
          />
        )}
      </div>
    </li>
  );
}

/** The asker and the answerer of a question; ending it takes the floor back from both. */
function QuestionLine({ meeting, hall }: { meeting: Meeting; hall: Meeting['unit'] }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const end = { type: 'question.end' } as const;
  const standing = useStanding()(end);
  const question = meeting.questions.find((each) => each.hall === hall && each.endedAt === null);
  if (question === undefined) return null;
  return (
    <div className={classes.question}>
      <span className={classes.grow}>
        {t('console.question.pair', { asker: question.asker.name, answerer: question.answerer.name })}
      </span>
      {standing !== null && (
        <ActionButton
          size="xs"
          label={t('console.question.end')}
          reason={standing.reason}
          onPress={() => void send(end)}
        />
      )}
    </div>
  );
}

/** The first floor of the hall that this participant may take back: the keys are about it. */
export function leadRow(rows: readonly FloorRow[], mayEnd: (row: FloorRow) => boolean): FloorRow | undefined {
  return rows.find((row) => (row.kind === 'delegation' || row.grant.floor === 'speech') && mayEnd(row));
}

/** Who speaks and who presents now. The space for one is always kept, so that the queue below stays where it is. */
export function SpeakersList({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const now = useNow();
  const standing = useStanding();
  const hall = hallOf(meeting, you);
  const rows = floorTree(meeting, hall);
  const speaking = rows.filter((row) => row.kind === 'grant' && row.grant.floor === 'speech');
  const lead = leadRow(rows, (row) => standing({ type: 'floor.revoke', grant: clockOf(row).id }) !== null);
  return (
    <section aria-label={t('meeting.conduct.speakers')}>
      <h2 className={classes.heading}>
        {t('meeting.conduct.speakers')}
        <span className={classes.count}>
          {speaking.length}/{meeting.settings.maxSpeakers}
        </span>
      </h2>
      <QuestionLine meeting={meeting} hall={hall} />
      {rows.length === 0 ? (
        <div className={classes.nothing}>{t('meeting.conduct.nobodySpeaks')}</div>
      ) : (
        <ul className={classes.list}>
          {rows.map((row) => (
            <SpeakerRow key={clockOf(row).id} row={row} now={now} lead={row === lead} />
          ))}
        </ul>
      )}
    </section>
  );
}

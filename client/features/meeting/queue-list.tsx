import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FloorRequest, Meeting } from '../../../core/meeting.ts';
import { useNow } from '../../session/index.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ago } from '../../ui/clock-face.ts';
import { subtitleOf } from './card-lines.ts';
import classes from './list.module.css';
import { useSteadyList } from './steady-list.ts';
import { type Standing, useCommands, useStanding } from './use-commands.ts';

function keyOf(request: FloorRequest): string {
  return request.id;
}

/** How long ago, in words. */
function useAgo(): (since: number) => string {
  const { t } = useTranslation();
  const now = useNow();
  return (since) => {
    const { unit, count } = ago(since, now);
    return unit === 'now' ? t('meeting.conduct.now') : t(`meeting.conduct.${unit}`, { count });
  };
}

type RowProps = {
  readonly request: FloorRequest;
  /** From 0; -1 when it has left the queue */
  readonly index: number;
  readonly last: boolean;
  readonly onMove: (position: number) => void;
};

function QueueRow({ request, index, last, onMove }: RowProps) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const name = useId();
  const { beneficiary, floor } = request;
  const gone = index === -1;
  const grant = {
    type: 'floor.grant',
    floor,
    participant: beneficiary.participant,
    kind: null,
    limitMs: null,
  } as const;
  const deny = { type: 'floor.deny', request: request.id, reason: '' } as const;
  const may = (given: Standing, blocked = false): Standing =>
    given !== null && blocked ? { reason: t('meeting.conduct.edge') } : given;
  const giving = may(standing(grant));
  const denying = may(standing(deny));
  const moving = standing({ type: 'floor.move', request: request.id, position: 0 });
  const up = may(moving, index === 0);
  const down = may(moving, last);
  const kind = floor === 'content' ? t('meeting.conduct.content') : t(`meeting.kind.${request.kind}`);
  const since = useAgo()(request.at);
  return (
    <li className={classes.row} data-gone={gone || undefined} aria-label={beneficiary.name}>
      <div className={classes.words}>
        <div className={classes.first}>
          <span className={classes.place}>{gone ? '–' : index + 1}</span>
          <span className={classes.name} id={name}>
            {beneficiary.name}
          </span>
        </div>
        <div className={classes.about}>{gone ? t('meeting.conduct.gone') : [kind, since].join(' · ')}</div>
        {subtitleOf(beneficiary) !== '' && (
          <div className={classes.about} title={subtitleOf(beneficiary)}>
            {subtitleOf(beneficiary)}
          </div>
        )}
        {request.topic !== '' && (
          <div className={classes.about} title={request.topic}>
            {t('meeting.conduct.topic', { topic: request.topic })}
          </div>
        )}
      </div>
      <div className={classes.deeds}>
        {giving !== null && (
          <ActionButton
            label={t(floor === 'content' ? 'meeting.conduct.allowContent' : 'meeting.action.give')}
            tone="give"
            size="xs"
            reason={giving.reason}
            describedBy={name}
            onPress={() => void send(grant)}
          />
        )}
        <div className={classes.small}>
          {up !== null && (
            <ActionButton
              iconOnly
              size="xs"
              label={t('meeting.action.moveUp')}
              icon={<IconArrowUp size={16} />}
              reason={up.reason}
              describedBy={name}
              onPress={() => onMove(index - 1)}
            />
          )}
          {down !== null && (
            <ActionButton
              iconOnly
              size="xs"
              label={t('meeting.action.moveDown')}
              icon={<IconArrowDown size={16} />}
              reason={down.reason}
              describedBy={name}
              onPress={() => onMove(index + 1)}
            />
          )}
          {denying !== null && (
            <ActionButton
              size="xs"
              label={t('meeting.action.refuse')}
              reason={denying.reason}
              describedBy={name}
              onPress={() => void send(deny)}
            />
          )}
        </div>
      </div>
    </li>
  );
}

/** Who asked, in order. Rows keep their places while the mouse is over them. */
export function QueueList({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const requests = meeting.queue;
  const list = useSteadyList(requests, keyOf);
  const move = async (request: FloorRequest, position: number) => {
    list.settle();
    await send({ type: 'floor.move', request: request.id, position });
  };
  return (
    <section aria-label={t('meeting.conduct.queue')} {...list.hold}>
      <h2 className={classes.heading}>
        {t('meeting.conduct.queue')}
        <span className={classes.count}>{requests.length}</span>
      </h2>
      {list.rows.length === 0 ? (
        <div className={classes.nothing}>
          {t('meeting.conduct.queueEmpty')}. {t('meeting.conduct.queueEmptyHint')}
        </div>
      ) : (
        <ol className={classes.list}>
          {list.rows.map(({ key, item, gone }) => {
            const floor = requests.filter((other) => other.floor === item.floor);
            const index = gone ? -1 : floor.findIndex((other) => other.id === item.id);
            return (
              <QueueRow
                key={key}
                request={item}
                index={index}
                last={index === floor.length - 1}
                onMove={(position) => void move(item, position)}
              />
            );
          })}
        </ol>
      )}
    </section>
  );
}

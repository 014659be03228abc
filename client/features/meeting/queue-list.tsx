import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { FloorRequest, Meeting } from '../../../core/meeting.ts';
import { lineOf } from '../../../core/queue.ts';
import classes from './list.module.css';
import { ownDesk } from './own-desk.ts';
import { dropPosition, keyOfLine, type QueueLine, queueLines } from './queue-lines.ts';
import { QueueRow, type RequestLine, type RowDeeds } from './queue-row.tsx';
import { QueueTools } from './queue-tools.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';
import { useSteadyList } from './steady-list.ts';
import { useCommands, useStanding } from './use-commands.ts';

/** So many of the queue are given the floor by a digit. */
export const digitKeys = 9;

type Landing = { readonly on: FloorRequest; readonly after: boolean };

/** Moving a request by the mouse or the keyboard; the focus goes along with it. */
function useMoving(meeting: Meeting, settle: () => void) {
  const { send } = useCommands();
  const list = useRef<HTMLElement>(null);
  const [dragged, setDragged] = useState<FloorRequest | null>(null);
  const [landing, setLanding] = useState<Landing | null>(null);
  const [moved, setMoved] = useState<FloorRequest | null>(null);
  const rank = meeting.queue.find(({ id }) => id === moved?.id)?.rank;
  // A row that was put elsewhere in the document has lost the focus on the way.
  useEffect(() => {
    if (moved === null || rank === undefined || rank === moved.rank) return;
    const handle = list.current?.querySelector(`[data-request="${moved.id}"] [data-handle]`);
    if (handle instanceof HTMLElement) handle.focus();
    setMoved(null);
  }, [moved, rank]);
  const move = (request: FloorRequest, position: number) => {
    settle();
    setMoved(request);
    void send({ type: 'floor.move', request: request.id, position });
  };
  const drop = () => {
    if (dragged !== null && landing !== null) {
      const line = lineOf(meeting, dragged).map(({ id }) => id);
      const position = dropPosition({ line, dragged: dragged.id, over: landing.on.id, after: landing.after });
      if (position !== null) move(dragged, position);
    }
    setDragged(null);
    setLanding(null);
  };
  const drag = (request: FloorRequest | null) => {
    setDragged(request);
    setLanding(null);
  };
  const over = (id: string, after: boolean) => {
    const on = dragged === null ? undefined : lineOf(meeting, dragged).find((each) => each.id === id);
    setLanding(on === undefined || on.id === dragged?.id ? null : { on, after });
  };
  return { list, landing, move, drag, over, drop };
}

function DeskLine({
  line,
  opened,
  onToggle,
}: {
  line: Extract<QueueLine, { kind: 'desk' }>;
  opened: boolean;
  onToggle: () => void;
}) {
  const { t } = useTranslation();
  return (
    <li className={classes.fold}>
      <UnstyledButton className={classes.foldButton} aria-expanded={opened} onClick={onToggle}>
        <IconChevronRight size={16} aria-hidden="true" />
        <span className={classes.foldName}>{line.name}</span>
        <span className={classes.count}>{t('console.queue.requests', { count: line.count })}</span>
      </UnstyledButton>
    </li>
  );
}

type LineProps = {
  readonly item: QueueLine;
  readonly gone: boolean;
  readonly openDesks: readonly UnitId[];
  readonly onToggle: (unit: UnitId) => void;
  readonly landing: Landing | null;
  /** Whether the first of the queue are called by a digit */
  readonly digits: boolean;
  readonly deeds: RowDeeds;
};

function RequestRow({ line, gone, landing, digits, deeds }: LineProps & { line: RequestLine }) {
  const on = landing?.on.id === line.request.id ? landing : null;
  const digit = digits && !gone && line.part === 'queue' && line.place <= digitKeys;
  const side = on?.after ? 'after' : 'before';
  return (
    <QueueRow
      line={line}
      gone={gone}
      shortcut={digit ? String(line.place) : null}
      landing={on === null ? null : side}
      deeds={deeds}
    />
  );
}

function Line(props: LineProps) {
  const { t } = useTranslation();
  const { item, gone, openDesks, onToggle } = props;
  if (item.kind === 'request') return <RequestRow {...props} line={item} />;
  if (gone) return null;
  if (item.kind === 'desk')
    return (
      <DeskLine line={item} opened={openDesks.includes(item.unit)} onToggle={() => onToggle(item.unit)} />
    );
  return (
    <li className={classes.part}>
      <h3 className={classes.heading}>
        {t(`console.queue.part.${item.part}`)}
        <span className={classes.count}>{item.count}</span>
      </h3>
    </li>
  );
}

/** Who asked: debates apart, the queue, what lies above and below. Rows keep their places while the mouse is over them. */
export function QueueList({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const [openDesks, setOpenDesks] = useState<readonly UnitId[]>([]);
  const [refusing, setRefusing] = useState<FloorRequest | null>(null);
  const desk = ownDesk(meeting, you);
  const lines = useMemo(() => queueLines(meeting, desk, openDesks), [meeting, desk, openDesks]);
  const list = useSteadyList(lines, keyOfLine);
  const moving = useMoving(meeting, list.settle);
  const mayCall = useStanding()({ type: 'floor.next' }) !== null;
  const deeds: RowDeeds = { ...moving, refuse: setRefusing };
  const toggle = (unit: UnitId) => {
    list.settle();
    setOpenDesks((before) =>
      before.includes(unit) ? before.filter((each) => each !== unit) : [...before, unit],
    );
  };
  return (
    <section aria-label={t('meeting.conduct.queue')} ref={moving.list} {...list.hold}>
      <QueueTools meeting={meeting} you={you} />
      {lines.length === 0 && <div className={classes.nothing}>{t('meeting.conduct.queueEmpty')}</div>}
      <ul className={classes.list}>
        {list.rows.map(({ key, item, gone }) => (
          <Line
            key={key}
            item={item}
            gone={gone}
            openDesks={openDesks}
            onToggle={toggle}
            landing={moving.landing}
            digits={mayCall}
            deeds={deeds}
          />
        ))}
      </ul>
      <RefuseDialog request={refusing} onClose={() => setRefusing(null)} />
    </section>
  );
}

import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconArrowUpCircle,
  IconDots,
  IconGripVertical,
  IconX,
} from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FloorRequest } from '../../../core/meeting.ts';
import { useNow } from '../../session/index.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ago } from '../../ui/clock-face.ts';
import { subtitleOf } from './card-lines.ts';
import classes from './list.module.css';
import type { QueueLine } from './queue-lines.ts';
import { useCommands, useStanding } from './use-commands.ts';

/** How long ago, in words. */
function useAgo(): (since: number) => string {
  const { t } = useTranslation();
  const now = useNow();
  return (since) => {
    const { unit, count } = ago(since, now);
    return unit === 'now' ? t('meeting.conduct.now') : t(`meeting.conduct.${unit}`, { count });
  };
}

/** What a row tells of what is done with it; the list holds the rest. */
export type RowDeeds = {
  /** To a place of its line, from 0. */
  readonly move: (request: FloorRequest, position: number) => void;
  readonly refuse: (request: FloorRequest) => void;
  readonly drag: (request: FloorRequest | null) => void;
  /** Dragged over the upper or the lower half of the row of a request, by its id. */
  readonly over: (id: string, after: boolean) => void;
  readonly drop: () => void;
};

export type RequestLine = Extract<QueueLine, { kind: 'request' }>;

type RowProps = {
  readonly line: RequestLine;
  readonly gone: boolean;
  /** A key that gives the floor to this one; null: none */
  readonly shortcut: string | null;
  /** Where something dragged would land; null: not here */
  readonly landing: 'before' | 'after' | null;
  readonly deeds: RowDeeds;
};

/** What the second line says: kind, which turn, how it came here, since when. */
function useAbout({ request, priority }: RequestLine): string {
  const { t } = useTranslation();
  const since = useAgo()(request.at);
  const kind = request.floor === 'content' ? t('meeting.conduct.content') : t(`meeting.kind.${request.kind}`);
  return [
    priority ? t('console.queue.priority') : '',
    kind,
    request.turn > 1 ? t('console.turn', { turn: request.turn }) : '',
    request.enlisted ? t('console.queue.enlisted') : '',
    since,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function useOrdering({ line, gone, deeds }: Pick<RowProps, 'line' | 'gone' | 'deeds'>) {
  const { request, place, of } = line;
  const standing = useStanding()({ type: 'floor.move', request: request.id, position: 0 });
  const may = standing !== null && standing.reason === null && !gone && of > 1;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!may || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const position = place - 1 + (event.key === 'ArrowUp' ? -1 : 1);
    if (position >= 0 && position < of) deeds.move(request, position);
  };
  // By pointer and not by the browser's own dragging, so that a finger drags as a mouse does.
  const dragging = {
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      deeds.drag(request);
    },
    onPointerMove: (event: PointerEvent) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const row = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-request]');
      if (!(row instanceof HTMLElement)) return;
      const { top, height } = row.getBoundingClientRect();
      deeds.over(row.dataset.request ?? '', event.clientY > top + height / 2);
    },
    onPointerUp: deeds.drop,
    onPointerCancel: () => deeds.drag(null),
  };
  return { may, onKeyDown, dragging };
}

function RowMenu({ line, deeds }: Pick<RowProps, 'line' | 'deeds'>) {
  const { t } = useTranslation();
  const { request, place, of } = line;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          className={classes.byFinger}
          size={30}
          variant="subtle"
          color="gray"
          aria-label={t('meeting.action.moreFor', { name: request.beneficiary.name })}
        >
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowUp size={16} />}
          rightSection="Alt+↑"
          disabled={place === 1}
          onClick={() => deeds.move(request, place - 2)}
        >
          {t('meeting.action.moveUp')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={16} />}
          rightSection="Alt+↓"
          disabled={place === of}
          onClick={() => deeds.move(request, place)}
        >
          {t('meeting.action.moveDown')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Buttons({
  line,
  deeds,
  describedBy,
  orders,
}: Pick<RowProps, 'line' | 'deeds'> & { describedBy: string; orders: boolean }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const { request } = line;
  const { floor, beneficiary } = request;
  const grant = {
    type: 'floor.grant',
    floor,
    participant: beneficiary.participant,
    kind: null,
    limitMs: null,
  } as const;
  const forward = { type: 'floor.forward', request: request.id } as const;
  const giving = standing(grant);
  const denying = standing({ type: 'floor.deny', request: request.id, reason: '' });
  const forwarding = standing(forward);
  return (
    <div className={classes.deeds} data-tall={forwarding?.reason === null || undefined}>
      {giving !== null && (
        <ActionButton
          label={t(floor === 'content' ? 'meeting.conduct.allowContent' : 'meeting.action.give')}
          tone="give"
          size="xs"
          reason={giving.reason}
          describedBy={describedBy}
          onPress={() => void send(grant)}
        />
      )}
      <div className={classes.small}>
        {forwarding?.reason === null && (
          <ActionButton
            size="xs"
            label={t('console.queue.forward')}
            icon={<IconArrowUpCircle size={16} />}
            reason={null}
            describedBy={describedBy}
            onPress={() => void send(forward)}
          />
        )}
        {denying !== null && (
          <ActionButton
            iconOnly
            size="xs"
            tone="quiet"
            label={t('meeting.action.refuse')}
            icon={<IconX size={17} />}
            reason={denying.reason}
            describedBy={describedBy}
            onPress={() => deeds.refuse(request)}
          />
        )}
        {orders && <RowMenu line={line} deeds={deeds} />}
      </div>
    </div>
  );
}

/** Somebody who asked: what for, and what may be done with it. Dragged by its grip, moved by Alt+↑ and Alt+↓. */
export function QueueRow({ line, gone, shortcut, landing, deeds }: RowProps) {
  const { t } = useTranslation();
  const name = useId();
  const about = useAbout(line);
  const { request, place } = line;
  const { beneficiary } = request;
  const ordering = useOrdering({ line, gone, deeds });
  const subtitle = subtitleOf(beneficiary);
  return (
    <li
      className={classes.row}
      data-gone={gone || undefined}
      data-landing={landing ?? undefined}
      data-priority={line.priority || undefined}
      data-request={request.id}
      aria-label={beneficiary.name}
      onKeyDown={ordering.onKeyDown}
    >
      <div className={classes.words}>
        <div className={classes.first}>
          {ordering.may ? (
            <button
              type="button"
              className={classes.grip}
              data-handle
              aria-label={t('console.queue.order', { name: beneficiary.name })}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              title={t('console.queue.orderHint')}
              {...ordering.dragging}
            >
              <IconGripVertical size={16} aria-hidden="true" />
            </button>
          ) : null}
          <span
            className={classes.place}
            data-key={shortcut !== null || undefined}
            title={shortcut === null ? undefined : t('meeting.key', { key: shortcut })}
          >
            {gone ? '–' : place}
          </span>
          <span className={classes.name} id={name} title={beneficiary.name}>
            {beneficiary.name}
          </span>
        </div>
        <div
          className={`${classes.about} ${classes.kind}`}
          data-strong={line.priority || undefined}
          title={about}
        >
          {gone ? t('meeting.conduct.gone') : about}
        </div>
        {subtitle !== '' && (
          <div className={classes.about} title={subtitle}>
            {subtitle}
          </div>
        )}
        {request.topic !== '' && (
          <div className={classes.about} title={request.topic}>
            {t('meeting.conduct.topic', { topic: request.topic })}
          </div>
        )}
      </div>
      <Buttons line={line} deeds={deeds} describedBy={name} orders={ordering.may} />
    </li>
  );
}

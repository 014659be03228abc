import { Button, NumberInput, TextInput } from '@mantine/core';
import { IconCheck, IconSearch } from '@tabler/icons-react';
import { memo, useDeferredValue, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId, VoteId } from '../../../core/id.ts';
import type { Card, Meeting } from '../../../core/meeting.ts';
import { type HandCount, type Vote, type VoteChoice, voteChoices } from '../../../core/vote.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import { Fold } from './fold.tsx';
import { roomsOf } from './voter-rows.ts';
import classes from './votes-panel.module.css';

/** People that a room can have, as `protocol/command.ts` takes them. */
const mostPeople = 10_000;
/** Rooms drawn at once. */
const roomsAtOnce = 40;
/** From so many rooms on one is searched for. */
const manyRooms = 8;

type Counts = Readonly<Record<VoteChoice, string | number>>;
const nothing: Counts = { for: '', against: '', abstain: '' };

function countsOf(hand: HandCount | undefined): Counts {
  return hand === undefined ? nothing : { for: hand.for, against: hand.against, abstain: hand.abstain };
}

type HandRowProps = { readonly vote: VoteId; readonly room: Card; readonly hand: HandCount | undefined };

/** One room: three numbers, saved together. What others save meanwhile is shown unless something is typed here. */
const HandRow = memo(function HandRow({ vote, room, hand }: HandRowProps) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const [typed, setTyped] = useState<Counts | null>(null);
  const [busy, setBusy] = useState(false);
  const name = useId();
  const counts = typed ?? countsOf(hand);
  const changed = typed !== null && voteChoices.some((choice) => typed[choice] !== countsOf(hand)[choice]);
  const save = async () => {
    setBusy(true);
    const sent = await send({
      type: 'vote.countHands',
      vote,
      participant: room.participant,
      for: Number(counts.for),
      against: Number(counts.against),
      abstain: Number(counts.abstain),
    });
    setBusy(false);
    if (sent) setTyped(null);
  };
  return (
    <li>
      <form
        className={classes.room}
        aria-labelledby={name}
        onSubmit={(event) => {
          event.preventDefault();
          if (changed) void save();
        }}
      >
        <span className={classes.roomName} id={name}>
          {room.name}
        </span>
        {voteChoices.map((choice) => (
          <span key={choice} className={classes.roomField} data-choice={choice}>
            <span className={classes.roomWord} aria-hidden="true">
              {t(`votes.choice.${choice}`)}
            </span>
            <NumberInput
              size="xs"
              aria-label={t('votes.rooms.field', { choice: t(`votes.choice.${choice}`), room: room.name })}
              value={counts[choice]}
              onChange={(value) => setTyped({ ...counts, [choice]: value })}
              min={0}
              max={mostPeople}
              clampBehavior="strict"
              allowDecimal={false}
              allowNegative={false}
              hideControls
              placeholder="–"
              inputMode="numeric"
            />
          </span>
        ))}
        {hand !== undefined && !changed ? (
          <span className={classes.saved}>
            <IconCheck size={15} aria-hidden="true" />
            {t('votes.rooms.saved')}
          </span>
        ) : (
          <Button
            type="submit"
            size="xs"
            variant={changed ? 'filled' : 'default'}
            disabled={!changed}
            loading={busy}
            aria-label={t('votes.rooms.saveOf', { room: room.name })}
          >
            {t('votes.rooms.save')}
          </Button>
        )}
      </form>
    </li>
  );
});

type HandRowsProps = { readonly meeting: Meeting; readonly vote: Vote; readonly you: ParticipantId };

/** Hands counted in the rooms of an open vote's hall, by whoever conducts votes over them; not of a secret vote. */
export function HandRows({ meeting, vote, you }: HandRowsProps) {
  const { t } = useTranslation();
  const standing = useStanding();
  const [query, setQuery] = useState('');
  const [most, setMost] = useState(roomsAtOnce);
  const wanted = useDeferredValue(query);
  const all = useMemo(() => roomsOf(meeting, { vote, you, query: '' }), [meeting, vote, you]);
  const rooms = useMemo(() => roomsOf(meeting, { vote, you, query: wanted }), [meeting, vote, you, wanted]);
  const [first] = all;
  if (first === undefined || vote.secrecy === 'secret') return null;
  const example = { type: 'vote.countHands', vote: vote.id, for: 0, against: 0, abstain: 0 } as const;
  if (standing({ ...example, participant: first.card.participant }) === null) return null;
  return (
    <Fold
      title={t('votes.rooms.title')}
      detail={t('votes.rooms.entered', { entered: vote.hands.length, rooms: all.length })}
    >
      <div className={classes.rooms}>
        <p className={classes.hint}>{t('votes.rooms.hint')}</p>
        {all.length > manyRooms && (
          <TextInput
            type="search"
            size="xs"
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
            aria-label={t('votes.rooms.find')}
            placeholder={t('votes.rooms.find')}
            leftSection={<IconSearch size={15} aria-hidden="true" />}
          />
        )}
        {rooms.length === 0 && <EmptyHint text={t('votes.rooms.none')} />}
        <ul className={classes.roomList}>
          {rooms.slice(0, most).map(({ card }) => (
            <HandRow
              key={card.participant}
              vote={vote.id}
              room={card}
              hand={vote.hands.find(({ site }) => site.participant === card.participant)}
            />
          ))}
        </ul>
        {rooms.length > most && (
          <Button fullWidth size="xs" variant="default" onClick={() => setMost(most + roomsAtOnce)}>
            {t('votes.conduct.more', { count: Math.min(roomsAtOnce, rooms.length - most) })}
          </Button>
        )}
      </div>
    </Fold>
  );
}

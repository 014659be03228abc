import { may } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import { hallOf } from '../hall.ts';
import { pendingOf } from '../queue.ts';
import { currentItem } from '../turn.ts';
import { accept, type Decision, nextFloorId, refuse, standstill, type Wish } from './context.ts';

/** Writing goes on while the hall rests. */
function stillFor({ meeting, self }: Wish) {
  const still = standstill(meeting, hallOf(meeting, self));
  return still === 'meeting-resting' ? null : still;
}

/** Whoever still waits at the hall's own desk hands it in writing, in one step (OPINION-1). */
export function collectOpinions(wish: Wish, _command: CommandOf<'opinion.collect'>, now: number): Decision {
  const { meeting, self } = wish;
  const still = stillFor(wish);
  if (still !== null) return refuse(still);
  const hall = hallOf(meeting, self);
  const item = currentItem(meeting, hall)?.id ?? null;
  const waiting = pendingOf(meeting, 'speech').filter(({ desk }) => desk === hall);
  if (waiting.length === 0) return refuse('queue-empty');
  return accept(
    ...waiting.map(
      ({ id, beneficiary: author, topic }): MeetingEvent => ({
        type: 'opinion.awaited',
        opinion: { id, author, item, topic, text: null, at: now },
      }),
    ),
  );
}

/** Opinions of one author, so that nobody fills the meeting's state, which all who conduct are sent (OPINION-3). */
const mostOfOne = 20;

/** One's own opinion, awaited or not; what is written again replaces what was (OPINION-2). */
export function writeOpinion(wish: Wish, command: CommandOf<'opinion.write'>, now: number): Decision {
  const { meeting, self, participant } = wish;
  const { topic, text } = command;
  const still = stillFor(wish);
  if (still !== null) return refuse(still);
  if (command.opinion === null) {
    if (!may(meeting, self, 'floor.request', participant.card.unit)) return refuse('never-speaks');
    const own = meeting.opinions.filter(({ author }) => author.participant === self);
    if (own.length >= mostOfOne) return refuse('too-many');
    const item = currentItem(meeting, hallOf(meeting, self))?.id ?? null;
    const opinion = { id: nextFloorId(meeting, 0), author: participant.card, item, topic, text, at: now };
    return accept({ type: 'opinion.written', opinion });
  }
  const known = meeting.opinions.find(({ id }) => id === command.opinion);
  if (known?.author.participant !== self) return refuse('not-found');
  if (known.topic === topic && known.text === text) return accept();
  return accept({ type: 'opinion.written', opinion: { ...known, topic, text, at: now } });
}

import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import { hallOf } from '../hall.ts';
import type { FloorGrant, Meeting, Participant, Question } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { grantsOf } from '../queue.ts';
import type { SpeechKind } from '../speech.ts';
import { takesKind } from '../turn.ts';
import { advance } from './advance.ts';
import { accept, type Decision, refuse, standstill, type Wish } from './context.ts';
import { endGrants } from './floor-ending.ts';
import { give, unable } from './floor-giving.ts';

/** One of the two is given the floor in the hall's name, whatever room there is (QUESTION-1). */
function speaks(
  meeting: Meeting,
  to: Participant,
  { kind, at }: { readonly kind: SpeechKind; readonly at: number },
): readonly MeetingEvent[] {
  const authority = hallOf(meeting, to.card.participant);
  const giving = { floor: 'speech', limitMs: null, under: null, taken: false } as const;
  // As it is now: its microphone may just have closed with an earlier floor.
  const now = participantOf(meeting, to.card.participant) ?? to;
  return give(meeting, { ...giving, authority, to: now, kind, at });
}

/** Chất vấn: whoever held the speech floor gives it back, asker and answerer hold it together (QUESTION-1). */
export function callQuestion(
  { meeting, self }: Wish,
  command: CommandOf<'question.call'>,
  now: number,
): Decision {
  const hall = hallOf(meeting, self);
  const still = standstill(meeting, hall);
  if (still !== null) return refuse(still);
  if (meeting.settings.discussion !== 'questioning') return refuse('not-questioning');
  const asker = participantOf(meeting, command.asker);
  const answerer = participantOf(meeting, command.answerer);
  if (!asker || !answerer) return refuse('not-found');
  // Nobody answers their own question.
  if (asker === answerer) return refuse('already-holding');
  for (const to of [asker, answerer]) {
    const refused = unable(meeting, to, { floor: 'speech', hall });
    if (refused !== null && refused !== 'already-holding') return refuse(refused);
  }
  if (!takesKind(meeting, 'question', hall) || !takesKind(meeting, 'answer', hall)) {
    return refuse('kind-not-taken');
  }
  const before = openQuestion(meeting, hall);
  const isBefore =
    before?.asker.participant === command.asker && before.answerer.participant === command.answerer;
  // Two who press at once call it once.
  if (isBefore && heldFor(meeting, before).length > 0) return refuse('already-holding');
  const called: readonly MeetingEvent[] = isBefore
    ? []
    : [{ type: 'question.called', hall, asker: asker.card, answerer: answerer.card }];
  const held = [...meeting.delegations, ...grantsOf(meeting, 'speech')].filter((each) => each.hall === hall);
  const ended = endGrants(meeting, held, 'next');
  const free = advance(meeting, [...ended, ...called], now);
  const asks = speaks(free, asker, { kind: 'question', at: now });
  const answers = speaks(advance(free, asks, now), answerer, { kind: 'answer', at: now });
  return accept(...ended, ...called, ...asks, ...answers);
}

/** The question that is before a hall; null: none, or it is over. */
function openQuestion(meeting: Meeting, hall: Question['hall']): Question | null {
  return meeting.questions.find((each) => each.hall === hall && each.endedAt === null) ?? null;
}

/** What the two still hold for this question. */
function heldFor(meeting: Meeting, { hall, asker, answerer }: Question): readonly FloorGrant[] {
  return grantsOf(meeting, 'speech').filter(
    ({ holder, kind, hall: at }) =>
      at === hall &&
      ((kind === 'question' && holder.participant === asker.participant) ||
        (kind === 'answer' && holder.participant === answerer.participant)),
  );
}

/** Both give the floor back, as far as they still hold it for this question (QUESTION-2). */
export function endQuestion({ meeting, self }: Wish): Decision {
  const hall = hallOf(meeting, self);
  const question = openQuestion(meeting, hall);
  if (!question) return refuse('not-found');
  const held = heldFor(meeting, question);
  return accept(...endGrants(meeting, held, 'chair'), { type: 'question.ended', hall });
}

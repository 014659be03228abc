import { may } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting, Participant, Talk } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { grantHeldBy } from '../queue.ts';
import type { RefusalCode } from '../refusal.ts';
import { accept, type Decision, refuse, type Wish } from './context.ts';

type Helped = { readonly site: Participant } | { readonly refusal: RefusalCode };

/** The site to be helped: a room that is there. A person's own device is the person's own affair (ASSIST-1). */
function siteToHelp(meeting: Meeting, id: ParticipantId): Helped {
  const site = participantOf(meeting, id);
  if (!site) return { refusal: 'not-found' };
  if (site.card.kind !== 'site') return { refusal: 'not-a-site' };
  return site.presence.kind === 'present' ? { site } : { refusal: 'not-present' };
}

export function orderAssistance({ meeting }: Wish, command: CommandOf<'assist.order'>): Decision {
  const helped = siteToHelp(meeting, command.participant);
  if ('refusal' in helped) return refuse(helped.refusal);
  const { participant, order } = command;
  return accept({ type: 'assist.ordered', participant, order });
}

/**
 * Talks with a site alone. Whoever talks elsewhere leaves that talk; a site that is being helped is not taken from who
 * helps it, and whoever holds the floor is heard by all of the hall and talks with nobody alone (ASSIST-2).
 */
export function startTalk({ meeting, self }: Wish, { participant }: CommandOf<'assist.talk'>): Decision {
  const helped = siteToHelp(meeting, participant);
  if ('refusal' in helped) return refuse(helped.refusal);
  if (participant === self) return refuse('not-a-site');
  const talks = talksOf(meeting, participant);
  if (talks.some(({ helper, site }) => helper === self && site === participant)) return accept();
  if (talks.length > 0) return refuse('already-talking');
  const speaks = [self, participant].some((id) => grantHeldBy(meeting, id, 'speech') !== null);
  if (speaks) return refuse('already-holding');
  return accept(...endTalksOf(meeting, self), { type: 'assist.talkStarted', helper: self, participant });
}

/** Ends the talk that a site is in: the site itself, or any of those who may help it (ASSIST-4). */
export function endTalk({ meeting, self }: Wish, { participant }: CommandOf<'assist.endTalk'>): Decision {
  const seat = participantOf(meeting, participant)?.card.unit ?? meeting.unit;
  if (participant !== self && !may(meeting, self, 'site.assist', seat)) return refuse('not-permitted');
  if (!participantOf(meeting, participant)) return refuse('not-found');
  return accept(...endTalksOf(meeting, participant));
}

function talksOf(meeting: Meeting, id: ParticipantId): readonly Talk[] {
  return meeting.talks.filter(({ helper, site }) => helper === id || site === id);
}

function endings(talks: readonly Talk[]): readonly MeetingEvent[] {
  return talks.map(({ helper, site }) => ({ type: 'assist.talkEnded', helper, participant: site }));
}

/** Ends what somebody talks aside: whoever goes, loses the line or is given the floor talks with nobody (ASSIST-4). */
export function endTalksOf(meeting: Meeting, id: ParticipantId): readonly MeetingEvent[] {
  return endings(talksOf(meeting, id));
}

/** Ends the talks of a helper who may no longer help whom it talks with. */
export function endUnallowedTalks(after: Meeting, helper: ParticipantId): readonly MeetingEvent[] {
  const isAllowed = ({ site }: Talk) => {
    const unit = participantOf(after, site)?.card.unit;
    return unit !== undefined && may(after, helper, 'site.assist', unit);
  };
  return endings(after.talks.filter((talk) => talk.helper === helper && !isAllowed(talk)));
}

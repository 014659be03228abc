import { attendanceReport, type DelegateAttendance, type SiteAttendance } from '../attendance-report.ts';
import { chairsOf, deputiesOf } from '../authority.ts';
import type { AgendaItemId, ParticipantId } from '../id.ts';
import type { LogLine } from '../log-line.ts';
import type { Card, Meeting, Presence, Speech } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import type { SpeechKind } from '../speech.ts';
import { treeOrder } from '../tree-order.ts';
import { unitOf } from '../unit.ts';
import { isCarried, type Vote, type VoteMajority, type VoteSecrecy, type VoteTally } from '../vote.ts';

/** As somebody is named in the minutes. */
export type NamedPerson = { readonly name: string; readonly position: string; readonly unitName: string };

export type SiteFact = {
  readonly name: string;
  readonly unitName: string;
  readonly came: boolean;
  /** Heads in the room; null: not entered. */
  readonly expected: number | null;
  readonly present: number | null;
};
export type DelegateFact = NamedPerson &
  Pick<DelegateAttendance, 'state' | 'reason' | 'substitute'> & { readonly came: boolean };

/** Times are epoch milliseconds; `to` null: it lasts. */
export type Run = { readonly from: number; readonly to: number | null };
export type SpeechFact = NamedPerson & {
  readonly kind: SpeechKind;
  readonly from: number;
  /** Milliseconds, pauses left out. */
  readonly spokenMs: number;
};
export type OpinionFact = NamedPerson & { readonly topic: string; readonly text: string };

/** What was said under one agenda item, in order. */
export type ItemFact = {
  /** Null: under no item, or one that was taken off the agenda. */
  readonly title: string | null;
  readonly presenter: string;
  /** Empty: it was not taken up. */
  readonly runs: readonly Run[];
  readonly speeches: readonly SpeechFact[];
  /** Handed in in writing. */
  readonly opinions: readonly OpinionFact[];
};

export type VoteFact = {
  readonly question: string;
  /** Title of the agenda item; null: none. */
  readonly item: string | null;
  readonly secrecy: VoteSecrecy;
  readonly majority: VoteMajority;
  readonly openedAt: number;
  /** People. */
  readonly tally: VoteTally;
  readonly carried: boolean;
};

/** What the record tells that belongs into the minutes; who shows it puts it into words (MINUTES-5). */
export type MinutesFacts = {
  readonly openedAt: number | null;
  readonly closedAt: number | null;
  readonly chairs: readonly NamedPerson[];
  readonly deputies: readonly NamedPerson[];
  readonly secretaries: readonly NamedPerson[];
  /** In the order of the tree: the main site first. */
  readonly sites: readonly SiteFact[];
  readonly delegates: readonly DelegateFact[];
  readonly rests: readonly Run[];
  /** In the order of the agenda; then, if anything was said there, what stood under none of its items. */
  readonly items: readonly ItemFact[];
  /** Those of the main hall that were counted, in order. */
  readonly votes: readonly VoteFact[];
  /** Names of the meeting's units in the order of the tree, to be chosen from. */
  readonly unitNames: readonly string[];
};

const named = ({ name, position, unitName }: Card): NamedPerson => ({ name, position, unitName });

function holdersOf(meeting: Meeting, holders: readonly ParticipantId[]): readonly NamedPerson[] {
  return holders.flatMap((id) => {
    const card = participantOf(meeting, id)?.card;
    return card === undefined ? [] : [named(card)];
  });
}

const came = (kind: Presence['kind']): boolean => kind === 'present' || kind === 'dropped' || kind === 'left';

function siteFact({ card, presence, expected, present }: SiteAttendance): SiteFact {
  return { name: card.name, unitName: card.unitName, came: came(presence), expected, present };
}

function delegateFact({ card, presence, state, reason, substitute }: DelegateAttendance): DelegateFact {
  return { ...named(card), state, reason, substitute, came: came(presence) };
}

/** Nghỉ giải lao, from the log: the state knows only of the one that lasts. */
function restsOf(lines: readonly LogLine[]): readonly Run[] {
  const rests: Run[] = [];
  let since: number | null = null;
  for (const { type, at } of lines) {
    if (type === 'meeting.rested') since ??= at;
    if (since === null || (type !== 'meeting.resumed' && type !== 'meeting.closed')) continue;
    rests.push({ from: since, to: at });
    since = null;
  }
  return since === null ? rests : [...rests, { from: since, to: null }];
}

function speechFact({ speaker, kind, from, spokenMs }: Speech): SpeechFact {
  return { ...named(speaker), kind, from, spokenMs };
}

function itemsOf(meeting: Meeting): readonly ItemFact[] {
  const { agenda, agendaRuns, unit } = meeting;
  const known = new Set(agenda.map(({ id }) => id));
  const placeOf = (item: AgendaItemId | null) => (item !== null && known.has(item) ? item : null);
  const speeches = meeting.speeches
    .filter(({ hall }) => hall === unit)
    .toSorted((one, other) => one.from - other.from);
  const factOf = (id: AgendaItemId | null) => ({
    speeches: speeches.filter(({ item }) => placeOf(item) === id).map(speechFact),
    opinions: meeting.opinions
      .filter(({ item, text }) => text !== null && placeOf(item) === id)
      .map(({ author, topic, text }) => ({ ...named(author), topic, text: text ?? '' })),
  });
  const items = agenda.map(({ id, title, presenter }): ItemFact => {
    const runs = agendaRuns.filter(({ item }) => item === id).map(({ from, to }) => ({ from, to }));
    return { title, presenter, runs, ...factOf(id) };
  });
  const rest = factOf(null);
  const said = rest.speeches.length + rest.opinions.length > 0;
  return said ? [...items, { title: null, presenter: '', runs: [], ...rest }] : items;
}

function voteFact({ agenda }: Meeting, vote: Vote): readonly VoteFact[] {
  if (vote.state !== 'counted') return [];
  const { question, secrecy, majority, openedAt, tally } = vote;
  const item = agenda.find(({ id }) => id === vote.item)?.title ?? null;
  return [{ question, item, secrecy, majority, openedAt, tally, carried: isCarried(tally, majority) }];
}

/** What the record of a meeting tells for its minutes. `lines`: all of its log. Each seat is looked at once. */
export function minutesFacts(meeting: Meeting, lines: readonly LogLine[]): MinutesFacts {
  const { phase, unit, roles } = meeting;
  const opened = phase.kind === 'live' || phase.kind === 'closed';
  const attendance = attendanceReport(meeting);
  const secretaries = roles
    .filter((grant) => grant.role === 'secretary' && grant.unit === unit)
    .map(({ participant }) => participant);
  return {
    openedAt: opened ? phase.openedAt : null,
    closedAt: phase.kind === 'closed' ? phase.closedAt : null,
    chairs: holdersOf(meeting, chairsOf(meeting, unit)),
    deputies: holdersOf(meeting, deputiesOf(meeting, unit)),
    secretaries: holdersOf(meeting, secretaries),
    sites: attendance.sites.map(siteFact),
    delegates: attendance.delegates.map(delegateFact),
    rests: restsOf(lines),
    items: itemsOf(meeting),
    votes: meeting.votes.filter(({ hall }) => hall === unit).flatMap((vote) => voteFact(meeting, vote)),
    unitNames: treeOrder(meeting).map((each) => unitOf(meeting.unitById, each.unit)?.name ?? each.unit),
  };
}

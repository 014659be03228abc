import { attendanceStates } from '../../core/attendance.ts';
import type { Command, CommandType } from '../../core/command.ts';
import type { AgendaItemId, FloorRequestId, NoticeId, ParticipantId } from '../../core/id.ts';
import { floors, type Meeting, recordingStorages } from '../../core/meeting.ts';
import { roles } from '../../core/role.ts';
import { speechKinds } from '../../core/speech.ts';
import { trialChecks } from '../../core/trial.ts';
import { voteById, voteChoices, voteMajorities, voteSecrecies } from '../../core/vote.ts';
import type { Draw } from './draw.ts';
import {
  agendaItem,
  away,
  belowProvince,
  cards,
  chaired,
  delegable,
  deputies,
  documentIn,
  grantIn,
  heldRole,
  limits,
  outside,
  participants,
  pick,
  pickId,
  positions,
  recordingIn,
  requestIn,
  settings,
  sites,
  substituted,
  unitIds,
  voteIn,
} from './draw-names.ts';
import { drop, join, places, seats, who } from './meeting.ts';

type ReportType = Extract<CommandType, `recording.${string}`>;

function reportOf(
  meeting: Meeting,
  type: ReportType,
  { first, second }: Pick<Draw, 'first' | 'second'>,
): Command {
  // Before anything was ordered, what would be reported of it is nearly always the order instead.
  if (meeting.recordings.length === 0 && first % 8 < 7) return { type: 'recording.start' };
  const recording = recordingIn(meeting, first);
  switch (type) {
    case 'recording.interrupt':
    case 'recording.fail':
      return { type, recording, reason: 'reason' };
    case 'recording.finish':
      return { type, recording, durationMs: second };
    case 'recording.check':
      return { type, recording, findings: second % 2 === 0 ? [] : [{ kind: 'clock', offsetMs: second }] };
    case 'recording.store':
      return { type, recording, storage: pick(recordingStorages, second) };
    case 'recording.confirm':
    case 'recording.resume':
    case 'recording.compose':
      return { type, recording };
    case 'recording.start':
    case 'recording.stop':
    case 'recording.pause':
    case 'recording.continue':
      return { type };
  }
}

type Drawn = Pick<Draw, 'first' | 'second' | 'third'> & {
  readonly meeting: Meeting;
  readonly participant: ParticipantId;
};

/** Calls two; in another mode nearly always changes to questioning instead. */
function questionOf({ meeting, participant, first, second, third }: Drawn): Command {
  if (meeting.settings.discussion !== 'questioning' && first % 8 < 7) {
    return { type: 'settings.change', settings: { discussion: 'questioning' } };
  }
  return {
    type: 'question.call',
    asker: third % 4 === 3 ? participant : pick(belowProvince, first),
    answerer: third % 4 === 3 ? pick(participants, second) : pick([who.guest, who.centralSite], second),
  };
}

/** Calls somebody back; before any subtree went on alone nearly always sends one off instead. */
function recallOf({ meeting, first, second }: Drawn): Command {
  if (meeting.sidebars.length === 0 && first % 8 < 7) return { type: 'sidebar.open', unit: places.province };
  return {
    type: 'sidebar.recall',
    participant: pick(second % 4 === 3 ? participants : belowProvince, first),
  };
}

/** Of the agenda, none, or now and then one that is not there. */
function agendaItemIn(meeting: Meeting, index: number): AgendaItemId | null {
  const items = meeting.agenda.map((item) => item.id);
  return index % 4 === 0 ? null : pickId(items, index >> 2);
}

/** Puts a question to the hall. */
function voteOf({ meeting, first, second, third }: Drawn): Command {
  return {
    type: 'vote.open',
    question: 'question',
    item: agendaItemIn(meeting, first),
    secrecy: pick(voteSecrecies, second),
    majority: pick(voteMajorities, third),
    limitMs: pick(limits, third),
  };
}

/** Sealed where it has to be, nearly always; before anything was put to the vote nearly always puts it. */
function ballotOf(drawn: Drawn): Command {
  const { meeting, first, second, third } = drawn;
  if (meeting.votes.length === 0 && first % 8 < 7) return voteOf(drawn);
  const vote = voteIn(meeting, second);
  const isSecret = voteById(meeting, vote)?.secrecy === 'secret';
  const sealed = isSecret === third % 8 < 7;
  return { type: 'vote.cast', vote, choice: sealed ? { sealed: `s${third}` } : pick(voteChoices, third) };
}

function documentOf({ meeting, first, second }: Drawn): Command {
  return {
    type: 'document.add',
    item: agendaItemIn(meeting, first),
    title: 'title',
    fileName: 'file.pdf',
    mediaType: 'application/pdf',
    bytes: second,
    sha256: '0'.repeat(64),
    from: 'somebody',
  };
}

/** What each draw means. Nearly always something that exists, now and then something that does not. */
const commandByType: { readonly [T in CommandType]: (drawn: Drawn) => Command } = {
  'settings.change': ({ first }) => ({ type: 'settings.change', settings: pick(settings, first) }),
  'agenda.select': ({ meeting, first, second }) => {
    const items = meeting.agenda.map((item) => item.id);
    return { type: 'agenda.select', item: first % 4 === 0 ? null : pickId(items, second) };
  },
  'participant.admit': ({ meeting, participant, first, second }) => ({
    type: 'participant.admit',
    participant: second % 4 === 3 ? participant : pickId(outside(meeting), first),
  }),
  'participant.deny': ({ participant }) => ({ type: 'participant.deny', participant }),
  'microphone.mute': ({ participant }) => ({ type: 'microphone.mute', participant }),
  'role.grant': ({ participant, second, third }) => ({
    type: 'role.grant',
    participant,
    role: pick(roles, second),
    unit: pick(unitIds, third),
  }),
  'role.revoke': ({ meeting, first, second, third }) => ({
    type: 'role.revoke',
    ...heldRole(meeting, { first, second, third }),
  }),
  'floor.request': ({ first, second }) => ({
    type: 'floor.request',
    floor: pick(floors, first),
    kind: pick(speechKinds, second),
    topic: 'topic',
  }),
  'floor.cancel': ({ meeting, first }) => ({ type: 'floor.cancel', request: requestIn(meeting, first) }),
  'floor.deny': ({ meeting, first }) => ({
    type: 'floor.deny',
    request: requestIn(meeting, first),
    reason: 'reason',
  }),
  'floor.move': ({ meeting, first, second }) => ({
    type: 'floor.move',
    request: requestIn(meeting, first),
    position: pick(positions, second),
  }),
  'floor.grant': ({ first, second, third }) => ({
    type: 'floor.grant',
    floor: pick(['speech', 'speech', 'content'], first),
    participant: pick(second % 2 === 0 ? belowProvince : participants, second >> 1),
    kind: third % 2 === 0 ? null : pick(speechKinds, third),
    limitMs: pick(limits, third),
  }),
  'floor.release': ({ meeting, first }) => ({ type: 'floor.release', grant: grantIn(meeting, first) }),
  'floor.revoke': ({ meeting, first }) => ({ type: 'floor.revoke', grant: grantIn(meeting, first) }),
  'floor.pause': ({ meeting, first }) => ({ type: 'floor.pause', grant: grantIn(meeting, first) }),
  'floor.resume': ({ meeting, first }) => {
    const paused = [...meeting.grants, ...meeting.delegations].filter(({ pausedAt }) => pausedAt !== null);
    // While nothing stands still, something is nearly always made to.
    if (paused.length === 0 && first % 8 < 7) return { type: 'floor.pause', grant: grantIn(meeting, first) };
    const ids = paused.map((each) => each.id);
    return { type: 'floor.resume', grant: pickId(ids, first) };
  },
  'floor.extend': ({ meeting, first, second }) => ({
    type: 'floor.extend',
    grant: grantIn(meeting, first),
    byMs: pick([10_000, 60_000, 300_000], second),
  }),
  'floor.forward': ({ meeting, first }) => ({ type: 'floor.forward', request: requestIn(meeting, first) }),
  'floor.enlist': ({ participant, first, second, third }) => ({
    type: 'floor.enlist',
    participants: [pick(belowProvince, first), participant, pick(participants, second)],
    kind: pick(speechKinds, third),
    limitMs: pick(limits, third),
  }),
  'floor.delegate': ({ first, second, third }) => ({
    type: 'floor.delegate',
    unit: pick(second % 4 === 3 ? unitIds : delegable, first),
    kind: third % 2 === 0 ? null : pick(speechKinds, third),
    limitMs: pick(limits, third),
  }),
  'question.call': questionOf,
  'opinion.write': ({ meeting, first, third }) => {
    // Its author is who sends it: see `ownerOf`.
    const awaited = meeting.opinions[first % (meeting.opinions.length + 1)];
    return {
      type: 'opinion.write',
      opinion: third % 4 === 0 ? null : (awaited?.id ?? pickId<FloorRequestId>([], first)),
      topic: 'topic',
      text: 'text',
    };
  },
  'meeting.rest': ({ first }) => ({ type: 'meeting.rest', until: first % 2 === 0 ? null : first }),
  'meeting.reschedule': ({ first }) => ({
    type: 'meeting.reschedule',
    scheduledAt: first,
    reason: 'reason',
  }),
  'meeting.revise': ({ meeting, first, second, third }) => ({
    type: 'meeting.revise',
    title: pick(['A meeting of four levels', 'Another title'], first),
    plannedMs: pick([null, 3_600_000], second),
    settings: { ...meeting.settings, ...pick(settings, third) },
    agenda: meeting.agenda.map(({ id: _, ...item }) => item),
    // Now and then somebody stays at home; without the chair it is refused.
    invited: Object.values(seats)
      .filter((_, index) => index !== first % 40)
      .map(({ card, roles: held }) => ({ card, roles: held.map((role) => ({ role, unit: card.unit })) })),
  }),
  'meeting.postpone': () => ({ type: 'meeting.postpone', reason: 'reason' }),
  'meeting.cancel': () => ({ type: 'meeting.cancel', reason: 'reason' }),
  'trial.report': ({ participant, first, second, third }) => ({
    type: 'trial.report',
    participant: third % 8 === 7 ? participant : pick(sites, first),
    check: pick(trialChecks, second),
    passed: third % 2 === 0,
    note: '',
    measure: null,
  }),
  'agenda.change': ({ meeting, first, second }) => ({
    type: 'agenda.change',
    agenda: [
      ...meeting.agenda.filter((_, index) => (first >> index) % 4 > 0),
      ...(second % 3 === 0 ? [agendaItem(`i${second}`)] : []),
      // Now and then one that is there already.
      ...(second % 16 === 15 ? meeting.agenda.slice(0, 1) : []),
    ],
  }),
  'deputy.start': ({ meeting, first, second }) => ({
    type: 'deputy.start',
    participant: pick(deputies, first),
    unit: pick(chaired(meeting), second),
  }),
  'deputy.end': ({ meeting, first, second }) => ({
    type: 'deputy.end',
    unit: pick(second % 4 === 3 ? unitIds : chaired(meeting), first),
  }),
  'sidebar.open': ({ meeting, first, second }) => ({
    type: 'sidebar.open',
    unit: pick(second % 4 === 3 ? unitIds : chaired(meeting), first),
  }),
  'sidebar.close': ({ meeting, first, second }) => ({
    type: 'sidebar.close',
    unit: pick(
      second % 4 === 3 ? unitIds : [...meeting.sidebars.map(({ unit }) => unit), places.province],
      first,
    ),
  }),
  'sidebar.recall': recallOf,
  'sidebar.rejoin': (drawn) => {
    const recalled = drawn.meeting.sidebars.flatMap((sidebar) => sidebar.recalled);
    // Before anybody was called back, letting them go again is nearly always calling somebody instead.
    if (recalled.length === 0 && drawn.first % 8 < 7) return recallOf(drawn);
    return { type: 'sidebar.rejoin', participant: pickId(recalled, drawn.first) };
  },
  'assist.talk': ({ first, second }) => ({
    type: 'assist.talk',
    participant: pick(second % 2 === 0 ? belowProvince : participants, first),
  }),
  'assist.endTalk': ({ first, second }) => ({
    type: 'assist.endTalk',
    participant: pick(second % 2 === 0 ? belowProvince : participants, first),
  }),
  'assist.order': ({ participant, second }) => ({
    type: 'assist.order',
    participant,
    order: { kind: 'volume', percent: second % 101 },
  }),
  'stage.spotlight': ({ participant, first }) => ({
    type: 'stage.spotlight',
    participant: first % 4 === 0 ? null : participant,
  }),
  'attendance.count': ({ participant, first, second, third }) => ({
    type: 'attendance.count',
    participant: third % 8 === 7 ? participant : pick(sites, first),
    expected: second,
    present: third,
  }),
  'attendance.mark': ({ participant, second }) => ({
    type: 'attendance.mark',
    participant,
    state: pick(attendanceStates, second),
    reason: 'reason',
  }),
  'attendance.substitute': ({ participant }) => ({
    type: 'attendance.substitute',
    participant,
    name: 'somebody',
    position: '',
  }),
  'attendance.consent': ({ meeting, first, second }) => ({
    type: 'attendance.consent',
    participant: pickId(substituted(meeting), first),
    given: second % 2 === 0,
  }),
  // Before anything is called there is nothing to answer: then it is called.
  'rollCall.answer': ({ meeting, first, second }) =>
    meeting.rollCalls.length === 0 && second % 4 < 3
      ? { type: 'rollCall.start', unit: pick(unitIds, first) }
      : {
          type: 'rollCall.answer',
          unit: pick([...meeting.rollCalls.map(({ unit }) => unit), places.central], first),
          state: pick(attendanceStates, second),
          reason: 'reason',
        },
  'notice.send': ({ first }) => ({ type: 'notice.send', unit: pick(unitIds, first), text: 'text' }),
  'notice.withdraw': ({ meeting, first }) => {
    const notices = meeting.notices.map((notice) => notice.id);
    if (notices.length === 0 && first % 8 < 7) {
      return { type: 'notice.send', unit: pick(unitIds, first), text: 'text' };
    }
    return { type: 'notice.withdraw', notice: pickId<NoticeId>(notices, first) };
  },
  'channel.post': () => ({ type: 'channel.post', text: 'text' }),
  'rollCall.start': ({ first }) => ({ type: 'rollCall.start', unit: pick(unitIds, first) }),
  'rollCall.end': ({ meeting, first }) => ({
    type: 'rollCall.end',
    unit: pickId(
      meeting.rollCalls.map(({ unit }) => unit),
      first,
    ),
  }),
  'microphone.muteAll': ({ first }) => ({ type: 'microphone.muteAll', unit: pick(unitIds, first) }),
  'participant.join': ({ meeting, first, second, third }) =>
    join(pick(third % 4 === 3 ? cards : away(meeting), first), second % 2 === 0 ? 'on' : 'off'),
  'participant.drop': ({ participant, second }) => drop(second % 5 === 0 ? who.chair : participant),
  'recording.check': ({ meeting, first, second }) => reportOf(meeting, 'recording.check', { first, second }),
  'recording.store': ({ meeting, first, second }) => reportOf(meeting, 'recording.store', { first, second }),
  'recording.confirm': ({ meeting, first, second }) =>
    reportOf(meeting, 'recording.confirm', { first, second }),
  'recording.interrupt': ({ meeting, first, second }) =>
    reportOf(meeting, 'recording.interrupt', { first, second }),
  'recording.resume': ({ meeting, first, second }) =>
    reportOf(meeting, 'recording.resume', { first, second }),
  'recording.compose': ({ meeting, first, second }) =>
    reportOf(meeting, 'recording.compose', { first, second }),
  'recording.finish': ({ meeting, first, second }) =>
    reportOf(meeting, 'recording.finish', { first, second }),
  'recording.fail': ({ meeting, first, second }) => reportOf(meeting, 'recording.fail', { first, second }),
  'vote.open': voteOf,
  'vote.cast': ballotOf,
  'vote.countHands': ({ meeting, participant, first, second, third }) => ({
    type: 'vote.countHands',
    vote: voteIn(meeting, second),
    participant: third % 8 === 7 ? participant : pick(sites, first),
    for: second % 20,
    against: third % 3,
    abstain: 0,
  }),
  'vote.close': ({ meeting, first }) => ({ type: 'vote.close', vote: voteIn(meeting, first) }),
  'vote.annul': ({ meeting, first }) => ({
    type: 'vote.annul',
    vote: voteIn(meeting, first),
    reason: 'reason',
  }),
  'vote.count': ({ meeting, first, second, third }) => {
    const vote = voteIn(meeting, first);
    const cast = voteById(meeting, vote)?.ballots.length ?? second % 3;
    const inFavour = second % (cast + 1);
    const choices = { for: inFavour, against: cast - inFavour, abstain: 0 };
    return { type: 'vote.count', vote, choices: third % 4 === 0 ? null : choices };
  },
  'document.add': documentOf,
  'document.change': (drawn) => {
    const { meeting, first, second } = drawn;
    if (meeting.documents.length === 0 && first % 8 < 7) return documentOf(drawn);
    return {
      type: 'document.change',
      document: documentIn(meeting, first),
      item: agendaItemIn(meeting, second),
      title: pick(['title', 'another title'], second),
    };
  },
  'document.withdraw': ({ meeting, first }) => ({
    type: 'document.withdraw',
    document: documentIn(meeting, first),
  }),
  'meeting.open': () => ({ type: 'meeting.open' }),
  'meeting.close': () => ({ type: 'meeting.close' }),
  'meeting.resume': () => ({ type: 'meeting.resume' }),
  'trial.open': () => ({ type: 'trial.open' }),
  'trial.close': () => ({ type: 'trial.close' }),
  'question.end': (drawn) => {
    const isOpen = drawn.meeting.questions.some(({ endedAt }) => endedAt === null);
    return isOpen || drawn.first % 8 === 7 ? { type: 'question.end' } : questionOf(drawn);
  },
  'opinion.collect': () => ({ type: 'opinion.collect' }),
  'participant.leave': () => ({ type: 'participant.leave' }),
  'floor.next': () => ({ type: 'floor.next' }),
  'microphone.open': () => ({ type: 'microphone.open' }),
  'microphone.close': () => ({ type: 'microphone.close' }),
  'camera.start': () => ({ type: 'camera.start' }),
  'camera.stop': () => ({ type: 'camera.stop' }),
  'recording.start': () => ({ type: 'recording.start' }),
  'recording.stop': () => ({ type: 'recording.stop' }),
  'recording.pause': () => ({ type: 'recording.pause' }),
  'recording.continue': () => ({ type: 'recording.continue' }),
  'clock.tick': () => ({ type: 'clock.tick' }),
};

/** The command that a draw means in this state. */
export function commandOf(meeting: Meeting, { type, first, second, third }: Draw): Command {
  return commandByType[type]({ meeting, participant: pick(participants, first), first, second, third });
}

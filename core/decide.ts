import type { Actor } from './actor.ts';
import type {
  ArrangingCommand,
  Command,
  DocumentCommand,
  ParticipantCommand,
  SystemCommand,
} from './command.ts';
import { admit, deny, drop, join, leave } from './decide/admission.ts';
import { changeAgenda } from './decide/agenda.ts';
import { endTalk, orderAssistance, startTalk } from './decide/assist.ts';
import { consentToSubstitute, countHeads, markAttendance, nameSubstitute } from './decide/attendance.ts';
import { tick } from './decide/clock.ts';
import { accept, type Decision, refuse, type Wish } from './decide/context.ts';
import { delegateFloor } from './decide/delegation.ts';
import { endDeputy, startDeputy } from './decide/deputy.ts';
import { denyRequest, enlist, forwardRequest, moveRequest } from './decide/desk.ts';
import { arrangeDocument, manageDocument } from './decide/document.ts';
import * as floor from './decide/floor.ts';
import { extendFloor, pauseFloor, resumeFloor } from './decide/floor-time.ts';
import { gate } from './decide/gate.ts';
import { changeSettings, closeMeeting, openMeeting, selectAgendaItem } from './decide/lifecycle.ts';
import * as microphone from './decide/microphone.ts';
import { postToChannel, sendNotice, withdrawNotice } from './decide/notice.ts';
import { collectOpinions, writeOpinion } from './decide/opinion.ts';
import { callQuestion, endQuestion } from './decide/question.ts';
import {
  continueRecording,
  pauseRecording,
  reportRecording,
  startRecording,
  stopRecording,
} from './decide/recording.ts';
import { rest, resume } from './decide/rest.ts';
import { grantRole, revokeRole } from './decide/role.ts';
import { answerRollCall, endRollCall, startRollCall } from './decide/roll-call.ts';
import { arrange, cancel, postpone, reschedule } from './decide/schedule.ts';
import { closeSidebar, openSidebar, recall, rejoin } from './decide/sidebar.ts';
import { spotlight } from './decide/spotlight.ts';
import { closeTrial, openTrial, reportTrial } from './decide/trial.ts';
import { annulVote, castVote, closeVote, countHandsUp, countVote, putToVote } from './decide/vote.ts';
import type { MeetingEvent } from './event.ts';
import type { Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';

export type { Decision } from './decide/context.ts';

/** Table of the hub's own commands, so that a name alone tells whose a command is. */
const systemCommands = {
  'participant.join': true,
  'participant.drop': true,
  'clock.tick': true,
  'vote.count': true,
  'recording.check': true,
  'recording.store': true,
  'recording.confirm': true,
  'recording.interrupt': true,
  'recording.resume': true,
  'recording.compose': true,
  'recording.finish': true,
  'recording.fail': true,
} as const satisfies Record<SystemCommand['type'], true>;

function isArrangingCommand(command: Command): command is ArrangingCommand {
  switch (command.type) {
    case 'meeting.reschedule':
    case 'meeting.postpone':
    case 'meeting.cancel':
    case 'meeting.revise':
      return true;
    default:
      return false;
  }
}

function isDocumentCommand(command: Command): command is DocumentCommand {
  return command.type.startsWith('document.');
}

function isSystemCommand(command: Command): command is SystemCommand {
  return command.type in systemCommands;
}

/**
 * What follows from a wish: events, or a refusal and nothing done. Pure; never throws for any command in any state
 * that `apply` can reach. `now` is epoch milliseconds and never before the last entry's time.
 */
export function decide(meeting: Meeting, actor: Actor, command: Command, now: number): Decision {
  switch (actor.kind) {
    case 'administrator':
    case 'convener':
      return decideArranging(meeting, command, now);
    case 'system':
      return isSystemCommand(command) ? decideSystem(meeting, command, now) : refuse('not-permitted');
    case 'participant': {
      if (isSystemCommand(command) || command.type === 'meeting.revise') return refuse('not-permitted');
      if (isDocumentCommand(command)) return manageDocument(meeting, { self: actor.id, command }, now);
      const refused = gate(meeting, actor.id, command);
      if (refused !== null) return refuse(refused);
      const participant = participantOf(meeting, actor.id);
      if (!participant) return refuse('not-present');
      return decideParticipant({ meeting, self: actor.id, participant }, command, now);
    }
  }
}

/** Accounts and devices are the administrator's; a meeting is its chair's once it has begun. */
function decideArranging(meeting: Meeting, command: Command, now: number): Decision {
  if (isDocumentCommand(command)) return arrangeDocument(meeting, command, now);
  return isArrangingCommand(command) ? arrange(meeting, command) : refuse('not-permitted');
}

function decideSystem(meeting: Meeting, command: SystemCommand, now: number): Decision {
  switch (command.type) {
    case 'participant.join':
      return join(meeting, command);
    case 'participant.drop':
      return drop(meeting, command);
    case 'clock.tick':
      return tick(meeting, now);
    case 'vote.count':
      return countVote(meeting, command);
    case 'recording.check':
    case 'recording.store':
    case 'recording.confirm':
    case 'recording.interrupt':
    case 'recording.resume':
    case 'recording.compose':
    case 'recording.finish':
    case 'recording.fail':
      return reportRecording(meeting, command);
  }
}

function decideParticipant(wish: Wish, command: ParticipantCommand, now: number): Decision {
  switch (command.type) {
    case 'meeting.open':
      return openMeeting(wish);
    case 'meeting.close':
      return closeMeeting(wish);
    case 'settings.change':
      return changeSettings(wish, command);
    case 'agenda.select':
      return selectAgendaItem(wish, command);
    case 'participant.leave':
      return leave(wish);
    case 'participant.admit':
      return admit(wish, command);
    case 'participant.deny':
      return deny(wish, command);
    case 'role.grant':
      return grantRole(wish, command);
    case 'role.revoke':
      return revokeRole(wish, command, now);
    case 'floor.request':
      return floor.requestFloor(wish, command, now);
    case 'floor.cancel':
      return floor.cancelRequest(wish, command);
    case 'floor.grant':
      return floor.grantFloor(wish, command, now);
    case 'floor.next':
      return floor.grantNext(wish, now);
    case 'floor.deny':
      return denyRequest(wish, command);
    case 'floor.move':
      return moveRequest(wish, command);
    case 'floor.release':
      return floor.releaseFloor(wish, command);
    case 'floor.revoke':
      return floor.revokeFloor(wish, command);
    case 'microphone.open':
      return microphone.openMicrophone(wish, now);
    case 'microphone.close':
      return microphone.closeMicrophone(wish);
    case 'microphone.mute':
      return microphone.mute(wish, command);
    case 'microphone.muteAll':
      return microphone.muteAll(wish, command);
    case 'camera.start':
      return setCamera(wish, 'on');
    case 'camera.stop':
      return setCamera(wish, 'off');
    case 'meeting.reschedule':
      return reschedule(wish, command);
    case 'meeting.postpone':
      return postpone(wish, command);
    case 'meeting.cancel':
      return cancel(wish, command);
    case 'meeting.rest':
      return rest(wish, command);
    case 'meeting.resume':
      return resume(wish);
    case 'trial.open':
      return openTrial(wish);
    case 'trial.close':
      return closeTrial(wish);
    case 'trial.report':
      return reportTrial(wish, command, now);
    case 'agenda.change':
      return changeAgenda(wish, command);
    case 'floor.forward':
      return forwardRequest(wish, command);
    case 'floor.enlist':
      return enlist(wish, command, now);
    case 'floor.delegate':
      return delegateFloor(wish, command, now);
    case 'floor.extend':
      return extendFloor(wish, command);
    case 'floor.pause':
      return pauseFloor(wish, command);
    case 'floor.resume':
      return resumeFloor(wish, command);
    case 'question.call':
      return callQuestion(wish, command, now);
    case 'question.end':
      return endQuestion(wish);
    case 'opinion.collect':
      return collectOpinions(wish, command, now);
    case 'opinion.write':
      return writeOpinion(wish, command, now);
    case 'sidebar.open':
      return openSidebar(wish, command, now);
    case 'sidebar.close':
      return closeSidebar(wish, command);
    case 'sidebar.recall':
      return recall(wish, command);
    case 'sidebar.rejoin':
      return rejoin(wish, command);
    case 'stage.spotlight':
      return spotlight(wish, command);
    case 'attendance.count':
      return countHeads(wish, command, now);
    case 'attendance.mark':
      return markAttendance(wish, command, now);
    case 'attendance.substitute':
      return nameSubstitute(wish, command, now);
    case 'attendance.consent':
      return consentToSubstitute(wish, command, now);
    case 'rollCall.start':
      return startRollCall(wish, command);
    case 'rollCall.answer':
      return answerRollCall(wish, command, now);
    case 'rollCall.end':
      return endRollCall(wish, command);
    case 'notice.send':
      return sendNotice(wish, command, now);
    case 'notice.withdraw':
      return withdrawNotice(wish, command);
    case 'channel.post':
      return postToChannel(wish, command, now);
    case 'assist.order':
      return orderAssistance(wish, command);
    case 'assist.talk':
      return startTalk(wish, command);
    case 'assist.endTalk':
      return endTalk(wish, command);
    case 'deputy.start':
      return startDeputy(wish, command, now);
    case 'deputy.end':
      return endDeputy(wish, command);
    case 'vote.open':
      return putToVote(wish, command, now);
    case 'vote.cast':
      return castVote(wish, command);
    case 'vote.countHands':
      return countHandsUp(wish, command);
    case 'vote.close':
      return closeVote(wish, command);
    case 'vote.annul':
      return annulVote(wish, command);
    case 'recording.start':
      return startRecording(wish);
    case 'recording.stop':
      return stopRecording(wish);
    case 'recording.pause':
      return pauseRecording(wish);
    case 'recording.continue':
      return continueRecording(wish);
  }
}

function setCamera({ self, participant }: Wish, camera: 'on' | 'off'): Decision {
  if (participant.camera === camera) return accept();
  const event: MeetingEvent =
    camera === 'on'
      ? { type: 'camera.started', participant: self }
      : { type: 'camera.stopped', participant: self };
  return accept(event);
}

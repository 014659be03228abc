import type { Actor } from './actor.ts';
import type { Command, ParticipantCommand, SystemCommand } from './command.ts';
import { admit, deny, drop, join, leave } from './decide/admission.ts';
import { tick } from './decide/clock.ts';
import { accept, type Decision, refuse, type Wish } from './decide/context.ts';
import * as floor from './decide/floor.ts';
import { gate } from './decide/gate.ts';
import { changeSettings, closeMeeting, openMeeting, selectAgendaItem } from './decide/lifecycle.ts';
import { reportRecording, startRecording, stopRecording } from './decide/recording.ts';
import { grantRole, revokeRole } from './decide/role.ts';
import type { MeetingEvent } from './event.ts';
import type { Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';

export type { Decision } from './decide/context.ts';

/** Table of the hub's own commands, so that a name alone tells whose a command is. */
const systemCommands = {
  'participant.join': true,
  'participant.drop': true,
  'clock.tick': true,
  'recording.confirm': true,
  'recording.interrupt': true,
  'recording.resume': true,
  'recording.compose': true,
  'recording.finish': true,
  'recording.fail': true,
} as const satisfies Record<SystemCommand['type'], true>;

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
      // Accounts and devices are the administrator's; a meeting is its chair's.
      return refuse('not-permitted');
    case 'system':
      return isSystemCommand(command) ? decideSystem(meeting, command, now) : refuse('not-permitted');
    case 'participant': {
      if (isSystemCommand(command)) return refuse('not-permitted');
      const refused = gate(meeting, actor.id, command);
      if (refused !== null) return refuse(refused);
      const participant = participantOf(meeting, actor.id);
      if (!participant) return refuse('not-present');
      return decideParticipant({ meeting, self: actor.id, participant }, command, now);
    }
  }
}

function decideSystem(meeting: Meeting, command: SystemCommand, now: number): Decision {
  switch (command.type) {
    case 'participant.join':
      return join(meeting, command);
    case 'participant.drop':
      return drop(meeting, command);
    case 'clock.tick':
      return tick(meeting, now);
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
      return revokeRole(wish, command);
    case 'floor.request':
      return floor.requestFloor(wish, command, now);
    case 'floor.cancel':
      return floor.cancelRequest(wish, command);
    case 'floor.grant':
      return floor.grantFloor(wish, command, now);
    case 'floor.next':
      return floor.grantNext(wish, now);
    case 'floor.deny':
      return floor.denyRequest(wish, command);
    case 'floor.move':
      return floor.moveRequest(wish, command);
    case 'floor.release':
      return floor.releaseFloor(wish, command);
    case 'floor.revoke':
      return floor.revokeFloor(wish, command);
    case 'microphone.open':
      return floor.openMicrophone(wish);
    case 'microphone.close':
      return floor.closeMicrophone(wish);
    case 'microphone.mute':
      return floor.mute(wish, command);
    case 'microphone.muteAll':
      return floor.muteAll(wish, command);
    case 'camera.start':
      return setCamera(wish, 'on');
    case 'camera.stop':
      return setCamera(wish, 'off');
    case 'recording.start':
      return startRecording(wish);
    case 'recording.stop':
      return stopRecording(wish);
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

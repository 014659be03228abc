import { describe, expect, it } from 'vitest';
import {
  drop,
  grant,
  grantOf,
  join,
  liveMeeting,
  meetingWithoutChair,
  places,
  play,
  request,
  type SeatName,
  scheduledMeeting,
  seats,
  strangers,
  system,
  who,
} from '../test/doubles/meeting.ts';
import type { ParticipantId } from './id.ts';
import type { Meeting, Recording } from './meeting.ts';
import {
  mayWatch,
  mediaRights,
  receives,
  recordedParticipants,
  recordedSenders,
  stageOf,
  stageParticipants,
} from './stage.ts';

const hub = system('hub');
const live = liveMeeting();
const busy = play(
  live,
  [who.chair, grant(who.delegate)],
  [who.chair, grant(who.guest)],
  [who.guest, request({ floor: 'content' })],
  [who.farSite, request()],
  [who.districtSite, request()],
);
const nothing = { microphone: false, camera: false, screen: false };

function chairOn(meeting: Meeting): ParticipantId | undefined {
  return stageOf(meeting, meeting.unit).chair?.participant;
}

/** A recording of the main hall. */
function recordingOf(meeting: Meeting): Recording {
  const recorded = play(meeting, [who.chair, { type: 'recording.start' }]);
  return recorded.recordings[0]!;
}

describe('the stage', () => {
  it('STAGE-1: holds the chair, who speaks and what is shown, each once, the chair first', () => {
    const stage = stageOf(busy, places.central);
    expect(stage.speakers.map(({ holder }) => holder.participant)).toEqual([who.delegate, who.guest]);
    expect(stage.content).toEqual(grantOf(busy, who.guest, 'content'));
    expect(stageParticipants(busy, places.central)).toEqual([who.chair, who.delegate, who.guest]);
  });

  it('STAGE-1: holds the chair who is there, else the first, and shows that the line is lost', () => {
    expect(chairOn(live)).toBe(who.chair);
    const gone = play(live, [hub, drop(who.chair)]);
    expect(stageOf(gone, places.central).chair).toMatchObject({ participant: who.chair, connected: false });
    const two = play(
      live,
      [who.chair, { type: 'role.grant', participant: who.guest, role: 'chair', unit: places.central }],
      [hub, drop(who.chair)],
    );
    expect(chairOn(two)).toBe(who.guest);
    expect(chairOn(scheduledMeeting())).toBe(who.chair);
  });

  it('STAGE-1: holds the deputy while it acts, and the chair again afterwards', () => {
    const acting = meetingWithoutChair();
    expect(chairOn(acting)).toBe(who.deputy);
    expect(chairOn(play(acting, [hub, join(seats.chair.card)]))).toBe(who.chair);
  });

  it('STAGE-1: shows of its people what they switch, as it changes', () => {
    const filmed = play(
      busy,
      [who.delegate, { type: 'camera.start' }],
      [who.delegate, { type: 'microphone.close' }],
    );
    expect(grantOf(filmed, who.delegate).holder).toMatchObject({ camera: 'on', microphone: 'off' });
  });

  it('STAGE-2: is copied by the recorder, and who is next to speak', () => {
    expect(recordedParticipants(busy, places.central)).toEqual([
      who.chair,
      who.delegate,
      who.guest,
      who.farSite,
    ]);
    expect(recordedParticipants(live, places.central)).toEqual([who.chair]);
    const known = play(live, [who.chair, request()]);
    expect(recordedParticipants(known, places.central)).toEqual([who.chair]);
  });

  it('REC-5, REC-6: while a recording is paused nothing is copied, and sound alone where room is short', () => {
    const senders = (['microphone', 'camera', 'screen'] as const).map((source) => ({
      participant: who.chair,
      source,
    }));
    const recording = recordingOf(live);
    const copied = (changed: Partial<Recording>) =>
      recordedSenders(live, { ...recording, ...changed } as Recording, senders).map(({ source }) => source);
    expect(copied({})).toEqual(['microphone', 'camera', 'screen']);
    expect(copied({ pauses: [{ from: 1, to: null }] })).toEqual([]);
    expect(copied({ pauses: [{ from: 1, to: 2 }] })).toEqual(['microphone', 'camera', 'screen']);
    expect(copied({ storage: 'low' })).toEqual(['microphone', 'camera', 'screen']);
    expect(copied({ storage: 'sound-only' })).toEqual(['microphone']);
  });

  it('ASSIST-3: what is said to somebody alone is copied by no recorder', () => {
    const senders = [who.chair, who.farSite, who.communeSite].flatMap((participant) =>
      (['microphone', 'camera'] as const).map((source) => ({ participant, source })),
    );
    const copied = (meeting: Meeting) =>
      recordedSenders(meeting, recordingOf(meeting), senders).map(
        ({ participant, source }) => `${participant} ${source}`,
      );
    const next = play(live, [who.farSite, request()]);
    const both = [who.chair, who.farSite].flatMap((id) => [`${id} microphone`, `${id} camera`]);
    expect(copied(next)).toEqual(both);
    const aside = play(next, [who.chair, { type: 'assist.talk', participant: who.farSite }]);
    expect(copied(aside)).toEqual([`${who.chair} camera`, `${who.farSite} camera`]);
    const over = play(aside, [who.chair, { type: 'assist.endTalk', participant: who.farSite }]);
    expect(copied(over)).toEqual(both);
  });
});

describe('what may flow', () => {
  it('MEDIA-1: sound while the microphone is open and they may speak, a picture, a screen with the content floor', () => {
    const filmed = play(busy, [who.guest, { type: 'camera.start' }]);
    expect(mediaRights(filmed, who.guest)).toEqual({ microphone: true, camera: true, screen: true });
    expect(mediaRights(filmed, who.delegate)).toEqual({ microphone: true, camera: false, screen: false });
    const muted = play(filmed, [who.guest, { type: 'microphone.close' }]);
    expect(mediaRights(muted, who.guest).microphone).toBe(false);
    expect(mediaRights(play(live, [who.chair, { type: 'microphone.open' }]), who.chair).microphone).toBe(
      true,
    );
  });

  it('MEDIA-1: no sound from an open microphone without the right to speak', () => {
    const open = { ...live.participantById[who.observer]!, microphone: 'on' } as const;
    const broken = { ...live, participantById: { ...live.participantById, [who.observer]: open } };
    expect(mediaRights(broken, who.observer)).toEqual(nothing);
  });

  it('MEDIA-1: nothing from who waits, lost the line, left or never came, from the recorder, and after the meeting', () => {
    const filmed = play(live, [who.recorder, { type: 'camera.start' }], [hub, join(strangers.near, 'on')]);
    expect(mediaRights(filmed, who.recorder)).toEqual(nothing);
    expect(mediaRights(filmed, strangers.near.participant)).toEqual(nothing);
    expect(mediaRights(filmed, strangers.far.participant)).toEqual(nothing);
    const lost = play(busy, [hub, drop(who.guest)], [who.delegate, { type: 'participant.leave' }]);
    expect(mediaRights(lost, who.guest)).toEqual(nothing);
    expect(mediaRights(lost, who.delegate)).toEqual(nothing);
    const camera = play(live, [who.guest, { type: 'camera.start' }]);
    expect(mediaRights(camera, who.guest).camera).toBe(true);
    const closed = play(camera, [who.chair, { type: 'meeting.close' }]);
    expect(mediaRights(closed, who.guest)).toEqual(nothing);
    expect(receives(closed, who.guest)).toBe(false);
  });

  it('MEDIA-2: everyone there may watch the stage, and who sees a roster everybody in it', () => {
    const watched = (viewer: SeatName) =>
      (Object.keys(seats) as SeatName[]).filter((name) => mayWatch(busy, who[viewer], who[name]));
    expect(watched('observer')).toEqual(['chair', 'delegate', 'guest']);
    expect(watched('chair')).toEqual(Object.keys(seats));
    expect(watched('otherProvinceChair').sort()).toEqual(
      [
        'chair',
        'delegate',
        'farDelegate',
        'farSite',
        'guest',
        'otherProvinceChair',
        'otherProvinceSite',
      ].sort(),
    );
  });

  it('MEDIA-2: who is not there watches nothing, and what is not there is not watched', () => {
    const lost = play(busy, [hub, drop(who.observer)], [hub, join(strangers.near)]);
    expect(mayWatch(lost, who.observer, who.chair)).toBe(false);
    expect(mayWatch(lost, strangers.near.participant, who.chair)).toBe(false);
    expect(mayWatch(lost, who.chair, strangers.far.participant)).toBe(false);
    expect(mayWatch(play(busy, [who.chair, { type: 'meeting.close' }]), who.chair, who.chair)).toBe(false);
  });
});

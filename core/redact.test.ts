import { describe, expect, it } from 'vitest';
import {
  grant,
  join,
  liveMeeting,
  places,
  play,
  request,
  type SeatName,
  strangers,
  system,
  who,
} from '../test/doubles/meeting.ts';
import type { Meeting } from './meeting.ts';
import { redact } from './redact.ts';

const live = play(
  liveMeeting(),
  [who.chair, grant(who.farDelegate)],
  [who.delegate, request()],
  [who.farSite, request()],
  [system('hub'), join(strangers.near)],
);

function partOf(seat: SeatName): Meeting {
  return redact(live, who[seat]);
}

describe('a participant’s part of the meeting', () => {
  it('VIEW-2: of a delegate: its own seat, the chairs and deputies of the meeting, the stage, the agenda', () => {
    const part = partOf('delegate');
    const known = [who.chair, who.deputy, who.secondDeputy, who.delegate];
    expect(Object.keys(part.participantById).sort()).toEqual([...known].sort());
    expect(new Set(part.roles.map(({ participant }) => participant))).toEqual(new Set(known));
    expect(part.queue.map(({ beneficiary }) => beneficiary.participant)).toEqual([who.delegate]);
    expect(part.grants).toEqual(live.grants);
    expect(part.agenda).toEqual(live.agenda);
    expect(Object.keys(part.unitById).sort()).toEqual(
      [places.central, places.province, places.district, places.commune].sort(),
    );
  });

  it('VIEW-2: of who conducts a province also everybody, their roles and requests below it, and its units', () => {
    const part = partOf('provinceChair');
    for (const below of [who.delegate, who.districtChair, who.observer, strangers.near.participant]) {
      expect(part.participantById[below]).toEqual(live.participantById[below]);
    }
    for (const beyond of [who.farDelegate, who.otherProvinceChair, who.secretary, who.guest]) {
      expect(part.participantById[beyond]).toBeUndefined();
      expect(part.roles.some(({ participant }) => participant === beyond)).toBe(false);
    }
    expect(part.queue.map(({ beneficiary }) => beneficiary.participant)).toEqual([who.delegate]);
    expect(Object.keys(part.unitById).sort()).toEqual(
      [places.central, places.province, places.district, places.commune, places.otherCommune].sort(),
    );
  });

  it('VIEW-2: of who conducts the whole meeting, and of the recorder, everything', () => {
    for (const each of ['chair', 'deputy', 'secretary', 'operator', 'recorder'] as const) {
      expect(partOf(each)).toEqual(live);
    }
  });

  it('VIEW-5: of who waits, or is not in the meeting, the own seat and how the meeting is set', () => {
    const gone = play(live, [who.guest, { type: 'participant.leave' }]);
    for (const each of [strangers.near.participant, who.guest]) {
      const part = redact(gone, each);
      expect(Object.keys(part.participantById)).toEqual([each]);
      expect(part).toMatchObject({
        title: live.title,
        phase: live.phase,
        settings: live.settings,
        queue: [],
        grants: [],
        agenda: [],
        agendaItem: null,
        actingByUnit: {},
        sidebars: [],
        talks: [],
        channel: [],
        recordings: [],
      });
      expect(part.roles.every(({ participant }) => participant === each)).toBe(true);
    }
  });

  it('VIEW-5: of somebody the meeting has never seen, nobody', () => {
    expect(redact(live, strangers.far.participant).participantById).toEqual({});
  });
});

import { expect, it } from 'vitest';
import type { Command } from '../../core/command.ts';
import type { ParticipantId } from '../../core/id.ts';
import { act, by, grant, liveMeeting, places, play, request, who } from '../../test/doubles/meeting.ts';
import { createHallEntries } from './hall-entries.ts';
import { meetingRecordOf, shownStageOf } from './shown-stage.ts';

const alone = play(
  liveMeeting(),
  [who.provinceChair, { type: 'sidebar.open', unit: places.province }],
  [who.chair, grant(who.farSite)],
);

/** The types of events that a wish leads to, as they stand on the time line of either hall. */
function noted(actor: ParticipantId, command: Command) {
  const { entries, meeting } = act(alone, by(actor), command);
  const of = (hall: typeof places.central) =>
    createHallEntries(alone, hall)
      .of(meeting, entries)
      .map(({ event }) => event.type);
  return { main: of(places.central), province: of(places.province) };
}

it('HALL-5: a floor stands on the time line of its own hall alone', () => {
  expect(noted(who.provinceChair, grant(who.communeSite))).toEqual({
    main: ['microphone.opened'],
    province: ['floor.granted', 'microphone.opened'],
  });
  const given = alone.grants[0]!.id;
  expect(noted(who.chair, { type: 'floor.revoke', grant: given })).toEqual({
    main: ['floor.revoked', 'microphone.closed'],
    province: [],
  });
});

it('HALL-5: so do requests, and orders to record', () => {
  expect(noted(who.delegate, request())).toEqual({ main: [], province: ['floor.requested'] });
  expect(noted(who.guest, request())).toEqual({ main: ['floor.requested'], province: [] });
  expect(noted(who.provinceChair, { type: 'recording.start' })).toEqual({
    main: [],
    province: ['recording.ordered'],
  });
});

it('HALL-5: what concerns all stands on both, what concerns others not on that of a sidebar', () => {
  const [item] = alone.agenda;
  expect(noted(who.chair, { type: 'agenda.select', item: item!.id })).toEqual({
    main: ['agenda.selected'],
    province: ['agenda.selected'],
  });
  expect(noted(who.otherProvinceSite, { type: 'camera.start' })).toEqual({
    main: ['camera.started'],
    province: [],
  });
});

it('HALL-5: the package of a sidebar is the unit’s, with those of its subtree and its own stage', () => {
  const { title, unit, attendance } = meetingRecordOf(alone, places.province);
  expect({ title, unit }).toEqual({
    title: 'A meeting of four levels · unit 11',
    unit: { id: places.province, name: 'unit 11' },
  });
  const there = attendance.map(({ participant }) => participant);
  expect(there).toContain(who.communeSite);
  expect(there).not.toContain(who.farSite);
  const recorded = play(alone, [who.provinceChair, { type: 'recording.start' }]);
  const [recording] = recorded.recordings;
  if (recording === undefined) throw new Error('nothing is recorded');
  const stage = shownStageOf(recorded, recording);
  expect(stage.chair?.participant).toBe(who.provinceChair);
  expect(stage.speakers).toEqual([]);
});

it('REC-5: of a closed part nothing is shown, neither who spoke nor of what', () => {
  const paused = play(
    liveMeeting(),
    [who.chair, { type: 'recording.start' }],
    [who.chair, { type: 'recording.pause' }],
  );
  const [recording] = paused.recordings;
  if (recording === undefined) throw new Error('nothing is recorded');
  const nothing = { chair: null, speakers: [], content: null, agenda: null, paused: true };
  expect(shownStageOf(paused, recording)).toEqual(nothing);
  expect(meetingRecordOf(alone, places.central).title).toBe('A meeting of four levels');
});

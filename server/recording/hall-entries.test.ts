import { describe, expect, it } from 'vitest';
import { announcedBy } from '../../core/announcement.ts';
import type { Command } from '../../core/command.ts';
import type { ParticipantId } from '../../core/id.ts';
import type { SealedChoice, VoteChoice } from '../../core/vote.ts';
import { meetingRecord } from '../../protocol/meeting-record.ts';
import { shownStage } from '../../protocol/recorder.ts';
import {
  act,
  by,
  grant,
  liveMeeting,
  places,
  play,
  request,
  system,
  who,
} from '../../test/doubles/meeting.ts';
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

describe('votes', () => {
  const put = (question: string, secrecy: 'named' | 'secret' = 'named') =>
    ({ type: 'vote.open', question, item: null, secrecy, majority: 'half', limitMs: null }) as const;

  it('REC-9: stand on the time line of their own hall, and what was chosen in secret on none', () => {
    expect(noted(who.provinceChair, put('Của tỉnh'))).toEqual({ main: [], province: ['vote.opened'] });
    expect(noted(who.chair, put('Chung'))).toEqual({ main: ['vote.opened'], province: [] });
    const cast = (secrecy: 'named' | 'secret', choice: VoteChoice | SealedChoice) => {
      const open = act(alone, by(who.chair), put('Chung', secrecy)).meeting;
      const vote = open.votes[0]!.id;
      const { entries, meeting } = act(open, by(who.chair), { type: 'vote.cast', vote, choice });
      expect(entries).toHaveLength(1);
      return createHallEntries(open, places.central).of(meeting, entries);
    };
    expect(cast('named', 'for')).toHaveLength(1);
    expect(cast('secret', { sealed: 'abc' })).toEqual([]);
  });

  it('REC-9: the film is told when one is put and what came of it, and not again with what happens next', () => {
    const first = play(alone, [who.chair, { type: 'recording.start' }]);
    const [recording] = first.recordings;
    if (recording === undefined) throw new Error('nothing is recorded');
    const opened = act(first, by(who.chair), put('Thông qua dự toán?'));
    const vote = opened.meeting.votes[0]!.id;
    const closed = act(opened.meeting, by(who.chair), { type: 'vote.close', vote });
    const card = ({ meeting, entries }: typeof opened) =>
      shownStageOf(meeting, recording, announcedBy(meeting, recording.hall, entries)).card;
    expect(card(opened)).toEqual({ heading: 'Biểu quyết', title: 'Thông qua dự toán?', lines: [] });
    expect(card(closed)).toMatchObject({
      heading: 'Kết quả biểu quyết',
      lines: [
        { label: 'Tán thành', value: expect.stringMatching(/^0\/\d+ {2}\(0%\)$/) },
        { label: 'Không tán thành' },
        { label: 'Không biểu quyết' },
        { label: 'Không tham gia' },
      ],
      outcome: { word: 'Không được thông qua', good: false },
    });
    expect(shownStage.safeParse(shownStageOf(closed.meeting, recording)).success).toBe(true);
    expect(shownStageOf(closed.meeting, recording)).not.toHaveProperty('card');
  });

  it('ARCHIVE-9: go into meeting.json with what was chosen by name, and documents with their place in the package', () => {
    const document = {
      type: 'document.add',
      item: null,
      title: 'Tờ trình',
      fileName: 'Tờ trình số 12/2027 <bản cuối>.PDF',
      mediaType: 'application/pdf',
      bytes: 9,
      sha256: 'a'.repeat(64),
      from: 'Thư ký',
    } as const;
    const ordered = play(alone, [who.chair, document], [who.chair, { type: 'recording.start' }]);
    const id = ordered.recordings[0]!.id;
    const begun = play(
      ordered,
      [system('recorder'), { type: 'recording.confirm', recording: id }],
      [who.chair, put('Dự toán')],
    );
    const vote = begun.votes[0]!.id;
    const meeting = play(
      begun,
      [who.chair, { type: 'vote.cast', vote, choice: 'for' }],
      [who.chair, { type: 'vote.close', vote }],
    );
    const [recording] = meeting.recordings;
    if (recording === undefined) throw new Error('nothing is recorded');
    const record = meetingRecord.parse(meetingRecordOf(meeting, recording, { meeting, recording }));
    expect(record.votes).toMatchObject([
      { question: 'Dự toán', outcome: { ballots: [{ participant: who.chair, choice: 'for' }] } },
    ]);
    expect(record.documents).toMatchObject([
      { fileName: document.fileName, path: 'documents/001-To-trinh-so-12-2027-ban-cuoi.pdf' },
    ]);
  });
});

it('HALL-5: the package of a sidebar is the unit’s, with those of its subtree and its own stage', () => {
  const recorded = play(alone, [who.provinceChair, { type: 'recording.start' }]);
  const [recording] = recorded.recordings;
  if (recording === undefined) throw new Error('nothing is recorded');
  const { title, unit, attendance } = meetingRecordOf(recorded, recording, { meeting: recorded, recording });
  expect({ title, unit }).toEqual({
    title: 'A meeting of four levels · unit 11',
    unit: { id: places.province, name: 'unit 11' },
  });
  const there = attendance.map(({ participant }) => participant);
  expect(there).toContain(who.communeSite);
  expect(there).not.toContain(who.farSite);
  const stage = shownStageOf(recorded, recording);
  expect(stage.chair?.participant).toBe(who.provinceChair);
  expect(stage.speakers).toEqual([]);
});

it('STAGE-3: the film is told whom the chair has everybody see', () => {
  const lit = play(
    liveMeeting(),
    [who.chair, { type: 'recording.start' }],
    [who.chair, { type: 'stage.spotlight', participant: who.delegate }],
  );
  const [recording] = lit.recordings;
  if (recording === undefined) throw new Error('nothing is recorded');
  expect(shownStageOf(lit, recording).spotlight?.participant).toBe(who.delegate);
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
  const record = meetingRecordOf(paused, recording, { meeting: paused, recording });
  expect(record.title).toBe('A meeting of four levels');
});

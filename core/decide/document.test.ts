import { describe, expect, it } from 'vitest';
import {
  act,
  administrator,
  at,
  by,
  cardOf,
  id,
  join,
  liveMeeting,
  places,
  play,
  scheduledMeeting,
  strangers,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { Actor } from '../actor.ts';
import type { DocumentCommand } from '../command.ts';
import { mediaTypeOfName, mostDocuments } from '../document.ts';
import { type DocumentReader, mayReadDocuments, mayReadWithdrawn } from '../document-right.ts';
import type { AgendaItemId, DocumentId, ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';

const opening = id<AgendaItemId>('a1');
const reports = id<AgendaItemId>('a2');
const add = (change: Partial<DocumentCommand & { type: 'document.add' }> = {}) =>
  ({
    type: 'document.add',
    item: reports,
    title: 'Báo cáo',
    fileName: 'bao-cao.pdf',
    mediaType: 'application/pdf',
    bytes: 1_000,
    sha256: 'a'.repeat(64),
    from: 'Name of secretary',
    ...change,
  }) as const;
const convener: Actor = { kind: 'convener', id: who.operator };
const scheduled = scheduledMeeting();
const withOne = play(scheduled, [who.secretary, add()]);
const first = withOne.documents[0]?.id ?? id<DocumentId>('none');
const refusal = (meeting: Meeting, actor: Actor, command: DocumentCommand = add()) =>
  act(meeting, actor, command).refusal;

describe('documents', () => {
  it('DOCUMENT-1: who manages them does so there or not; nobody below, beside or removed', () => {
    const live = play(liveMeeting(), [
      system('hub'),
      { type: 'participant.drop', participant: who.secretary },
    ]);
    for (const meeting of [scheduled, live])
      for (const manager of [who.chair, who.secretary]) expect(refusal(meeting, by(manager))).toBeNull();
    const others = [
      who.deputy,
      who.operator,
      who.provinceChair,
      who.provinceSecretary,
      who.delegate,
      who.centralSite,
    ];
    for (const other of [...others, strangers.far.participant])
      expect(refusal(live, by(other))).toBe('not-permitted');
    const removed = play(liveMeeting(), [
      who.chair,
      { type: 'participant.deny', participant: who.secretary },
    ]);
    expect(refusal(removed, by(who.secretary))).toBe('not-permitted');
  });

  it('DOCUMENT-1: who arranges the meeting does so from outside until it begins; a record takes none', () => {
    for (const actor of [convener, administrator]) {
      expect(refusal(scheduled, actor)).toBeNull();
      expect(refusal(liveMeeting(), actor)).toBe('already-live');
    }
    const closed = play(liveMeeting(), [who.chair, { type: 'meeting.close' }]);
    const cancelled = play(scheduled, [convener, { type: 'meeting.cancel', reason: 'r' }]);
    for (const actor of [by(who.secretary), convener]) {
      expect(refusal(closed, actor)).toBe('already-closed');
      expect(refusal(cancelled, actor)).toBe('meeting-cancelled');
    }
  });

  it('DOCUMENT-2: one is added with who brought it and when, the same file once, and not without end', () => {
    const { meeting } = act(scheduled, by(who.secretary), add(), at(5));
    expect(meeting.documents).toMatchObject([{ title: 'Báo cáo', from: 'Name of secretary', at: at(5) }]);
    expect(refusal(meeting, by(who.chair), add({ title: 'Khác', item: null }))).toBe('already-added');
    const one = meeting.documents[0];
    const full = { ...meeting, documents: Array.from({ length: mostDocuments }, () => one ?? never()) };
    expect(refusal(full, by(who.chair), add({ sha256: 'b'.repeat(64) }))).toBe('documents-full');
    const again = play(
      withOne,
      [who.chair, { type: 'document.withdraw', document: first }],
      [who.chair, add()],
    );
    expect(again.documents.map((each) => each.id)).not.toContain(first);
  });

  it('DOCUMENT-3: each is of an agenda item or of the whole meeting, named and moved, and not left at an item that is gone', () => {
    const change = { type: 'document.change', document: first, item: opening, title: 'Tờ trình' } as const;
    const changed = play(withOne, [who.chair, change]);
    expect(changed.documents).toMatchObject([
      { id: first, item: opening, title: 'Tờ trình', from: 'Name of secretary' },
    ]);
    expect(act(changed, by(who.chair), change).events).toEqual([]);
    const nowhere = id<AgendaItemId>('a9');
    expect(refusal(withOne, by(who.chair), { ...change, item: nowhere })).toBe('not-found');
    expect(refusal(scheduled, by(who.chair), add({ item: nowhere }))).toBe('not-found');
    expect(refusal(withOne, by(who.chair), { ...change, document: id<DocumentId>('d9') })).toBe('not-found');
    const agenda = withOne.agenda.filter((item) => item.id !== reports);
    const moved = play(play(liveMeeting(), [who.chair, add()]), [
      who.chair,
      { type: 'agenda.change', agenda },
    ]);
    expect(moved.documents).toMatchObject([{ item: null }]);
  });

  it('DOCUMENT-4: the name of a file says what it should be', () => {
    expect(mediaTypeOfName('Báo cáo quý.PDF')).toBe('application/pdf');
    expect(mediaTypeOfName('ảnh.jpeg')).toBe('image/jpeg');
    for (const name of ['pdf', 'trang.html', 'x.svg', 'x.docm', 'x.pdf.exe', ''])
      expect(mediaTypeOfName(name)).toBeNull();
  });
});

function reader(participant: ParticipantId, more: Partial<DocumentReader> = {}): DocumentReader {
  return { kind: 'person', administrator: false, standingRoles: [], participant, ...more };
}
const may = (meeting: Meeting, participant: ParticipantId) =>
  mayReadDocuments(meeting, reader(participant), false);

describe('who reads documents', () => {
  it('DOCUMENT-5: whoever is invited or in it, and not who waits without, has gone or was removed', () => {
    const near = strangers.near.participant;
    const waiting = play(liveMeeting(), [system('hub'), join(strangers.near)]);
    const admitted = play(waiting, [who.chair, { type: 'participant.admit', participant: near }]);
    const gone = play(admitted, [near, { type: 'participant.leave' }]);
    expect([waiting, admitted, gone].map((meeting) => may(meeting, near))).toEqual([false, true, false]);
    expect(may(scheduled, near)).toBe(false);
    for (const invited of [who.delegate, who.farSite, who.observer])
      expect(may(scheduled, invited)).toBe(true);
    const removed = play(liveMeeting(), [
      who.chair,
      { type: 'participant.deny', participant: who.provinceChair },
    ]);
    expect(may(removed, who.provinceChair)).toBe(false);
  });

  it('DOCUMENT-5: and whoever arranges it, reads its log or watches its recording', () => {
    const outside = id<ParticipantId>('person:outside');
    const over = (role: 'secretary' | 'delegate') =>
      reader(outside, { standingRoles: [{ role, unit: places.central }] });
    expect(mayReadDocuments(scheduled, over('secretary'), false)).toBe(true);
    expect(mayReadDocuments(scheduled, over('delegate'), false)).toBe(false);
    expect(mayReadDocuments(scheduled, over('delegate'), true)).toBe(true);
    expect(mayReadDocuments(scheduled, reader(outside, { administrator: true }), false)).toBe(true);
    const site = { ...over('secretary'), kind: 'site' as const };
    expect(mayReadDocuments(scheduled, site, false)).toBe(false);
    expect(mayReadDocuments(scheduled, reader(cardOf('site', 'x', places.commune).participant), false)).toBe(
      false,
    );
  });

  it('DOCUMENT-6: what was taken away is for who keeps the record', () => {
    const withdrawn = play(withOne, [who.secretary, { type: 'document.withdraw', document: first }]);
    expect(withdrawn.documents).toEqual([]);
    const reads = (participant: ParticipantId, watches = false) =>
      mayReadWithdrawn(withdrawn, reader(participant), watches);
    expect([who.secretary, who.chair].map((each) => reads(each))).toEqual([true, true]);
    expect([who.delegate, who.provinceChair].map((each) => reads(each))).toEqual([false, false]);
    expect(reads(who.delegate, true)).toBe(true);
  });
});

function never(): never {
  throw new Error('there is one');
}

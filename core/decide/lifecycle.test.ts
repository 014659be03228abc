import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  grant,
  grantOf,
  id,
  isOpen,
  join,
  liveMeeting,
  play,
  request,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { ParticipantCommand } from '../command.ts';
import type { AgendaItemId } from '../id.ts';
import type { Meeting } from '../meeting.ts';

const chair = by(who.chair);
const live = liveMeeting();
const scheduled = play(scheduledMeeting(), [system('hub'), join(seats.chair.card)]);
const closed = play(live, [chair, { type: 'meeting.close' }, at(3_600_000)]);

function refusalOf(meeting: Meeting, command: ParticipantCommand): string | null {
  return act(meeting, chair, command, at(3_600_000)).refusal;
}

describe('the life of a meeting', () => {
  it('LIFE-2: it is opened once, and knows since when', () => {
    const { meeting, events } = act(scheduled, chair, { type: 'meeting.open' }, at(5));
    expect(events).toEqual([{ type: 'meeting.opened' }]);
    expect(meeting.phase).toEqual({ kind: 'live', openedAt: at(5), adjournedAt: null, rest: null });
    expect(refusalOf(live, { type: 'meeting.open' })).toBe('already-live');
    expect(refusalOf(closed, { type: 'meeting.open' })).toBe('already-closed');
  });

  it('LIFE-2: it is closed once, when live, and knows from when to when it was', () => {
    expect(closed.phase).toEqual({ kind: 'closed', openedAt: at(0), closedAt: at(3_600_000) });
    expect(refusalOf(scheduled, { type: 'meeting.close' })).toBe('not-live');
    expect(refusalOf(closed, { type: 'meeting.close' })).toBe('already-closed');
  });

  it('LIFE-3: closing ends floors, then microphones, then the vote, then the recording, then the meeting', () => {
    const busy = play(
      live,
      [who.chair, { type: 'microphone.open' }],
      [who.chair, grant(who.provinceSite)],
      [who.provinceSite, request({ floor: 'content' })],
      [who.delegate, request()],
      [who.chair, { type: 'recording.start' }],
      [
        who.chair,
        {
          type: 'vote.open',
          question: 'question',
          item: null,
          secrecy: 'secret',
          majority: 'half',
          limitMs: null,
        },
      ],
    );
    const [speech, content] = [grantOf(busy, who.provinceSite), grantOf(busy, who.provinceSite, 'content')];
    const { events, meeting } = act(busy, chair, { type: 'meeting.close' });
    expect(events).toEqual([
      { type: 'floor.revoked', grant: content.id, reason: 'above' },
      { type: 'floor.revoked', grant: speech.id, reason: 'closed' },
      { type: 'microphone.closed', participant: who.provinceSite, reason: 'floor' },
      { type: 'microphone.closed', participant: who.chair, reason: 'closed' },
      { type: 'vote.closed', vote: busy.votes[0]!.id, why: 'hall', voters: 8 },
      { type: 'recording.stopped', recording: busy.recordings[0]!.id },
      { type: 'meeting.closed' },
    ]);
    expect([meeting.grants, meeting.queue]).toEqual([[], []]);
    expect([who.chair, who.provinceSite].some((each) => isOpen(meeting, each))).toBe(false);
    expect(meeting.recordings[0]?.state).toBe('stopping');
  });

  it.each<ParticipantCommand>([
    request(),
    request({ floor: 'content' }),
    grant(who.delegate),
    { type: 'floor.next' },
    { type: 'microphone.open' },
    { type: 'agenda.select', item: null },
    { type: 'recording.start' },
  ])('LIFE-4: $type needs a live meeting', (command) => {
    expect(refusalOf(scheduled, command)).toBe('not-live');
    expect(refusalOf(closed, command)).toBe('already-closed');
  });

  it('LIFE-5: settings change until the meeting is closed, only where named, and take no floor', () => {
    const two = play(live, [who.chair, grant(who.delegate)], [who.chair, grant(who.farDelegate)]);
    const fewer = play(two, [who.chair, { type: 'settings.change', settings: { maxSpeakers: 1 } }]);
    expect(fewer.settings).toEqual({ ...two.settings, maxSpeakers: 1 });
    expect(fewer.grants).toEqual(two.grants);
    expect(refusalOf(scheduled, { type: 'settings.change', settings: { maxSpeakers: 1 } })).toBeNull();
    expect(refusalOf(closed, { type: 'settings.change', settings: {} })).toBe('already-closed');
  });

  it('LIFE-6: the agenda stands at an item or at none', () => {
    const item = live.agenda[1]!.id;
    const there = play(live, [who.secretary, { type: 'agenda.select', item }]);
    expect(there.agendaItem).toBe(item);
    expect(act(there, chair, { type: 'agenda.select', item }).events).toEqual([]);
    expect(play(there, [who.chair, { type: 'agenda.select', item: null }]).agendaItem).toBeNull();
    expect(refusalOf(live, { type: 'agenda.select', item: id<AgendaItemId>('a3') })).toBe('not-found');
  });

  it('LIFE-7: nobody joins a closed meeting, whether they were in it or not', () => {
    for (const { card } of [seats.chair, seats.observer]) {
      expect(act(closed, system('hub'), join(card)).refusal).toBe('already-closed');
    }
  });
});

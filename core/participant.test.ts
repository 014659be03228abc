import { describe, expect, it } from 'vitest';
import {
  act,
  by,
  cardOf,
  grant,
  id,
  join,
  liveMeeting,
  places,
  play,
  system,
  who,
} from '../test/doubles/meeting.ts';
import type { ParticipantId, UnitId } from './id.ts';
import { participantOf } from './participant.ts';
import { redact } from './redact.ts';
import { mayWatch } from './stage.ts';

/** Names that a look-up in a plain object finds although nobody put them there. */
const inherited = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];
const live = liveMeeting();

describe.each(inherited)('a participant called %s', (name) => {
  const stranger = id<ParticipantId>(name);

  it('LOG-2: is nobody while nobody of that name is in the meeting', () => {
    expect(participantOf(live, stranger)).toBeUndefined();
    expect(mayWatch(live, who.chair, stranger)).toBe(false);
    expect(act(live, by(who.chair), grant(stranger)).refusal).toBe('not-found');
    expect(act(live, by(who.delegate), { type: 'participant.admit', participant: stranger }).refusal).toBe(
      'not-permitted',
    );
    expect(act(live, by(stranger), { type: 'microphone.open' }).refusal).toBe('not-present');
    expect(act(live, by(who.chair), { type: 'microphone.muteAll', unit: id<UnitId>(name) }).refusal).toBe(
      'not-found',
    );
  });

  it('LOG-2: is as good as any other once there is one', () => {
    const card = { ...cardOf('person', 'odd', places.commune), participant: stranger };
    const admit = { type: 'participant.admit', participant: stranger } as const;
    const come = play(live, [system('hub'), join(card)], [who.chair, admit]);
    expect(participantOf(come, stranger)?.presence.kind).toBe('present');
    expect(participantOf(redact(come, stranger), stranger)?.card).toEqual(card);
    const stored = JSON.parse(JSON.stringify(come));
    expect(participantOf(stored, stranger)?.card).toEqual(card);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParticipantCommand } from '../core/command.ts';
import { requires } from '../core/decide/gate.ts';
import { usualSettings } from '../core/settings.ts';
import { id } from '../test/doubles/meeting.ts';
import { commandSchema, commandSchemas } from './command.ts';

type Type = ParticipantCommand['type'];
type Sample = { readonly [T in Type]: Extract<ParticipantCommand, { type: T }> };

/** One of each, with everything in it. */
const samples: Sample = {
  'meeting.open': { type: 'meeting.open' },
  'meeting.close': { type: 'meeting.close' },
  'settings.change': { type: 'settings.change', settings: usualSettings },
  'agenda.select': { type: 'agenda.select', item: id('a1') },
  'participant.leave': { type: 'participant.leave' },
  'participant.admit': { type: 'participant.admit', participant: id('person:1') },
  'participant.deny': { type: 'participant.deny', participant: id('person:1') },
  'role.grant': { type: 'role.grant', participant: id('person:1'), role: 'chair', unit: id('TW') },
  'role.revoke': { type: 'role.revoke', participant: id('person:1'), role: 'observer', unit: id('11.103') },
  'floor.request': { type: 'floor.request', floor: 'speech', kind: 'paper', topic: 'Đường liên xã' },
  'floor.cancel': { type: 'floor.cancel', request: id('f1') },
  'floor.grant': {
    type: 'floor.grant',
    floor: 'content',
    participant: id('site:TW'),
    kind: 'debate',
    limitMs: 10_000,
  },
  'floor.next': { type: 'floor.next' },
  'floor.deny': { type: 'floor.deny', request: id('f1'), reason: 'Để sau' },
  'floor.move': { type: 'floor.move', request: id('f1'), position: 0 },
  'floor.release': { type: 'floor.release', grant: id('f1') },
  'floor.revoke': { type: 'floor.revoke', grant: id('f1') },
  'microphone.open': { type: 'microphone.open' },
  'microphone.close': { type: 'microphone.close' },
  'microphone.mute': { type: 'microphone.mute', participant: id('site:TW') },
  'microphone.muteAll': { type: 'microphone.muteAll', unit: id('TW') },
  'camera.start': { type: 'camera.start' },
  'camera.stop': { type: 'camera.stop' },
  'recording.start': { type: 'recording.start' },
  'recording.stop': { type: 'recording.stop' },
};
const all = Object.values(samples);

/** What arrives when this is sent. */
function received(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function takes(value: unknown): boolean {
  return commandSchema.safeParse(value).success;
}

function change<T extends Type>(type: T, part: Record<string, unknown>): unknown {
  return { ...samples[type], ...part };
}

describe('commands', () => {
  it('WIRE-1: there is one schema for each that the gate knows', () => {
    expect(Object.keys(commandSchemas).sort()).toEqual(Object.keys(requires).sort());
  });

  it.each(all)('WIRE-1: $type arrives as it was sent', (command) => {
    expect(commandSchema.parse(received(command))).toEqual(command);
    expect(commandSchemas[command.type].parse(received(command))).toEqual(command);
  });

  it.each(all)('WIRE-1: $type is refused with anything missing', (command) => {
    for (const key of Object.keys(command)) {
      const { [key]: _, ...rest } = received(command) as Record<string, unknown>;
      expect(takes(rest), `without ${key}`).toBe(false);
    }
  });

  it.each(all)('WIRE-1: $type is refused with anything more, whatever it is called', (command) => {
    const sent = JSON.stringify(command);
    for (const key of ['extra', '__proto__', 'constructor', 'toString', '']) {
      const more = JSON.parse(`${sent.slice(0, -1)},${JSON.stringify(key)}:{"type":"meeting.close"}}`);
      expect(Object.keys(more)).toContain(key);
      expect(takes(more), `with ${key}`).toBe(false);
    }
  });

  it.each(all)('WIRE-1: $type is refused with anything of another type', (command) => {
    for (const key of Object.keys(command)) {
      for (const wrong of [undefined, true, [], ['TW'], { a: 1 }, -1, 1.5, '', 'x y']) {
        // Free text may be anything that is text.
        if (['topic', 'reason'].includes(key) && typeof wrong === 'string') continue;
        expect(takes({ ...command, [key]: wrong }), `${key}: ${JSON.stringify(wrong)}`).toBe(false);
      }
    }
  });

  it.each(['constructor', 'toString', '__proto__', 'clock.tick', 'participant.join', 'participant.drop', ''])(
    'WIRE-1: there is no command %j',
    (type) => {
      expect(takes({ type })).toBe(false);
      expect(takes({ type, card: {}, camera: 'on', participant: 'person:1' })).toBe(false);
    },
  );

  it.each([
    change('floor.request', { topic: 'x'.repeat(500) }),
    change('floor.request', { topic: '' }),
    change('floor.deny', { reason: 'x'.repeat(500) }),
    change('floor.grant', { limitMs: 28_800_000 }),
    change('floor.grant', { limitMs: null, kind: null }),
    change('floor.move', { position: 10_000 }),
    change('agenda.select', { item: null }),
    change('settings.change', { settings: { maxSpeakers: 16 } }),
    change('settings.change', { settings: { warnBeforeMs: 0, whenTimeIsUp: 'close' } }),
  ])('WIRE-3: at the bounds: %j is taken', (command) => {
    expect(takes(command)).toBe(true);
  });

  it.each([
    change('floor.request', { topic: 'x'.repeat(501) }),
    change('floor.deny', { reason: 'x'.repeat(501) }),
    change('floor.grant', { limitMs: 9_999 }),
    change('floor.grant', { limitMs: 28_800_001 }),
    change('floor.grant', { limitMs: 10_000.5 }),
    change('floor.grant', { kind: 'sermon' }),
    change('floor.grant', { floor: 'dance' }),
    change('floor.move', { position: -1 }),
    change('floor.move', { position: 10_001 }),
    change('role.grant', { role: 'king' }),
    change('settings.change', { settings: {} }),
    change('settings.change', { settings: { maxSpeakers: 0 } }),
    change('settings.change', { settings: { maxSpeakers: 17 } }),
    change('settings.change', { settings: { admission: 'everyone' } }),
    change('settings.change', { settings: { chairGraceMs: 999 } }),
    change('settings.change', { settings: { warnBeforeMs: 600_001 } }),
    change('settings.change', { settings: { limitMsByKind: { paper: 10_000 } } }),
    change('settings.change', { settings: { maxSpeakers: null } }),
  ])('WIRE-3: beyond the bounds: %j is refused', (command) => {
    expect(takes(command)).toBe(false);
  });

  it('WIRE-3: text is trimmed', () => {
    const topic = ` \n${'x'.repeat(500)}\t `;
    expect(commandSchemas['floor.request'].parse(change('floor.request', { topic })).topic).toBe(
      'x'.repeat(500),
    );
  });

  it('WIRE-1: settings are refused with a setting that there is not', () => {
    for (const key of ['extra', '__proto__']) {
      const settings = JSON.parse(`{"maxSpeakers":2,"${key}":1}`);
      expect(takes({ type: 'settings.change', settings })).toBe(false);
      const { limitMsByKind } = usualSettings;
      const kinds = JSON.parse(`${JSON.stringify(limitMsByKind).slice(0, -1)},"${key}":10000}`);
      expect(takes({ type: 'settings.change', settings: { limitMsByKind: kinds } })).toBe(false);
    }
  });

  it('WIRE-4: no JSON makes the schema throw, nor anything a little wrong', () => {
    const seed = { seed: 20_261_123, numRuns: 300 };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        commandSchema.safeParse(value);
      }),
      seed,
    );
    const spoilt = fc.record({ command: fc.constantFrom(...all), key: fc.string(), value: fc.jsonValue() });
    fc.assert(
      fc.property(spoilt, ({ command, key, value }) => {
        for (const each of [key, ...Object.keys(command)]) {
          const parsed = commandSchema.safeParse({ ...command, [each]: value });
          if (parsed.success) expect(Object.keys(requires)).toContain(parsed.data.type);
        }
      }),
      seed,
    );
  });
});

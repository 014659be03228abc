import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  agendaItemId,
  floorRequestId,
  levelId,
  meetingId,
  participantId,
  recordingId,
  unitId,
} from './id.ts';

const schemas = { agendaItemId, floorRequestId, levelId, meetingId, participantId, recordingId, unitId };

/** The names of the schemas that take the value. */
function takenBy(value: unknown): readonly string[] {
  return Object.entries(schemas)
    .filter(([, schema]) => schema.safeParse(value).success)
    .map(([name]) => name);
}

it.each(['f1', 'a', '11.103.03156', 'person:0198c2de-7e1a', 'site:TW', 'm1.r42', 'x'.repeat(100)])(
  'WIRE-2: takes %s',
  (text) => {
    expect(takenBy(text)).toEqual(Object.keys(schemas));
    expect(participantId.parse(text)).toBe(text);
  },
);

it.each([
  '',
  ' ',
  'a b',
  'a/b',
  '../etc',
  '.a',
  'a.',
  '-a',
  ':a',
  '_a',
  'ă',
  'a\n',
  'a\u0000',
  'x'.repeat(101),
])('WIRE-2: refuses %j', (text) => {
  expect(takenBy(text)).toEqual([]);
});

it('WIRE-2: refuses every name that a JavaScript object answers to', () => {
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  expect(inherited).toContain('constructor');
  expect(inherited.filter((name) => takenBy(name).length > 0)).toEqual([]);
});

it.each([1, null, true, {}, ['a'], undefined])('WIRE-1: refuses %j, which is no text', (value) => {
  expect(takenBy(value)).toEqual([]);
});

it('WIRE-2: any id that is taken is safe in a path and a file name', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aZ09._:-/\\%ă \n'), maxLength: 6 }), (text) => {
      if (!participantId.safeParse(text).success) return;
      expect(encodeURI(text)).toBe(text);
      expect(['.', '..']).not.toContain(text);
    }),
    { seed: 20_261_123, numRuns: 300 },
  );
});

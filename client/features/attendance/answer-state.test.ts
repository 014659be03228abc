import { expect, it } from 'vitest';
import { absent, ids, meetingOf } from '../meeting/fixture.ts';
import { presentStateOf } from './answer-state.ts';

it('is online for whoever’s line is up, in person for everybody else', () => {
  expect(presentStateOf(meetingOf(), ids.delegate)).toBe('online');
  expect(presentStateOf(meetingOf(), ids.namTin)).toBe('online');
  expect(presentStateOf(meetingOf({ [ids.delegate]: absent }), ids.delegate)).toBe('inPerson');
});

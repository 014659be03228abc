import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

it('gives equal values equal bytes, however their keys were ordered', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'đ' }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"đ","d":null}]}',
  );
  expect(canonicalJson({ a: true, b: [1, { c: 'đ', d: null }] })).toBe(
    '{"a":true,"b":[1,{"c":"đ","d":null}]}',
  );
});

it('leaves out what JSON leaves out, and reads back as the same value', () => {
  const value = { a: undefined, __proto__x: -0.5, 'é "\n': [1e21, '\ud800'] };
  expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
});

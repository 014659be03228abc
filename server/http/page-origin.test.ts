import { expect, it } from 'vitest';
import { pageOrigin } from './page-origin.ts';

const at = (origin: string, sentTo = origin) => ({ origin, fetchSite: undefined, sentTo });
const known = ['https://hop.example.vn'];

it.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])(
  'a page of %s is ours on a hub that serves this machine alone',
  (origin) => {
    expect(pageOrigin(at(origin), [])).toBe('own');
  },
);

it('a name that somebody else made lead here is not ours, although page and request bear the same', () => {
  expect(pageOrigin(at('http://elsewhere.example.com:3000'), [])).toBe('foreign');
  expect(pageOrigin(at('https://elsewhere.example.com'), known)).toBe('foreign');
});

it('a configured origin is ours however the request came', () => {
  expect(pageOrigin(at('https://hop.example.vn', 'https://10.0.0.5'), known)).toBe('own');
  expect(pageOrigin(at('http://127.0.0.1:3000'), known)).toBe('foreign');
});

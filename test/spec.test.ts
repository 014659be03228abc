import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** The book of rules and the tests that show them hold together. */

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The files that git knows or would take, so that neither node_modules nor what is built is read. */
const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('test/spec.test.ts'));

const lines = read('docs/SPEC.md').split('\n');
const nouns = lines.flatMap((line) => line.match(/^## ([A-Z]+): /)?.[1] ?? []);
const rules = lines.flatMap((line) => line.match(/^- \*\*([A-Z]+-\d+)\*\* /)?.[1] ?? []);
const struckOut = lines.flatMap((line) => line.match(/^- ~~\*\*([A-Z]+-\d+)\*\*/)?.[1] ?? []);

/** A rule's number anywhere: after one of the nouns of the book, so that AES-256 or UTF-8 are none. */
const number = new RegExp(`\\b(?:${nouns.join('|')})-\\d+\\b`, 'g');
/** A test's title that cites: a text that begins with numbers and a colon. */
const title = new RegExp(`['"\`]((?:(?:${nouns.join('|')})-\\d+(?:, )?)+): `, 'g');

it('every rule stands once, under its noun and in the order of its numbers', () => {
  const all = [...rules, ...struckOut];
  expect(rules.length).toBeGreaterThan(50);
  expect(new Set(all).size).toBe(all.length);
  expect(rules.filter((rule) => !nouns.includes(rule.split('-')[0] ?? ''))).toEqual([]);
  for (const noun of nouns) {
    const numbers = all
      .filter((rule) => rule.startsWith(`${noun}-`))
      .map((rule) => Number(rule.split('-')[1]));
    expect([noun, ...numbers.sort((a, b) => a - b)]).toEqual([noun, ...numbers.map((_, index) => index + 1)]);
  }
});

it('every rule is shown by a test whose title begins with its number', () => {
  const tests = sources.filter((file) => /\.test\.tsx?$/.test(file));
  const cited = tests.flatMap((file) =>
    [...read(file).matchAll(title)].flatMap(([, numbers = '']) => numbers.split(', ')),
  );
  expect(rules.filter((rule) => !cited.includes(rule))).toEqual([]);
});

it('every rule that is cited stands in the book', () => {
  const unknown = sources.flatMap((file) =>
    [...read(file).matchAll(number)]
      .filter(([rule]) => !rules.includes(rule))
      .map(([rule]) => `${file} ${rule}`),
  );
  expect(unknown).toEqual([]);
});

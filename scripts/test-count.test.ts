import { expect, it } from 'vitest';
import { countTests } from './test-count.mjs';

const file = (status: string, tests: number) => ({ status, assertionResults: Array(tests).fill({}) });
const report = (passed: number, failed: number, files: unknown[]) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults: files });

it('takes passed and failed tests from the report', () => {
  const text = report(7, 2, [file('passed', 5), file('failed', 4)]);
  expect(countTests(text, false)).toEqual({ passed: 7, failed: 2 });
});

it('counts a file that could not be loaded as one failure', () => {
  const text = report(5, 0, [file('passed', 5), file('failed', 0)]);
  expect(countTests(text, false)).toEqual({ passed: 5, failed: 1 });
});

it('counts a failed run without any failed test as one failure', () => {
  expect(countTests(report(5, 0, [file('passed', 5)]), false)).toEqual({ passed: 5, failed: 1 });
});

it('counts a run that wrote no report as one failure', () => {
  expect(countTests(null, false)).toEqual({ passed: 0, failed: 1 });
});

it('has nothing to add to a good run', () => {
  expect(countTests(report(5, 0, [file('passed', 5)]), true)).toEqual({ passed: 5, failed: 0 });
});

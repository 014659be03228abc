import { createInstance } from 'i18next';
import { expect, it } from 'vitest';
import { vi } from '../../i18n/vi/index.ts';
import { dueWords } from './due-words.ts';

const words = createInstance();
await words.init({ lng: 'vi', resources: { vi: { translation: vi } } });

it.each([
  [28, 'Còn 28 ngày phải giao nộp'],
  [0, 'Hôm nay là hạn giao nộp'],
  [-1, 'Quá hạn giao nộp 1 ngày'],
  [-3, 'Quá hạn giao nộp 3 ngày'],
])('DOSSIER-7: a file due in %d days says so', (days, said) => {
  expect(dueWords(words.t, days)).toBe(said);
});

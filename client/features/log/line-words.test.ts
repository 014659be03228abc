import { createInstance } from 'i18next';
import { expect, it } from 'vitest';
import type { ParticipantId } from '../../../core/id.ts';
import type { LogCode, LogLine } from '../../../core/log-line.ts';
import { en } from '../../i18n/en/index.ts';
import { vi } from '../../i18n/vi/index.ts';
import { createLineWords, durationWords } from './line-words.ts';

const words = createInstance();
await words.init({
  lng: 'vi',
  resources: { vi: { translation: vi }, en: { translation: en } },
  interpolation: { escapeValue: false },
});
const vietnamese = words.getFixedT('vi');
const english = words.getFixedT('en');
const inVietnamese = createLineWords(vietnamese, 'vi');
const inEnglish = createLineWords(english, 'en');

const line: LogLine = {
  seq: 7,
  at: 0,
  type: 'floor.granted',
  code: 'floorGranted',
  by: {
    kind: 'person',
    id: 'person:chutri' as ParticipantId,
    name: 'Hoàng Minh Khôi',
    role: 'chair',
    unitName: 'Trung ương',
  },
  names: { whom: 'Xã Pa Tần', unit: 'Xã Pa Tần' },
  values: { kind: 'discussion', durationMs: 420_000 },
  text: null,
  about: [],
};

it('LOG-6: a line reads as a sentence, in both languages', () => {
  expect(inVietnamese(line)).toBe('Chủ trì Hoàng Minh Khôi mời Xã Pa Tần phát biểu (thảo luận, 7 phút)');
  expect(inEnglish(line)).toBe('Chair Hoàng Minh Khôi gave the floor to Xã Pa Tần (discussion, 7 minutes)');
});

it('LOG-6: a name is a name, whatever stands in it', () => {
  const names = { whom: '{{by}} $t(log.title) <b>Xã</b>' };
  expect(inVietnamese({ ...line, names })).toContain('mời {{by}} $t(log.title) <b>Xã</b> phát biểu');
});

it('LOG-6: every line has all that its sentence asks for', () => {
  const full: LogLine = {
    ...line,
    names: { whom: 'A', other: 'B', unit: 'C', item: 'D', title: 'E' },
    values: {
      kind: 'debate',
      durationMs: 90_000,
      moment: 0,
      count: 3,
      role: 'secretary',
      revoked: 'time',
      closed: 'muted',
      check: 'sound',
      attendance: 'absent',
      expected: 20,
      present: null,
      device: 'camera',
      percent: 50,
      tally: { for: 5, against: 1, abstain: 0 },
      settings: ['maxSpeakers', 'discussion'],
      fault: 'disk-full',
    },
  };
  for (const code of Object.keys(vi.log.line) as LogCode[]) {
    expect(inVietnamese({ ...full, code })).not.toMatch(/\{\{|undefined|log\./);
    expect(inEnglish({ ...full, code })).not.toMatch(/\{\{|undefined|log\./);
  }
});

it.each([
  [45_000, '45 giây'],
  [420_000, '7 phút'],
  [90_000, '1 phút 30 giây'],
])('%d ms are %s', (ms, words) => {
  expect(durationWords(vietnamese, ms)).toBe(words);
});

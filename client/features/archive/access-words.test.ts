import { createInstance } from 'i18next';
import { expect, it } from 'vitest';
import type { Access } from '../../../core/dossier/dossier.ts';
import type { DocumentId, ParticipantId } from '../../../core/id.ts';
import { vi } from '../../i18n/vi/index.ts';
import { accessWords } from './access-words.ts';

const words = createInstance();
await words.init({
  lng: 'vi',
  resources: { vi: { translation: vi } },
  interpolation: { escapeValue: false },
});

it.each<[Pick<Access, 'what' | 'part'>, string]>([
  [{ what: 'watched', part: null }, 'Xem'],
  [{ what: 'downloaded', part: null }, 'Tải phim'],
  [{ what: 'downloaded', part: { kind: 'sound', format: 'mp3' } }, 'Tải âm thanh (MP3)'],
  [
    { what: 'downloaded', part: { kind: 'stretch', fromMs: 754_000, toMs: 3_661_000 } },
    'Tải đoạn phim từ 12:34 đến 1:01:01',
  ],
  [
    { what: 'downloaded', part: { kind: 'turns', speaker: 'person:a' as ParticipantId } },
    'Tải các lượt phát biểu của một người',
  ],
  [
    {
      what: 'read',
      part: { kind: 'document', document: 'd1' as DocumentId, name: 'Tờ trình & dự thảo.pdf' },
    },
    'Đọc tài liệu: Tờ trình & dự thảo.pdf',
  ],
])('DOSSIER-9: the access %o says what was done with what', (access, said) => {
  expect(accessWords(access, words.t)).toBe(said);
});

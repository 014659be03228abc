import { describe, expect, it } from 'vitest';
import { recordedDocument } from './meeting-record.ts';
import { documentPath } from './recording-package.ts';

describe('where a document lies in a package', () => {
  it.each([
    ['Báo cáo Đề án.pdf', 'documents/001-Bao-cao-De-an.pdf'],
    ['../../etc/passwd', 'documents/001-etc-passwd'],
    ['.htaccess', 'documents/001-htaccess'],
    ['…', 'documents/001-document'],
    ['a\r\nb\u0000.DOCX', 'documents/001-a-b.docx'],
    ['con', 'documents/001-con'],
    [`${'x'.repeat(300)}.xlsx`, `documents/001-${'x'.repeat(80)}.xlsx`],
    ['🎉.png', 'documents/001-document.png'],
  ])('PACKAGE-9: is a name that every system takes, whatever it was called: %j', (fileName, path) => {
    expect(documentPath(1, fileName)).toBe(path);
    expect(recordedDocument.shape.path.safeParse(path).success).toBe(true);
  });

  it('PACKAGE-9: is another for each, whatever they were called', () => {
    const names = ['a.pdf', 'A.pdf', 'a.pdf'].map((name, index) => documentPath(index + 1, name));
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
  });
});

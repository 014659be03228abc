import { describe, expect, it } from 'vitest';
import { fitLine, plainLine, textWidth, wrapEvenly, wrapText } from './font.ts';

const style = { weight: 'regular', size: 20 } as const;

describe('text on the picture', () => {
  it('has the font for every letter of Vietnamese', () => {
    const letters = 'ăâđêôơưĂÂĐÊÔƠƯáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ·…–';
    const missing = textWidth('\u{0870}', 'semibold', 1000);
    for (const letter of letters) expect(textWidth(letter, 'semibold', 1000), letter).not.toBe(missing);
  });

  it('is measured by its letters and its size', () => {
    expect(textWidth('mm', 'regular', 20)).toBeCloseTo(2 * textWidth('m', 'regular', 20));
    expect(textWidth('m', 'regular', 40)).toBeCloseTo(2 * textWidth('m', 'regular', 20));
    expect(textWidth('i', 'regular', 20)).toBeLessThan(textWidth('m', 'regular', 20));
    expect(textWidth('m', 'semibold', 20)).not.toBe(textWidth('m', 'regular', 20));
  });

  it('is composed and on one line', () => {
    expect(plainLine('  Nguye\u0302\u0303n\n\tV\u0103n \u202EA ')).toBe('Nguyễn Văn A');
  });

  it('is cut at a word when it is too wide', () => {
    const line = 'Chủ tịch Ủy ban nhân dân huyện Nậm Pồ';
    const width = textWidth(line, 'regular', 20);
    expect(fitLine(line, style, width + 1)).toBe(line);
    const cut = fitLine(line, style, width * 0.7);
    expect(cut).toBe('Chủ tịch Ủy ban nhân dân…');
    expect(textWidth(cut, 'regular', 20)).toBeLessThanOrEqual(width * 0.7);
    expect(fitLine('Ươ'.repeat(50), style, 100)).toMatch(/^(Ươ)+Ư?…$/);
  });

  it('is broken into no more lines than there is room for', () => {
    const words = 'một hai ba bốn năm sáu bảy tám chín mười';
    const lines = wrapText(words, style, { width: 120, lines: 3 });
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(textWidth(line, 'regular', 20)).toBeLessThanOrEqual(120);
    expect(lines.at(-1)).toMatch(/…$/);
    expect(wrapText(words, style, { width: 10_000, lines: 3 })).toEqual([words]);
    expect(wrapText(' ', style, { width: 100, lines: 2 })).toEqual([]);
  });
});

describe('lines of about the same length', () => {
  const style = { weight: 'semibold', size: 46 } as const;
  const title = 'Hội nghị giao ban trực tuyến bốn cấp về phát triển kinh tế - xã hội và đầu tư công';
  const widthOf = (line: string) => textWidth(line, style.weight, style.size);

  it('are as many as without it, hold every word, and are not wider', () => {
    const room = { width: 1040, lines: 4 };
    const [plain, even] = [wrapText(title, style, room), wrapEvenly(title, style, room)];
    expect(even).toHaveLength(plain.length);
    expect(even.join(' ')).toBe(title);
    expect(Math.max(...even.map(widthOf))).toBeLessThanOrEqual(1040);
    const unevenness = (lines: readonly string[]) =>
      Math.max(...lines.map(widthOf)) - Math.min(...lines.map(widthOf));
    const short = 'Hội nghị trực tuyến toàn quốc về công tác phòng, chống thiên tai năm';
    expect(unevenness(wrapEvenly(short, style, room))).toBeLessThan(unevenness(wrapText(short, style, room)));
  });

  it('do not begin with a dash', () => {
    const dashed = 'Báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội 11 tháng đầu năm';
    for (let width = 500; width < 1300; width += 10)
      expect(wrapText(dashed, style, { width, lines: 4 }).filter((line) => line.startsWith('-'))).toEqual([]);
  });

  it('are cut like others where there is no room', () => {
    const room = { width: 300, lines: 2 };
    expect(wrapEvenly(title, style, room)).toEqual(wrapText(title, style, room));
  });
});

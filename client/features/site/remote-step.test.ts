import { describe, expect, it } from 'vitest';
import { stepFrom } from './remote-step.ts';

const box = (left: number, top: number) => ({ left, top, width: 80, height: 40 });

describe('stepFrom', () => {
  const row = [box(0, 0), box(100, 0), box(200, 0)];
  it('goes along a row with any arrow, and around its ends', () => {
    expect(stepFrom(row, 0, 'ArrowRight')).toBe(1);
    expect(stepFrom(row, 1, 'ArrowDown')).toBe(2);
    expect(stepFrom(row, 2, 'ArrowRight')).toBe(0);
    expect(stepFrom(row, 0, 'ArrowUp')).toBe(2);
  });

  const grid = [box(0, 0), box(100, 0), box(0, 60), box(100, 60), box(50, 120)];
  it('goes to the nearest of the next row, and back', () => {
    expect(stepFrom(grid, 1, 'ArrowDown')).toBe(3);
    expect(stepFrom(grid, 3, 'ArrowDown')).toBe(4);
    expect(stepFrom(grid, 4, 'ArrowUp')).toBe(2);
    expect(stepFrom(grid, 3, 'ArrowLeft')).toBe(2);
  });

  it('begins at the first where nothing was chosen', () => {
    expect(stepFrom(row, -1, 'ArrowRight')).toBe(0);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ParticipantId } from '../../core/id.ts';
import { createLevels, type Level, type Levels } from './level.ts';

const a = 'site:a' as ParticipantId;
const b = 'site:b' as ParticipantId;

describe('levels of a meeting', () => {
  const reports: (readonly Level[])[] = [];
  let levels: Levels;

  beforeEach(() => {
    vi.useFakeTimers();
    reports.length = 0;
    levels = createLevels((report) => void reports.push(report));
  });
  afterEach(() => void vi.useRealTimers());

  it('are reported at most twice a second, the newest of all workers together', () => {
    levels.hear(0, [{ participant: a, dbov: -30 }]);
    vi.advanceTimersByTime(1);
    levels.hear(1, [{ participant: b, dbov: -40 }]);
    levels.hear(0, [{ participant: a, dbov: -20 }]);
    vi.advanceTimersByTime(400);
    expect(reports).toEqual([[{ participant: a, dbov: -30 }]]);
    vi.advanceTimersByTime(100);
    expect(reports[1]).toEqual([
      { participant: a, dbov: -20 },
      { participant: b, dbov: -40 },
    ]);
  });

  it('end with one report of silence, and then nothing', () => {
    levels.hear(0, [{ participant: a, dbov: -30 }]);
    vi.advanceTimersByTime(500);
    levels.hear(0, []);
    vi.advanceTimersByTime(500);
    levels.hear(0, []);
    vi.advanceTimersByTime(5_000);
    expect(reports).toEqual([[{ participant: a, dbov: -30 }], [{ participant: a, dbov: -127 }]]);
  });

  it('are not reported after the end', () => {
    levels.hear(0, [{ participant: a, dbov: -30 }]);
    levels.close();
    vi.advanceTimersByTime(1_000);
    expect(reports).toEqual([]);
  });
});

import type { RecordingId } from '../../core/id.ts';
import type { RecorderNews } from '../../protocol/recorder.ts';

type ProgressNews = RecorderNews<'recording.progress'>;

/** Tells how far compositions are, each at most once a second: what comes in between is told when that is over. */
export type ProgressTeller = {
  set(news: ProgressNews): void;
  /** Nothing more is told of it. */
  end(recording: RecordingId): void;
};

const everyMs = 1_000;

export function createProgressTeller(tell: (news: ProgressNews) => void): ProgressTeller {
  const latest = new Map<RecordingId, { news: ProgressNews; due: NodeJS.Timeout | null; told: number }>();

  const send = (recording: RecordingId) => {
    const entry = latest.get(recording);
    if (!entry) return;
    entry.due = null;
    entry.told = performance.now();
    tell(entry.news);
  };
  return {
    set(news) {
      const { recording } = news;
      const entry = latest.get(recording) ?? { news, due: null, told: Number.NEGATIVE_INFINITY };
      entry.news = news;
      latest.set(recording, entry);
      if (entry.due !== null) return;
      const inMs = entry.told + everyMs - performance.now();
      if (inMs <= 0) return send(recording);
      entry.due = setTimeout(send, inMs, recording);
      entry.due.unref();
    },
    end(recording) {
      const due = latest.get(recording)?.due;
      if (due) clearTimeout(due);
      latest.delete(recording);
    },
  };
}

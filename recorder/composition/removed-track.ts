import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingReason } from '../../protocol/recorder.ts';
import type { RecordedEpoch, RecordedGap } from '../timeline/record.ts';
import { without } from './absence.ts';
import type { Stretch } from './stretch.ts';

/** What stands for it in the time line as well: the moment at which it was noticed. */
const reason = 'folder-removed' satisfies RecordingReason;

type Span = { readonly fromMs: number; readonly toMs: number };

/** Spans that meet or overlap become one. */
function union(spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = whole.at(-1);
    if (last === undefined || span.fromMs > last.toMs) whole.push(span);
    else whole[whole.length - 1] = { ...last, toMs: Math.max(last.toMs, span.toMs) };
  }
  return whole;
}

/** Epochs into which something was written, by the time line, and whose file is not there. */
export async function removedEpochs(
  epochs: readonly RecordedEpoch[],
  folder: string,
): Promise<readonly RecordedEpoch[]> {
  const looked = await Promise.all(
    epochs.map(async (epoch) => {
      const isThere = await stat(join(folder, epoch.file)).then(
        () => true,
        () => false,
      );
      return isThere || epoch.bytes === 0 ? [] : [epoch];
    }),
  );
  return looked.flat();
}

/** What was captured and then removed, but for what another file has of the same camera, microphone or screen. */
export function gapsOfRemoved(
  removed: readonly RecordedEpoch[],
  stretches: readonly Stretch[],
): readonly RecordedGap[] {
  const missing = removed.flatMap(({ participant, source, startMs, closedMs }) => {
    const same = stretches.filter(
      ({ epoch }) => epoch.participant === participant && epoch.source === source,
    );
    return without({ fromMs: Math.max(0, startMs), toMs: closedMs }, same);
  });
  return union(missing).map((span) => ({ ...span, reason }));
}

/** All gaps in order: that a removal was noticed, and what it took, is told as one where they meet. */
export function withRemoved(
  gaps: readonly RecordedGap[],
  removed: readonly RecordedGap[],
): readonly RecordedGap[] {
  const noticed = gaps.filter((gap) => gap.reason === reason);
  return [
    ...gaps.filter((gap) => gap.reason !== reason),
    ...union([...noticed, ...removed]).map(({ fromMs, toMs }) => ({ fromMs, toMs, reason })),
  ].toSorted((a, b) => a.fromMs - b.fromMs);
}

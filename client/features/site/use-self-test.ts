import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { participantOf } from '../../../core/participant.ts';
import { type TrialCheck, untested } from '../../../core/trial.ts';
import type { LineTestProgress, SoundTestProgress } from '../../session/contract.ts';
import { useMeetingSession, verbs } from '../../session/index.ts';
import { type Finding, findingOfLine, findingOfPicture, findingOfSound } from './self-check.ts';

/** What is tested now, and how far it is. */
export type TestProgress =
  | ({ readonly check: 'line' } & LineTestProgress)
  | ({ readonly check: 'sound' } & SoundTestProgress)
  | { readonly check: 'picture' };

/** The picture last: by then a camera that was just plugged in shows something. */
const order: readonly TrialCheck[] = ['line', 'sound', 'picture'];

/** The checks still to be made. A new round begins the current one anew. */
type Plan = { readonly round: number; readonly checks: readonly TrialCheck[] };

export type SelfTest = {
  readonly progress: TestProgress | null;
  /** Whether anything is still being tested */
  readonly busy: boolean;
  /** Tests once more what failed; when nothing did, everything */
  readonly again: () => void;
  /** What somebody in the room says of its picture */
  readonly judgePicture: (clear: boolean) => void;
};

/** Reports a finding of one's own as the room words it. */
function useReport(you: ParticipantId): (finding: Finding) => Promise<unknown> {
  const { t } = useTranslation();
  return ({ check, fault, measure }) => {
    const note = fault === null ? '' : t(`site.trial.note.${fault}`);
    const passed = fault === null;
    return verbs.send({ type: 'trial.report', participant: you, check, passed, note, measure });
  };
}

/**
 * Tests this room by itself, one check after the other: those without a result at once, all of them on demand. Each
 * finding is reported, and stays the room's own until somebody who tests confirms it.
 */
export function useSelfTest(meeting: Meeting, you: ParticipantId): SelfTest {
  const report = useReport(you);
  const camera = useMeetingSession((session) => session.camera);
  const trial = participantOf(meeting, you)?.trial ?? untested;
  const [plan, setPlan] = useState<Plan>(() => ({
    round: 0,
    checks: order.filter((check) => trial[check] === null),
  }));
  const [progress, setProgress] = useState<TestProgress | null>(null);
  const latest = useRef({ report, camera });
  useEffect(() => {
    latest.current = { report, camera };
  });
  const failed = order.filter((check) => trial[check]?.passed === false);
  const current = plan.checks[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round tests the same check again
  useEffect(() => {
    if (current === undefined) return;
    const stop = new AbortController();
    const test = async (): Promise<Finding | null> => {
      switch (current) {
        case 'line':
          return findingOfLine(
            await verbs.runLineTest((now) => setProgress({ check: 'line', ...now }), stop.signal),
          );
        case 'sound':
          return findingOfSound(
            await verbs.runSoundTest((now) => setProgress({ check: 'sound', ...now }), stop.signal),
          );
        case 'picture':
          setProgress({ check: 'picture' });
          return findingOfPicture(latest.current.camera);
      }
    };
    void test().then(async (finding) => {
      if (stop.signal.aborted) return;
      if (finding !== null) await latest.current.report(finding);
      if (stop.signal.aborted) return;
      setProgress(null);
      setPlan(({ round, checks }) => ({ round, checks: checks.slice(1) }));
    });
    return () => stop.abort();
  }, [current, plan.round]);
  return {
    progress,
    busy: current !== undefined,
    again: () => setPlan(({ round }) => ({ round: round + 1, checks: failed.length > 0 ? failed : order })),
    judgePicture: (clear) =>
      void report({ check: 'picture', fault: clear ? null : 'unclear', measure: null }),
  };
}

import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockPause,
  IconNetwork,
  IconVideo,
  IconVolume,
} from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { participantOf } from '../../../core/participant.ts';
import {
  type LineMeasure,
  type TrialCheck,
  type TrialResult,
  trialChecks,
  untested,
} from '../../../core/trial.ts';
import { trialStateOf } from '../../../core/trial-summary.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { useMeetingSession } from '../../session/index.ts';
import { VideoTile } from '../../ui/video-tile.tsx';
import { bitRate } from '../operator/bit-rate.ts';
import classes from './trial.module.css';
import type { SelfTest, TestProgress } from './use-self-test.ts';

const iconByCheck = { line: IconNetwork, picture: IconVideo, sound: IconVolume } as const;

/** How far a test is, 0 to 1; one that does not tell is half done. */
function doneOf(progress: TestProgress): number {
  if (progress.check === 'line') return progress.done;
  if (progress.check === 'sound') return progress.step === 'listening' ? 0.25 : 0.65;
  return 0.5;
}

function useMeasured(): (measure: LineMeasure) => string {
  const { t } = useTranslation();
  const rate = (kbps: number | null) => {
    if (kbps === null) return t('operator.measure.unknown');
    const { unit, value } = bitRate(kbps);
    return t(`operator.measure.${unit}`, { value: value.toLocaleString(currentLanguage()) });
  };
  return ({ upKbps, downKbps, roundTripMs }) =>
    t('site.trial.measured', {
      up: rate(upKbps),
      down: rate(downKbps),
      delay:
        roundTripMs === null
          ? t('operator.measure.unknown')
          : t('operator.measure.ms', { value: Math.round(roundTripMs) }),
    });
}

type CheckProps = {
  readonly check: TrialCheck;
  readonly result: TrialResult | null;
  readonly progress: TestProgress | null;
};

function Running({ progress }: { progress: TestProgress }) {
  const { t } = useTranslation();
  const style = { '--done': doneOf(progress) } as CSSProperties;
  return (
    <>
      <span className={classes.detail}>
        {progress.check === 'picture' ? '' : t(`site.trial.step.${progress.step}`)}
      </span>
      <span className={classes.progress} style={style} aria-hidden="true">
        <i />
      </span>
    </>
  );
}

function Found({ check, result }: { check: TrialCheck; result: TrialResult }) {
  const { t } = useTranslation();
  const measured = useMeasured();
  // What somebody else confirmed was not heard by the room itself.
  const heard = check === 'sound' && result.passed && !result.confirmed ? t('site.trial.heard') : '';
  const figures = result.measure === null ? heard : measured(result.measure);
  return (
    <>
      <span className={classes.detail}>{result.note === '' ? figures : result.note}</span>
      <span className={classes.by} data-own={!result.confirmed || undefined}>
        {result.confirmed ? t('site.trial.confirmed', { name: result.by }) : t('site.trial.unconfirmed')}
      </span>
    </>
  );
}

function Check({ check, result, progress }: CheckProps) {
  const { t } = useTranslation();
  const Icon = iconByCheck[check];
  const running = progress?.check === check ? progress : null;
  const state =
    running !== null ? 'running' : result === null ? 'waiting' : result.passed ? 'passed' : 'failed';
  const Mark = { running: null, waiting: IconClockPause, passed: IconCircleCheck, failed: IconAlertTriangle }[
    state
  ];
  return (
    <li className={classes.check} data-state={state}>
      <Icon className={classes.icon} stroke={1.4} aria-hidden="true" />
      <div className={classes.words}>
        <span className={classes.name}>{t(`site.trial.${check}`)}</span>
        {running !== null && <Running progress={running} />}
        {running === null && result !== null && <Found check={check} result={result} />}
      </div>
      <span className={classes.state}>
        {Mark !== null && <Mark aria-hidden="true" />}
        {t(`site.trial.${state}`)}
      </span>
    </li>
  );
}

type SiteTrialProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  readonly test: SelfTest;
};

/** The trial in a room: its own picture as in a mirror, and what was found of line, picture and sound. */
export function SiteTrial({ meeting, you, test }: SiteTrialProps) {
  const { t } = useTranslation();
  const camera = useMeetingSession((session) => session.camera);
  const self = participantOf(meeting, you);
  const trial = self?.trial ?? untested;
  const outcome = trialStateOf(trial);
  const words = test.busy
    ? t('site.trial.going')
    : outcome === 'passed'
      ? t('site.trial.allPassed')
      : t('site.trial.someFailed');
  return (
    <div className={classes.trial}>
      <figure className={classes.mirror}>
        <div className={classes.picture}>
          <VideoTile
            name={self?.card.unitName ?? ''}
            subtitle=""
            label={t('site.trial.mirror')}
            track={camera.kind === 'on' ? camera.track : null}
            microphone={null}
            lost={camera.kind === 'on' ? null : t('site.trial.noPicture')}
            mark=""
            loudness={0}
            whole={false}
            mirrored={false}
          />
        </div>
        <figcaption className={classes.question}>{t('site.trial.question')}</figcaption>
      </figure>
      <div className={classes.results}>
        <ul className={classes.checks}>
          {trialChecks.map((check) => (
            <Check key={check} check={check} result={trial[check]} progress={test.progress} />
          ))}
        </ul>
        <p className={classes.outcome} data-outcome={test.busy ? 'busy' : outcome} role="status">
          {words}
        </p>
      </div>
    </div>
  );
}

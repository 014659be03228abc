import { IconCameraOff, IconCircleCheck, IconPlugConnectedX, IconVolumeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import { rememberedChoice, useMeetingSession } from '../../session/index.ts';
import { playTestSound } from '../device-check/test-sound.ts';
import { useCommands } from '../meeting/use-commands.ts';
import {
  answerStep,
  checkByTrouble,
  deedsByTrouble,
  type HelpState,
  keepState,
  keptState,
  type Trouble,
  troubles,
} from './help-guide.ts';
import { Pictogram } from './pictogram.tsx';
import classes from './room.module.css';
import type { RoomButton } from './room-button.ts';
import { RoomKey } from './room-key.tsx';
import { RoomSheet } from './room-sheet.tsx';

const storageKey = 'diemcau.roomHelp';

/** Whether a guide was under way before the screen was begun again. */
export function helpUnderWay(): boolean {
  return keptState(sessionStorage.getItem(storageKey)).kind === 'trying';
}

function keep(state: HelpState): void {
  const text = keepState(state);
  if (text === null) sessionStorage.removeItem(storageKey);
  else sessionStorage.setItem(storageKey, text);
}

const iconByTrouble = {
  picture: IconCameraOff,
  sound: IconVolumeOff,
  connection: IconPlugConnectedX,
} as const satisfies Record<Trouble, unknown>;

type PartProps<K extends HelpState['kind']> = {
  readonly state: Extract<HelpState, { kind: K }>;
  readonly go: (next: HelpState) => void;
  readonly onClose: () => void;
};

function Choosing({ go, onClose, others }: PartProps<'choosing'> & { others: readonly RoomButton[] }) {
  const { t } = useTranslation();
  return (
    <>
      <h2 className={classes.title}>{t('site.help.title')}</h2>
      <div className={classes.row}>
        {troubles.map((trouble) => {
          const Icon = iconByTrouble[trouble];
          const label = t(`site.help.trouble.${trouble}`);
          return (
            <RoomKey
              key={trouble}
              className={classes.choice}
              label={label}
              onPress={() => go({ kind: 'trying', trouble, step: 0 })}
            >
              <Icon aria-hidden="true" />
              {label}
            </RoomKey>
          );
        })}
      </div>
      <div className={classes.row}>
        {others.map(({ id, label, icon, run }) => (
          <RoomKey key={id} label={label} onPress={run}>
            {icon}
            {label}
          </RoomKey>
        ))}
        <RoomKey label={t('site.back')} onPress={onClose} />
      </div>
    </>
  );
}

function Trying({ state, go, onClose }: PartProps<'trying'>) {
  const { t } = useTranslation();
  const deeds = deedsByTrouble[state.trouble];
  const deed = deeds[state.step];
  if (deed === undefined) return null;
  const reload = () => {
    // The next step is what counts after it: whether it helped is asked then.
    keep(state);
    location.reload();
  };
  const ring = () => void playTestSound(rememberedChoice().speaker ?? '').catch(() => undefined);
  return (
    <>
      <div className={classes.step}>
        <Pictogram of={deed} />
        <div className={classes.words} aria-live="polite">
          <span className={classes.count}>
            {t(`site.help.trouble.${state.trouble}`)}
            {' · '}
            {t('site.help.step', { step: state.step + 1, of: deeds.length })}
          </span>
          <h2 className={classes.what}>{t(`site.help.do.${deed}.title`)}</h2>
          <p className={classes.how}>{t(`site.help.do.${deed}.text`)}</p>
          <p className={classes.question}>{t('site.help.question')}</p>
        </div>
      </div>
      <div className={classes.row}>
        <RoomKey
          className={classes.big}
          tone="primary"
          label={t('site.help.yes')}
          onPress={() => go(answerStep(state, true))}
        />
        <RoomKey
          className={classes.big}
          label={t('site.help.no')}
          onPress={() => go(answerStep(state, false))}
        />
        {deed === 'reload' && (
          <RoomKey className={classes.big} label={t('site.help.reload')} onPress={reload} />
        )}
        {(deed === 'tvVolume' || deed === 'speakerCable') && (
          <RoomKey className={classes.big} label={t('site.help.ring')} onPress={ring} />
        )}
        <RoomKey className={classes.big} label={t('site.back')} onPress={onClose} />
      </div>
    </>
  );
}

function Calling({ state, go, onClose, you }: PartProps<'calling'> & { you: ParticipantId }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const lost = useMeetingSession((session) => session.line.kind !== 'connected');
  const { trouble } = state;
  const call = async () => {
    const note = t('site.help.note', { trouble: t(`site.help.trouble.${trouble}`) });
    const check = checkByTrouble[trouble];
    const report = { participant: you, check, passed: false, note, measure: null } as const;
    if (await send({ type: 'trial.report', ...report })) go({ kind: 'called', trouble });
  };
  return (
    <>
      <h2 className={classes.title}>{t('site.help.call')}</h2>
      <p className={classes.sub}>{t(lost ? 'site.help.callPhone' : 'site.help.callHint')}</p>
      <div className={classes.row}>
        {!lost && (
          <RoomKey
            className={classes.big}
            tone="primary"
            label={t('site.help.call')}
            onPress={() => void call()}
          />
        )}
        <RoomKey className={classes.big} label={t('site.back')} onPress={onClose} />
      </div>
    </>
  );
}

function Ended({ title, hint, onClose }: { title: string; hint: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <span className={classes.solved}>
        <IconCircleCheck stroke={1.4} aria-hidden="true" />
      </span>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.sub}>{hint}</p>
      <RoomKey className={classes.big} tone="primary" label={t('site.back')} onPress={onClose} />
    </>
  );
}

type HelpSheetProps = {
  readonly you: ParticipantId;
  /** What else the room may want, beside help */
  readonly others: readonly RoomButton[];
  readonly onClose: () => void;
};

/** Leads somebody who is no technician through a trouble, one question at a time, and ends in a call for help. */
export function HelpSheet({ you, others, onClose }: HelpSheetProps) {
  const { t } = useTranslation();
  const [state, setState] = useState(() => keptState(sessionStorage.getItem(storageKey)));
  const go = (next: HelpState) => {
    keep(next);
    setState(next);
  };
  const close = () => {
    keep({ kind: 'choosing' });
    onClose();
  };
  const key = state.kind === 'trying' ? `${state.trouble} ${state.step}` : state.kind;
  return (
    <RoomSheet key={key} label={t('site.tool.help')}>
      {state.kind === 'choosing' && <Choosing state={state} go={go} onClose={close} others={others} />}
      {state.kind === 'trying' && <Trying state={state} go={go} onClose={close} />}
      {state.kind === 'calling' && <Calling state={state} go={go} onClose={close} you={you} />}
      {state.kind === 'solved' && (
        <Ended title={t('site.help.solved')} hint={t('site.help.solvedHint')} onClose={close} />
      )}
      {state.kind === 'called' && (
        <Ended title={t('site.help.called')} hint={t('site.help.calledHint')} onClose={close} />
      )}
    </RoomSheet>
  );
}

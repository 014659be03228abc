import { useTranslation } from 'react-i18next';
import type { PairingReply } from '../../../protocol/http.ts';
import { useNow } from '../../session/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { Calm } from './calm.tsx';
import classes from './site.module.css';

/** The code that an operator types in elsewhere, and how. Read from across the room. */
export function Pairing({ pairing }: { pairing: PairingReply }) {
  const { t } = useTranslation();
  const now = useNow();
  const { code, expiresAt } = pairing;
  return (
    <Calm name="">
      <h1 className={classes.when}>{t('site.pairing.title')}</h1>
      <div className={classes.code} role="img" aria-label={`${t('site.pairing.code')} ${code}`}>
        {`${code.slice(0, 3)} ${code.slice(3)}`}
      </div>
      <ol className={classes.steps}>
        <li>{t('site.pairing.stepSignIn', { address: location.host })}</li>
        <li>{t('site.pairing.stepOpen')}</li>
        <li>{t('site.pairing.stepEnter')}</li>
      </ol>
      <div className={classes.plain}>{t('site.pairing.left', { time: clockFace(expiresAt - now) })}</div>
    </Calm>
  );
}

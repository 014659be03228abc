import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Calm } from './calm.tsx';
import classes from './site.module.css';

/** Id of the element that the room's own window draws into. */
export const companionGround = 'diemcau-second-screen';

/**
 * `/site?screen=content`: the second screen of a room, an empty ground in a window that the room's own window opened
 * and draws into. It takes no seat and no line of its own.
 */
export function CompanionPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('site.second.title'));
  return (
    <>
      {window.opener === null && (
        <Calm name="">
          <h1 className={classes.headline}>{t('site.second.orphan')}</h1>
          <div className={classes.plain}>{t('site.second.orphanHint')}</div>
        </Calm>
      )}
      <div id={companionGround} />
    </>
  );
}

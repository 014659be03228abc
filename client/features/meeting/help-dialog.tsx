import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './help-dialog.module.css';
import type { Tools } from './tool.ts';
import { type Shortcut, toolsWithKeys } from './use-shortcuts.ts';

type Row = { readonly key: string; readonly label: string; readonly off: boolean };

function Keys({ title, rows }: { title: string; rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <section className={classes.part}>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.keys}>
        {rows.map(({ key, label, off }) => (
          <div key={key} className={classes.row} data-off={off || undefined}>
            <dt className={classes.key}>
              {key.split(' / ').map((each) => (
                <Kbd key={each}>{each.replace('Shift+?', '?').replace('Shift+', '⇧ ')}</Kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type HelpProps = {
  readonly tools: Tools;
  readonly extras: readonly Shortcut[];
  readonly conductor: boolean;
  /** Whether keys act on this device */
  readonly enabled: boolean;
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** Every key and what it does now; what cannot be done just now is shown paler. */
export function HelpDialog({ tools, extras, conductor, enabled, opened, onClose }: HelpProps) {
  const { t } = useTranslation();
  const ofBar = toolsWithKeys(tools).map(({ shortcut = '', label, reason }) => {
    return { key: shortcut, label, off: reason !== null };
  });
  const ofConsole = extras.map(({ key, label }) => ({ key, label, off: false }));
  const found = (['give', 'delegate', 'pin', 'spotlight'] as const).map((each) => ({
    key: t(`console.help.foundKey.${each}`),
    label: t(`console.help.found.${each}`),
    off: false,
  }));
  const order = { key: 'Alt ↑ / Alt ↓', label: t('console.help.order'), off: false };
  const wall = [
    { key: 'PageUp / PageDown', label: t('console.help.page'), off: false },
    { key: 'X', label: t('console.wall.tour'), off: false },
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('console.help.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {!enabled && <p className={classes.hint}>{t('console.help.disabled')}</p>}
      <div className={classes.parts}>
        <Keys title={t('meeting.actions')} rows={ofBar} />
        {conductor && <Keys title={t('console.help.finding')} rows={found} />}
        {conductor && <Keys title={t('meeting.wall.label')} rows={wall} />}
        {conductor && <Keys title={t('meeting.conduct.tab')} rows={[...ofConsole, order]} />}
      </div>
    </Modal>
  );
}

import { Button, Group, Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveRight } from '../../../core/archive-right.ts';
import type { DossierReply } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { useNow } from '../../session/index.ts';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { formatMoment } from '../../ui/format.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import classes from './dossier.module.css';
import { DossierCard } from './dossier-card.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { linkState } from './link-time.ts';
import type { DossierDesk } from './use-dossier.ts';

type SharedLink = DossierReply['links'][number];
type DossierLinksProps = { readonly desk: DossierDesk; readonly rights: readonly ArchiveRight[] };

type LinkLineProps = { readonly link: SharedLink; readonly onWithdraw: (() => void) | null };

function LinkLine({ link, onWithdraw }: LinkLineProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const now = useNow();
  const { whom, by, at, until, withdrawnAt, lastUsedAt } = link;
  const state = linkState(link, now);
  return (
    <li>
      <div className="tabular">
        <Text fw={600}>{whom}</Text>
        <Text size="sm">{t(`links.${state}`, { time: formatMoment(withdrawnAt ?? until, language) })}</Text>
        <Text size="sm" c="dimmed">
          {lastUsedAt === null
            ? t('links.neverUsed')
            : t('links.lastUsed', { time: formatMoment(lastUsedAt, language) })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('links.madeBy', { name: by.name, time: formatMoment(at, language) })}
        </Text>
      </div>
      {onWithdraw !== null && (
        <Button size="sm" variant="default" aria-label={t('links.withdrawOf', { whom })} onClick={onWithdraw}>
          {t('links.withdraw')}
        </Button>
      )}
    </li>
  );
}

/** Whether links are allowed, and the orders about that. */
function Allowing({ desk, rights }: DossierLinksProps) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { linksAllowed } = desk.dossier;
  const forbid = () =>
    confirm({
      title: t('links.forbid'),
      text: t('links.forbidText'),
      grave: true,
      onConfirm: () => desk.order({ type: 'links.forbid' }),
    });
  if (!rights.includes('allow-links')) return null;
  return linksAllowed ? (
    <Button variant="default" onClick={forbid}>
      {t('links.forbid')}
    </Button>
  ) : (
    <Button variant="default" loading={desk.busy} onClick={() => void desk.order({ type: 'links.allow' })}>
      {t('links.allow')}
    </Button>
  );
}

/** Đường dẫn chia sẻ: ways in for people without an account, if the chair allows. */
export function DossierLinks({ desk, rights }: DossierLinksProps) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const now = useNow();
  const [making, setMaking] = useState(false);
  const { links, linksAllowed } = desk.dossier;
  const shares = rights.includes('share');
  const newestFirst = links.toSorted((a, b) => b.link - a.link);
  // One that has lapsed may open again, and can be withdrawn before.
  const isPast = (link: SharedLink) => ['ended', 'withdrawn'].includes(linkState(link, now));
  const open = newestFirst.filter((link) => !isPast(link));
  const past = newestFirst.filter(isPast);
  const withdraw = ({ link, whom }: SharedLink) =>
    confirm({
      title: t('links.withdraw'),
      text: t('links.withdrawText', { whom }),
      grave: true,
      onConfirm: () => desk.order({ type: 'link.withdraw', link }),
    });
  return (
    <DossierCard
      title={t('links.title')}
      mark={
        <StateMark
          tone={linksAllowed ? 'live' : 'quiet'}
          label={t(linksAllowed ? 'links.allowed' : 'links.forbidden')}
        />
      }
    >
      <Text size="sm" c="dimmed">
        {t(linksAllowed ? 'links.hint' : 'links.forbiddenHint')}
      </Text>
      {open.length > 0 && (
        <ul className={classes.entries}>
          {open.map((link) => (
            <LinkLine key={link.link} link={link} onWithdraw={shares ? () => withdraw(link) : null} />
          ))}
        </ul>
      )}
      {linksAllowed && links.length === 0 && <Text size="sm">{t('links.none')}</Text>}
      {past.length > 0 && (
        <details className={classes.past}>
          <summary>{t('links.past', { count: past.length })}</summary>
          <ul className={classes.entries}>
            {past.map((link) => (
              <LinkLine key={link.link} link={link} onWithdraw={null} />
            ))}
          </ul>
        </details>
      )}
      <Group gap="sm">
        {shares && linksAllowed && (
          <Button
            leftSection={<IconLink size={18} aria-hidden="true" />}
            onClick={() => {
              desk.reset();
              setMaking(true);
            }}
          >
            {t('links.make')}
          </Button>
        )}
        <Allowing desk={desk} rights={rights} />
      </Group>
      <LinkDialog desk={desk} opened={making} onClose={() => setMaking(false)} />
    </DossierCard>
  );
}

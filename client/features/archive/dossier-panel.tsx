import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ArchiveRight } from '../../../core/archive-right.ts';
import type { ArchiveItem, DossierReply } from '../../../protocol/archive.ts';
import { RefusalError } from '../../session/index.ts';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import classes from './dossier.module.css';
import { DossierAccesses } from './dossier-accesses.tsx';
import { DossierDisposal } from './dossier-disposal.tsx';
import { DossierHandOver } from './dossier-hand-over.tsx';
import { DossierHolds } from './dossier-holds.tsx';
import { DossierLinks } from './dossier-links.tsx';
import { DossierRetention } from './dossier-retention.tsx';
import { useDossier, useDossierDesk } from './use-dossier.ts';

/** Who does something with a file sees it; who only watches has no use for it. */
const keeping: readonly ArchiveRight[] = ['hold', 'dispose', 'hand-over', 'allow-links', 'share'];

type PartsProps = { readonly item: ArchiveItem; readonly dossier: DossierReply };

function Parts({ item, dossier }: PartsProps) {
  const { rights } = item;
  // Each part has a desk of its own: what one was refused is no matter of the others.
  const retention = useDossierDesk(item.id, dossier);
  const holds = useDossierDesk(item.id, dossier);
  const disposal = useDossierDesk(item.id, dossier);
  const handOver = useDossierDesk(item.id, dossier);
  const links = useDossierDesk(item.id, dossier);
  // The hub tells links to who may give them, and accesses to who keeps the file.
  const sees = {
    links: rights.includes('share') || rights.includes('allow-links'),
    accesses: rights.includes('hold'),
  };
  const disposed = dossier.disposal.state === 'done';
  return (
    <div className={classes.parts}>
      <div className={classes.column}>
        <DossierRetention desk={retention} may={rights.includes('hold') && !disposed} />
        <DossierHolds desk={holds} may={rights.includes('hold') && !disposed} />
        <DossierDisposal desk={disposal} may={rights.includes('dispose')} />
      </div>
      <div className={classes.column}>
        <DossierHandOver desk={handOver} may={rights.includes('hand-over') && !disposed} />
        {!disposed && sees.links && <DossierLinks desk={links} rights={rights} />}
      </div>
      {sees.accesses && <DossierAccesses accesses={dossier.accesses} recordings={dossier.recordings} />}
    </div>
  );
}

/** Hồ sơ lưu trữ: how long it is kept, what stands against its disposal, where it goes, and who has seen it. */
export function DossierPanel({ item }: { readonly item: ArchiveItem }) {
  const { t } = useTranslation();
  const keeps = item.rights.some((right) => keeping.includes(right));
  const dossier = useDossier(item.id, keeps);
  const hidden = dossier.error instanceof RefusalError && dossier.error.refusal.code === 'not-permitted';
  if (!keeps || hidden) return null;
  return (
    <section className={classes.dossier} aria-labelledby="dossier-title" id="dossier">
      <header>
        <Title order={2} id="dossier-title">
          {t('dossier.title')}
        </Title>
        <Text c="dimmed">{t('dossier.intro')}</Text>
      </header>
      {dossier.data ? (
        <Parts item={item} dossier={dossier.data} />
      ) : dossier.isError ? (
        <FailureNotice
          title={t('dossier.failed')}
          error={dossier.error}
          onRetry={() => void dossier.refetch()}
        />
      ) : (
        <ListSkeleton />
      )}
    </section>
  );
}

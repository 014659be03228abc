import { NativeSelect } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type CSSProperties, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { holderOf } from '../../../core/stage.ts';
import { verbs } from '../../session/index.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ParticipantTile } from './participant-tile.tsx';
import { type SiteNode, siteTree } from './site-tree.ts';
import classes from './wall.module.css';
import { gridFor, picturesPerPage, wallPage, wallSites } from './wall-page.ts';

/** Between pictures, in px, as in wall.module.css. */
const gap = 8;

type Scope = { readonly id: UnitId; readonly name: string; readonly depth: number };

/** Units that have others below them: pages of the wall can be limited to one of these. */
function scopesIn(nodes: readonly SiteNode[], depth = 0): readonly Scope[] {
  return nodes.flatMap((node) =>
    node.children.length === 0
      ? []
      : [{ id: node.unit.id, name: node.unit.name, depth }, ...scopesIn(node.children, depth + 1)],
  );
}

/** Tells the hub which pictures are wanted while the wall is open, and that none are once it closes. */
function useView(key: string): void {
  useEffect(() => {
    const participants = key === '' ? [] : key.split(' ');
    verbs.setView(participants.map((each) => ({ participant: each as ParticipantId, size: 'thumbnail' })));
    return () => verbs.setView([]);
  }, [key]);
}

/** Pages of sites beyond the stage. Only those shown are sent. */
export function Wall({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const [within, setWithin] = useState<UnitId | null>(null);
  const [wanted, setWanted] = useState(1);
  const scopes = useMemo(() => scopesIn(siteTree(meeting)), [meeting]);
  const { page, pages, shown } = wallPage(wallSites(meeting, within, you), wanted);
  useView(shown.map(({ card }) => card.participant).join(' '));
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const fit = gridFor(pages > 1 ? picturesPerPage : shown.length, { width, height, gap });
  const grid = { '--columns': fit.columns, '--picture': `${fit.width}px` } as CSSProperties;
  const turn = (by: number) => setWanted(page + by);
  return (
    <section className={classes.wall} aria-label={t('meeting.wall.label')}>
      <div className={classes.bar}>
        <NativeSelect
          size="sm"
          className={classes.scope}
          aria-label={t('meeting.wall.unit')}
          value={within ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setWithin(scopes.find((scope) => scope.id === value)?.id ?? null);
            setWanted(1);
          }}
          data={[
            { value: '', label: t('meeting.wall.allUnits') },
            ...scopes.map((scope) => ({
              value: scope.id,
              label: `${'\u2003'.repeat(scope.depth)}${scope.name}`,
            })),
          ]}
        />
        <ActionButton
          iconOnly
          label={t('meeting.wall.previous')}
          icon={<IconChevronLeft size={18} />}
          reason={page === 1 ? t('meeting.wall.first') : null}
          onPress={() => turn(-1)}
        />
        <span className={classes.page}>{t('meeting.wall.page', { page, pages })}</span>
        <ActionButton
          iconOnly
          label={t('meeting.wall.nextPage')}
          icon={<IconChevronRight size={18} />}
          reason={page === pages ? t('meeting.wall.last') : null}
          onPress={() => turn(1)}
        />
      </div>
      {shown.length === 0 ? (
        <div className={classes.none}>{t('meeting.wall.empty')}</div>
      ) : (
        <div ref={ref} className={classes.grid} style={grid}>
          {shown.map((participant) => (
            <ParticipantTile
              key={participant.card.participant}
              holder={holderOf(participant)}
              plate={participant.card.unitName}
              source="camera"
              onStage={false}
            />
          ))}
        </div>
      )}
    </section>
  );
}

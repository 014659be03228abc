import { UnstyledButton } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import { holderOf } from '../../../core/stage.ts';
import { lineage } from '../../../core/unit.ts';
import { useMeetingSession, verbs } from '../../session/index.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { LineQuality } from '../meeting/line-quality.tsx';
import { ParticipantTile } from '../meeting/participant-tile.tsx';
import { presenceMark } from '../meeting/presence-mark.ts';
import { SiteChecks } from './site-checks.tsx';
import classes from './site-detail.module.css';
import { SiteEquipment } from './site-equipment.tsx';
import { SiteHelp } from './site-help.tsx';

type SiteDetailProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  readonly participant: Participant;
  /** Back to the list, where both do not fit; else null */
  readonly onBack: (() => void) | null;
};

/** Asks the hub for this site's picture while it is looked at. */
function useWatched(site: ParticipantId, there: boolean): void {
  useEffect(() => {
    verbs.setView(there ? [{ participant: site, size: 'medium' }] : []);
    return () => verbs.setView([]);
  }, [site, there]);
}

/** One site: its picture, its checks, its equipment, and help from afar. */
export function SiteDetail({ meeting, you, participant, onBack }: SiteDetailProps) {
  const { t } = useTranslation();
  const { card, presence } = participant;
  const there = presence.kind === 'present' || presence.kind === 'dropped';
  useWatched(card.participant, there);
  const quality = useMeetingSession((session) => session.lineQualityById[card.participant]);
  const mark = presenceMark(meeting, participant);
  const above = lineage(meeting.unitById, card.unit)
    .slice(1)
    .map((unit) => meeting.unitById[unit]?.name ?? '')
    .join(', ');
  return (
    <aside className={classes.detail} aria-label={t('operator.details', { name: card.unitName })}>
      <header className={classes.detailHead}>
        {onBack !== null && (
          <UnstyledButton className={classes.back} onClick={onBack}>
            <IconChevronLeft size={20} aria-hidden="true" />
            {t('operator.back')}
          </UnstyledButton>
        )}
        <div className={classes.detailWords}>
          <h2 className={classes.detailName}>{card.unitName}</h2>
          {above !== '' && <div className={classes.detailAbove}>{above}</div>}
        </div>
        {quality !== undefined && presence.kind === 'present' && <LineQuality quality={quality} />}
        <StateMark tone={mark.tone} label={t(`meeting.state.${mark.word}`)} />
      </header>
      <div className={classes.picture}>
        {there ? (
          <ParticipantTile holder={holderOf(participant)} source="camera" onStage={false} />
        ) : (
          <div className={classes.noPicture}>{t('operator.noPicture')}</div>
        )}
      </div>
      <SiteHelp meeting={meeting} you={you} participant={participant} />
      <SiteChecks key={card.participant} participant={participant} />
      <SiteEquipment key={`devices ${card.participant}`} site={card.participant} />
    </aside>
  );
}

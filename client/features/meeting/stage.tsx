import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { actingFor } from '../../../core/authority.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { ParticipantTile } from './participant-tile.tsx';
import classes from './stage.module.css';
import { figuresOf, type StageFigure, stageLayout } from './stage-layout.ts';
import { useHall } from './use-hall.ts';

function Figure({ figure, acting }: { figure: StageFigure; acting: boolean }) {
  const { t } = useTranslation();
  const presiding = figure.chair ? t(acting ? 'meeting.state.acting' : 'meeting.state.chair') : '';
  const mark = figure.part === 'spotlight' ? t('console.spotlight.mark') : presiding;
  return <ParticipantTile holder={figure.holder} source="camera" mark={mark} onStage />;
}

/** Beyond two speakers a grid as square as possible. */
function columnsOf(count: number): number {
  return count <= 2 ? count : Math.ceil(Math.sqrt(count));
}

function EmptyStage({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  return (
    <div className={classes.empty}>
      <div className={classes.unit}>{meeting.unitById[useHall(meeting)]?.name}</div>
      <div className={classes.title}>{meeting.title}</div>
      <div className={classes.rule} />
      <div className={classes.hint}>
        {t(meeting.phase.kind === 'live' ? 'meeting.stage.emptyLive' : 'meeting.stage.empty')}
      </div>
    </div>
  );
}

function Picture({ meeting }: { meeting: Meeting }) {
  const hall = useHall(meeting);
  const layout = stageLayout(meeting, hall);
  const acting = actingFor(meeting, hall) !== null;
  const figure = (shown: StageFigure) => <Figure figure={shown} acting={acting} />;
  switch (layout.kind) {
    case 'empty':
      return <EmptyStage meeting={meeting} />;
    case 'chair':
      return <div className={classes.fill}>{figure(layout.chair)}</div>;
    case 'speaker':
      return (
        <>
          <div className={classes.fill}>{figure(layout.speaker)}</div>
          {layout.chair !== null && <div className={classes.corner}>{figure(layout.chair)}</div>}
        </>
      );
    case 'speakers': {
      const count = layout.speakers.length;
      const columns = {
        '--columns': columnsOf(count),
        '--upright-columns': count > 3 ? 2 : 1,
      } as CSSProperties;
      return (
        <div className={classes.several} data-chair={layout.chair !== null || undefined}>
          <div className={classes.side} style={columns}>
            {layout.speakers.map((speaker) => (
              <div key={speaker.holder.participant}>{figure(speaker)}</div>
            ))}
          </div>
          {layout.chair !== null && <div className={classes.below}>{figure(layout.chair)}</div>}
        </div>
      );
    }
    case 'content':
      return (
        <div className={classes.content} data-alone={layout.beside.length === 0 || undefined}>
          <ParticipantTile holder={layout.content.holder} source="screen" onStage />
          {layout.beside.length > 0 && (
            <div className={classes.beside}>
              {layout.beside.map((shown) => (
                <div key={shown.holder.participant}>{figure(shown)}</div>
              ))}
            </div>
          )}
        </div>
      );
  }
}

/** The stage in a row while the wall has the room. */
function Strip({ meeting }: { meeting: Meeting }) {
  const hall = useHall(meeting);
  const layout = stageLayout(meeting, hall);
  return (
    <div className={classes.strip}>
      {layout.kind === 'content' && (
        <div>
          <ParticipantTile holder={layout.content.holder} source="screen" onStage />
        </div>
      )}
      {figuresOf(layout).map((shown) => (
        <div key={shown.holder.participant}>
          <Figure figure={shown} acting={actingFor(meeting, hall) !== null} />
        </div>
      ))}
    </div>
  );
}

/** What everyone sees: drawn from the layout, decided nowhere here. `strip`: small and in a row. */
export function Stage({ meeting, strip = false }: { meeting: Meeting; strip?: boolean }) {
  const { t } = useTranslation();
  return (
    <section className={classes.stage} aria-label={t('meeting.stage.label')}>
      {strip ? <Strip meeting={meeting} /> : <Picture meeting={meeting} />}
    </section>
  );
}

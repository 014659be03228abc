import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { subtitleOf } from './card-lines.ts';
import type { Deed } from './deed.ts';
import { DeedIcon } from './deed-icon.tsx';
import { presenceMark } from './presence-mark.ts';
import classes from './sites-panel.module.css';
import { useFurtherDeeds, useNearDeeds } from './use-deeds.ts';

/** What is asked for most once somebody is found; each is one press, and the keys work from the field itself. */
const shortcutById: Partial<Record<Deed['id'], string>> = {
  give: 'Enter',
  delegate: 'Shift+Enter',
  admit: 'Enter',
  pin: 'Alt+P',
  unpin: 'Alt+P',
  spotlight: 'Alt+S',
  mute: 'Alt+M',
};

/** The deeds of whoever was found, those with a key first. */
export function useFoundDeeds(meeting: Meeting, participant: Participant | null): readonly Deed[] {
  const near = useNearDeeds(meeting);
  const further = useFurtherDeeds(meeting);
  if (participant === null) return [];
  const give = near(participant).toSorted(
    (a, b) => Number(a.id === 'delegate') - Number(b.id === 'delegate'),
  );
  return [...give, ...further(participant)].filter(({ id }) => shortcutById[id] !== undefined);
}

/** The deed that a key pressed in the field means; null: none. */
export function deedOfKey(
  deeds: readonly Deed[],
  event: {
    readonly key: string;
    readonly code: string;
    readonly altKey: boolean;
    readonly shiftKey: boolean;
  },
): Deed | null {
  const letter = event.code.startsWith('Key') ? event.code.slice(3) : '';
  const key = event.altKey ? `Alt+${letter}` : event.shiftKey ? `Shift+${event.key}` : event.key;
  return deeds.find(({ id, reason }) => reason === null && shortcutById[id] === key) ?? null;
}

type FoundCardProps = {
  readonly meeting: Meeting;
  readonly participant: Participant;
  readonly deeds: readonly Deed[];
  /** Which of how many were found */
  readonly place: number;
  readonly of: number;
};

/** Whoever a typed name means, with what may be done in one press. */
export function FoundCard({ meeting, participant, deeds, place, of }: FoundCardProps) {
  const { t } = useTranslation();
  const name = useId();
  const { card } = participant;
  const { word, tone } = presenceMark(meeting, participant);
  const about = [t(`meeting.state.${word}`), subtitleOf(card)].filter((part) => part !== '').join(' · ');
  return (
    <fieldset className={classes.found} aria-label={card.name}>
      <div className={classes.foundName}>
        <span className={classes.dot} data-tone={tone} aria-hidden="true" />
        <span className={classes.words}>
          <span className={`${classes.name} ${classes.unitName}`} id={name} title={card.name}>
            {card.kind === 'site' ? card.unitName : card.name}
          </span>
          <span className={classes.state} title={about}>
            {about}
          </span>
        </span>
        <span className={classes.counts}>{t('console.find.place', { place, of })}</span>
      </div>
      {deeds.length > 0 && (
        <div className={classes.foundDeeds}>
          {deeds.map((deed) => (
            <ActionButton
              key={deed.id}
              size="xs"
              tone={deed.id === 'give' || deed.id === 'admit' ? 'give' : 'plain'}
              label={deed.label}
              icon={<DeedIcon name={deed.id} size={15} />}
              reason={deed.reason}
              shortcut={(shortcutById[deed.id] ?? '').replace('Enter', '↵').replace('Shift+', '⇧')}
              describedBy={name}
              onPress={deed.run}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

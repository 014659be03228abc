import { Button, Group, Modal } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { chosenUnits } from '../../../core/unit-choice.ts';
import type { MeetingOrderReply, PersonItem } from '../../../protocol/convening.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, replyOf } from '../../session/index.ts';
import { foldText } from '../../ui/fold-text.ts';
import { formatDay, formatTime } from '../../ui/format.ts';
import { comingPeople } from './coming-people.ts';
import classes from './invitation.module.css';

/** Position and unit; the unit only where the position does not say it already. */
function placeOf({ position, unitName }: PersonItem): readonly string[] {
  return foldText(position).includes(foldText(unitName)) ? [position] : [position, unitName];
}

function Letter({ given }: { given: MeetingOrderReply }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const invitable = useQuery({
    queryKey: ['invitable', given.unit],
    queryFn: () => replyOf(api.invitable(given.unit)),
    staleTime: 60_000,
  });
  const { units, people } = invitable.data ?? { units: [], people: [] };
  const chosen = chosenUnits(units, given.invited.units);
  const chair = people.find(({ participant }) => participant === given.chair);
  const coming = comingPeople(given.invited, {
    people,
    chair: given.chair,
    self: given.chair,
    isChosen: (home) => chosen.has(home),
  });
  const { scheduledAt, plannedMinutes } = given;
  return (
    <article className={classes.letter} data-printed>
      <p className={classes.head}>{units.find(({ id }) => id === given.unit)?.name}</p>
      <h2 className={classes.kind}>{t('meetings.invitationTitle')}</h2>
      <h3 className={classes.title}>{given.title}</h3>
      <dl className={classes.facts}>
        <dt>{t('convening.time')}</dt>
        <dd>
          {`${formatTime(scheduledAt, language)}, ${formatDay(scheduledAt, language)}`}
          {plannedMinutes !== null &&
            `, ${t('meetings.until', { time: formatTime(scheduledAt + plannedMinutes * 60_000, language) })}`}
        </dd>
        {chair && (
          <>
            <dt>{t('convening.chair')}</dt>
            <dd>{[chair.name, chair.position].filter(Boolean).join(', ')}</dd>
          </>
        )}
      </dl>
      {given.agenda.length > 0 && (
        <>
          <h4>{t('convening.agenda')}</h4>
          <ol>
            {given.agenda.map(({ title, presenter, plannedMinutes: minutes }) => (
              <li key={`${title} ${presenter}`}>
                {[title, presenter, minutes === null ? '' : t('convening.lengthMinutes', { minutes })]
                  .filter(Boolean)
                  .join(', ')}
              </li>
            ))}
          </ol>
        </>
      )}
      <h4>{t('meetings.invitationTo')}</h4>
      <p>
        {t('convening.siteCount', { count: chosen.size })},{' '}
        {t('convening.peopleCount', { count: coming.length + (chair ? 1 : 0) })}
      </p>
      <ul className={classes.names}>
        {coming.map(({ person }) => (
          <li key={person.participant}>{[person.name, ...placeOf(person)].filter(Boolean).join(', ')}</li>
        ))}
        {units
          .filter(({ id }) => chosen.has(id))
          .map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
      </ul>
    </article>
  );
}

type InvitationDialogProps = {
  readonly given: MeetingOrderReply;
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** Giấy mời, to be printed: on paper nothing else of the page is seen. */
export function InvitationDialog({ given, opened, onClose }: InvitationDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('meetings.invitation')}
      size={760}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Letter given={given} />
      <Group justify="flex-end" mt="md" className={classes.actions ?? ''}>
        <Button leftSection={<IconPrinter size={18} aria-hidden="true" />} onClick={() => window.print()}>
          {t('meetings.print')}
        </Button>
      </Group>
    </Modal>
  );
}

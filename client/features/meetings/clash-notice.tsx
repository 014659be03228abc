import { Alert, Text } from '@mantine/core';
import { IconCalendarX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ClashItem } from '../../../protocol/convening.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { formatDate, formatTime } from '../../ui/format.ts';
import classes from './picker.module.css';

/** How many names stand in a line. */
const namesShown = 6;

function Clash({ clash }: { clash: ClashItem }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { title, unitName: unit, from, to, assumed, sites, siteCount, persons, personCount } = clash;
  const namesOf = (
    names: readonly string[],
    count: number,
    more: 'convening.clashMore' | 'convening.clashMorePersons',
  ) => {
    const told = names.slice(0, namesShown).join(', ');
    const rest = count - Math.min(names.length, namesShown);
    return rest > 0 ? t(more, { names: told, count: rest }) : told;
  };
  const span = t('convening.clashSpan', {
    from: formatTime(from, language),
    to: formatTime(to, language),
    date: formatDate(from, language),
  });
  return (
    <li>
      <Text fw={500}>
        {title === null ? t('convening.clashHidden', { unit }) : t('convening.clashMeeting', { title, unit })}
      </Text>
      <Text size="sm">{assumed ? `${span} (${t('convening.clashAssumed')})` : span}</Text>
      {siteCount > 0 && (
        <Text size="sm">
          {t('convening.clashSites', { names: namesOf(sites, siteCount, 'convening.clashMore') })}
        </Text>
      )}
      {personCount > 0 && (
        <Text size="sm">
          {t('convening.clashPersons', {
            names: namesOf(persons, personCount, 'convening.clashMorePersons'),
          })}
        </Text>
      )}
    </li>
  );
}

/** Who is wanted by another meeting at that time: a warning, and no more (SCHEDULE-6). */
export function ClashNotice({ clashes }: { clashes: readonly ClashItem[] }) {
  const { t } = useTranslation();
  if (clashes.length === 0) return null;
  return (
    <Alert color="ho" icon={<IconCalendarX />} role="status" title={t('convening.clashTitle')}>
      <ul className={classes.clashes}>
        {clashes.map((clash) => (
          <Clash key={`${clash.unitName} ${clash.title} ${clash.from}`} clash={clash} />
        ))}
      </ul>
      <Text size="sm" mt={6}>
        {t('convening.clashHint')}
      </Text>
    </Alert>
  );
}

import { Alert, Button, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle, IconCalendarSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../core/id.ts';
import type { UnitMeetingItem } from '../../../protocol/convening.ts';
import type { Account } from '../../../protocol/http.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, replyOf, useIdentity } from '../../session/index.ts';
import { formatMoment } from '../../ui/format.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { DocumentsButton } from '../documents/documents-button.tsx';
import { RecordLinks } from '../log/record-links.tsx';
import { UnitSelect, useOperatedUnits } from '../pairing/unit-select.tsx';
import { ArrangeMenu } from './arrange-menu.tsx';
import { mayCall } from './convene-button.tsx';
import classes from './meetings.module.css';
import { toneByPhase } from './phase-tone.ts';
import { useScheduleWords } from './schedule-words.ts';

/** How many are drawn; they are a year of weekly meetings. */
const meetingsShown = 60;

function UnitMeeting({ meeting }: { meeting: UnitMeetingItem }) {
  const { t } = useTranslation();
  const words = useScheduleWords()(meeting.phase, null);
  return (
    <li className={classes.past}>
      <div className={classes.pastWhat}>
        <Text fw={600}>{meeting.title}</Text>
        <Text size="sm" c="dimmed">
          {formatMoment(meeting.scheduledAt, currentLanguage())}
        </Text>
        <StateMark tone={toneByPhase[meeting.phase.kind]} label={t(`meetings.${meeting.phase.kind}`)} />
        {words !== null && <Text size="sm">{words}</Text>}
        <div className={classes.documents}>
          <DocumentsButton
            meeting={meeting.id}
            title={meeting.title}
            count={0}
            variant="light"
            size="compact-md"
          />
        </div>
        <RecordLinks
          meeting={meeting.id}
          title={meeting.title}
          opened={meeting.phase.kind === 'live' || meeting.phase.kind === 'closed'}
        />
      </div>
      <ArrangeMenu meeting={meeting} />
    </li>
  );
}

function UnitMeetings({ account }: { account: Account }) {
  const { t } = useTranslation();
  const operated = useOperatedUnits();
  const [chosen, setChosen] = useState<UnitId | null>(null);
  const unit = chosen ?? operated.data?.find(({ id }) => id === account.unit)?.id ?? null;
  const meetings = useQuery({
    queryKey: ['unit-meetings', unit],
    queryFn: () => (unit === null ? [] : replyOf(api.unitMeetings(unit))),
    enabled: unit !== null,
  });
  return (
    <Stack gap="md">
      <UnitSelect
        label={t('convening.unit')}
        description={t('convening.unitHint')}
        value={unit}
        onChange={({ id }) => setChosen(id)}
        missing={false}
      />
      {meetings.isError && (
        <Alert color="son" icon={<IconAlertTriangle />} role="alert">
          {t('meetings.ofUnitFailed')}
        </Alert>
      )}
      {meetings.data?.length === 0 && unit !== null && <Text c="dimmed">{t('meetings.ofUnitEmpty')}</Text>}
      <ul className={classes.pastList}>
        {(meetings.data ?? []).slice(0, meetingsShown).map((meeting) => (
          <UnitMeeting key={meeting.id} meeting={meeting} />
        ))}
      </ul>
    </Stack>
  );
}

/** The meetings that were called in a unit's name, also those one is not invited to, for who may arrange them. */
export function UnitMeetingsButton() {
  const { t } = useTranslation();
  const identity = useIdentity();
  const [opened, { open, close }] = useDisclosure(false);
  const narrow = useMediaQuery('(width < 720px)') ?? false;
  if (identity.kind !== 'signedIn' || !mayCall(identity.account)) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCalendarSearch size={18} aria-hidden="true" />}
        onClick={open}
      >
        {t('meetings.ofUnit')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('meetings.ofUnit')}
        size={760}
        fullScreen={narrow}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <UnitMeetings account={identity.account} />
      </Modal>
    </>
  );
}

import { Alert, Anchor, Button, Group, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import {
  IconAlertTriangle,
  IconArrowLeft,
  IconArrowsSplit2,
  IconFileOff,
  IconHistory,
  IconLock,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { MeetingId } from '../../../core/id.ts';
import { isBlank } from '../../../core/minutes/minutes.ts';
import type { MinutesReply } from '../../../protocol/minutes.ts';
import { RefusalError, records, replyOf } from '../../session/index.ts';
import { ConfirmProvider, useConfirm } from '../../ui/confirm-dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageMissing } from '../../ui/fault-screen.tsx';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import classes from './minutes.module.css';
import { ApproveButton, MinutesBar, PrintButton, SaveButton, type View, ViewSwitch } from './minutes-bar.tsx';
import { MinutesEditor } from './minutes-editor.tsx';
import { MinutesPaper } from './minutes-paper.tsx';
import { SaveState } from './minutes-state.tsx';
import { useMinutes } from './use-minutes.ts';
import { type MinutesDesk, useMinutesDesk } from './use-minutes-desk.ts';

function ApprovedPaper({ reply }: { readonly reply: MinutesReply }) {
  const { approved } = reply;
  if (approved === null) return null;
  return (
    <MinutesPaper
      reply={reply}
      minutes={approved.minutes}
      secretary={approved.secretary}
      chair={approved.approvedBy}
    />
  );
}

/** Minutes that one may only read: as they were approved, or as they were left. */
function Reading({ reply }: { readonly reply: MinutesReply }) {
  const { t } = useTranslation();
  const { approved, latest, obstacle } = reply;
  const writes = reply.rights.includes('write');
  return (
    <>
      <MinutesBar reply={reply} unsaved={false} tool={(approved ?? latest) !== null && <PrintButton />} />
      {writes && obstacle !== null && (
        <Alert className={classes.notice ?? ''} color="slate" icon={<IconLock />}>
          {t(`minutes.obstacle.${obstacle}`)}
        </Alert>
      )}
      {approved !== null && <ApprovedPaper reply={reply} />}
      {approved === null && latest !== null && (
        <MinutesPaper reply={reply} minutes={latest.minutes} secretary={latest.secretary} chair={null} />
      )}
      {approved === null && latest === null && (
        <div className={classes.notice}>
          <Empty icon={<IconFileOff size={32} />} title={t('minutes.none')} hint={t('minutes.noneHint')} />
        </div>
      )}
    </>
  );
}

/** What went wrong, what came back, what has to be decided. */
function Notices({ desk }: { readonly desk: MinutesDesk }) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const discard = () =>
    ask({
      title: t('minutes.discard'),
      text: t('minutes.discardText'),
      grave: true,
      onConfirm: async () => desk.discard(),
    });
  return (
    <div className={classes.notices}>
      {desk.saveRefusal !== null && desk.changed && (
        <Alert color="son" icon={<IconAlertTriangle />} title={t('minutes.saveFailed')} role="alert">
          {t(`refusal.${desk.saveRefusal}`)}
        </Alert>
      )}
      {desk.approvalRefusal !== null && (
        <Alert color="son" icon={<IconAlertTriangle />} title={t('minutes.approveFailed')} role="alert">
          {t(`refusal.${desk.approvalRefusal}`)}
        </Alert>
      )}
      {desk.conflicts.length > 0 && (
        <Alert color="ho" icon={<IconArrowsSplit2 />} title={t('minutes.conflictLeft')} role="alert" />
      )}
      {desk.restored && (
        <Alert color="cham" icon={<IconHistory />} title={t('minutes.restored')} role="status">
          <Group gap="sm">
            <Button size="compact-md" variant="default" onClick={discard}>
              {t('minutes.discard')}
            </Button>
          </Group>
        </Alert>
      )}
    </div>
  );
}

/** Minutes in the hands of who writes them. */
function Writing({ reply }: { readonly reply: MinutesReply }) {
  const [view, setView] = useState<View>('edit');
  const desk = useMinutesDesk(reply);
  const units = useQuery({
    queryKey: ['minutes-units', reply.meeting],
    queryFn: async () => (await replyOf(records.minutesFacts(reply.meeting))).unitNames,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useHotkeys([['mod+S', () => desk.changed && desk.conflicts.length === 0 && void desk.save()]], []);
  const { approved, latest } = reply;
  const changedSince = approved !== null && approved.version !== latest?.version;
  const stands = !desk.changed && approved?.version === latest?.version ? approved : null;
  return (
    <>
      <MinutesBar reply={reply} unsaved={desk.changed}>
        <div className={classes.deeds}>
          <ViewSwitch
            view={view}
            offered={changedSince ? ['edit', 'preview', 'approvedOne'] : ['edit', 'preview']}
            onChange={setView}
          />
          <ApproveButton desk={desk} />
          {!isBlank(desk.minutes) && <PrintButton />}
        </div>
        <div className={classes.saving}>
          <SaveState desk={desk} />
          <SaveButton desk={desk} />
        </div>
      </MinutesBar>
      <Notices desk={desk} />
      {view === 'edit' && <MinutesEditor desk={desk} unitNames={units.data ?? []} />}
      {view === 'approvedOne' && changedSince ? (
        <ApprovedPaper reply={reply} />
      ) : (
        // While one writes it is there for the printer alone.
        <div className={view === 'edit' ? classes.printed : undefined}>
          <MinutesPaper
            reply={reply}
            minutes={desk.minutes}
            secretary={latest?.secretary ?? null}
            chair={stands?.approvedBy ?? null}
          />
        </div>
      )}
    </>
  );
}

/** While there are no minutes to show: the way back stays. */
function Outside({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes.outside}>
      <Anchor component={Link} to="/" className={classes.back} size="sm">
        <IconArrowLeft size={16} aria-hidden="true" />
        {t('minutes.back')}
      </Anchor>
      <Title order={1} size="h3">
        {t('minutes.title')}
      </Title>
      {children}
    </div>
  );
}

function Loaded({ meeting }: { readonly meeting: MeetingId }) {
  const { t } = useTranslation();
  const minutes = useMinutes(meeting);
  if (minutes.data !== undefined) {
    const { rights, obstacle } = minutes.data;
    return rights.includes('write') && obstacle === null ? (
      <Writing reply={minutes.data} />
    ) : (
      <Reading reply={minutes.data} />
    );
  }
  if (minutes.isPending)
    return (
      <Outside>
        <ListSkeleton />
      </Outside>
    );
  const { error } = minutes;
  if (error instanceof RefusalError && error.refusal.code === 'not-found') return <PageMissing />;
  return (
    <Outside>
      <FailureNotice
        title={t('minutes.failed')}
        error={error}
        notPermitted={t('minutes.notPermitted')}
        onRetry={() => void minutes.refetch()}
      />
    </Outside>
  );
}

/** *Biên bản* of a meeting: written in place, approved by its chair, printed on A4. */
export function MinutesScreen() {
  const { id } = useParams();
  if (id === undefined) return <PageMissing />;
  return (
    <ConfirmProvider>
      <main className={classes.screen}>
        <Loaded meeting={id as MeetingId} />
      </main>
    </ConfirmProvider>
  );
}

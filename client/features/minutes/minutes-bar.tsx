import { Button, SegmentedControl, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconDeviceFloppy, IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { MinutesReply } from '../../../protocol/minutes.ts';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import classes from './minutes.module.css';
import { approvalOf } from './minutes-approval.ts';
import { ApprovalState } from './minutes-state.tsx';
import type { MinutesDesk } from './use-minutes-desk.ts';

export const views = ['edit', 'preview', 'approvedOne'] as const;
export type View = (typeof views)[number];

type MinutesBarProps = {
  readonly reply: MinutesReply;
  /** Whether leaving loses sight of something. */
  readonly unsaved: boolean;
  /** Beside how they stand. */
  readonly tool?: ReactNode;
  readonly children?: ReactNode;
};

/** Where one is, how the minutes stand, and what may be done. */
export function MinutesBar({ reply, unsaved, tool, children }: MinutesBarProps) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const go = useNavigate();
  const leave = () => {
    if (!unsaved) return go('/');
    ask({
      title: t('minutes.leave'),
      text: t('minutes.leaveText'),
      grave: false,
      onConfirm: async () => go('/'),
    });
  };
  return (
    <header className={classes.bar}>
      <div className={classes.barLine}>
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconArrowLeft size={18} aria-hidden="true" />}
          onClick={leave}
        >
          {t('minutes.back')}
        </Button>
        <div className={classes.heading}>
          <Title order={1} size="h3">
            {t('minutes.title')}
          </Title>
          <Text size="sm" c="dimmed">
            <bdi>{reply.title}</bdi> · <bdi>{reply.unitName}</bdi>
          </Text>
        </div>
        <ApprovalState reply={reply} />
        {tool}
      </div>
      {children !== undefined && <div className={classes.actions}>{children}</div>}
    </header>
  );
}

export function PrintButton() {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      leftSection={<IconPrinter size={18} aria-hidden="true" />}
      title={t('minutes.formNote')}
      onClick={() => window.print()}
    >
      {t('minutes.print')}
    </Button>
  );
}

type ViewSwitchProps = {
  readonly view: View;
  readonly offered: readonly View[];
  readonly onChange: (view: View) => void;
};

export function ViewSwitch({ view, offered, onChange }: ViewSwitchProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t('minutes.view')}
      data={offered.map((each) => ({ value: each, label: t(`minutes.${each}`) }))}
      value={view}
      onChange={(value) => onChange(views.find((each) => each === value) ?? 'edit')}
    />
  );
}

export function SaveButton({ desk }: { readonly desk: MinutesDesk }) {
  const { t } = useTranslation();
  return (
    <Button
      leftSection={<IconDeviceFloppy size={18} aria-hidden="true" />}
      disabled={!desk.changed || desk.conflicts.length > 0}
      loading={desk.saving}
      onClick={() => void desk.save()}
    >
      {t('minutes.save')}
    </Button>
  );
}

/** *Duyệt biên bản*, or why not yet. */
export function ApproveButton({ desk }: { readonly desk: MinutesDesk }) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const approval = approvalOf(desk.reply, desk.changed);
  if (approval === null) return null;
  const { version, later } = approval;
  const approve = () =>
    ask({
      title: t('minutes.approve'),
      text: t('minutes.approveText'),
      grave: false,
      onConfirm: () => desk.approve(version),
    });
  return (
    <span className={classes.state}>
      <Button
        color="luc"
        leftSection={<IconCheck size={18} aria-hidden="true" />}
        disabled={later !== null}
        loading={desk.approving}
        onClick={approve}
      >
        {t('minutes.approve')}
      </Button>
      {later !== null && (
        <Text size="sm" c="dimmed" component="span">
          {t(`minutes.${later}`)}
        </Text>
      )}
    </span>
  );
}

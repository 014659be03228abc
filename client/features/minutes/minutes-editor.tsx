import { Alert, Button, Group, Text, Textarea, Title } from '@mantine/core';
import { IconArrowsSplit2, IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { MinutesFacts } from '../../../core/minutes/facts.ts';
import {
  isBlank,
  type Minutes,
  type MinutesPart,
  type MinutesText,
  minutesTexts,
} from '../../../core/minutes/minutes.ts';
import { records, replyOf } from '../../session/index.ts';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { ConclusionFields } from './conclusion-fields.tsx';
import { ConclusionList } from './conclusion-list.tsx';
import classes from './minutes.module.css';
import { draftText } from './minutes-words.ts';
import type { MinutesDesk } from './use-minutes-desk.ts';

type PartProps = {
  readonly part: MinutesPart;
  readonly desk: MinutesDesk;
  readonly tools?: ReactNode;
  readonly children: (labelledBy: string) => ReactNode;
};

/** Two changed the same part: what the other wrote, and whose stays. */
function Conflict({ part, desk }: Omit<PartProps, 'children' | 'tools'>) {
  const { t } = useTranslation();
  const { latest } = desk.reply;
  if (latest === null || !desk.conflicts.includes(part)) return null;
  const { name } = latest.by;
  const theirs = latest.minutes[part];
  return (
    <Alert color="ho" icon={<IconArrowsSplit2 />} title={t('minutes.conflict', { name })} role="alert">
      <div className={classes.theirs}>
        {typeof theirs === 'string' ? (
          <span className={classes.lines}>{theirs}</span>
        ) : (
          <ConclusionList conclusions={theirs} />
        )}
      </div>
      <Text size="sm" mb="sm">
        {t('minutes.conflictHint')}
      </Text>
      <Group gap="sm">
        <Button size="sm" onClick={() => desk.decide(part, 'mine')}>
          {t('minutes.keepMine')}
        </Button>
        <Button size="sm" variant="default" onClick={() => desk.decide(part, 'theirs')}>
          {t('minutes.takeTheirs', { name })}
        </Button>
      </Group>
    </Alert>
  );
}

function Part({ part, desk, tools, children }: PartProps) {
  const { t } = useTranslation();
  const heading = useId();
  return (
    <section className={classes.part} aria-labelledby={heading}>
      <div className={classes.partHead}>
        <Title order={2} size="h3" id={heading}>
          {t(`minutes.part.${part}`)}
        </Title>
        {tools}
      </div>
      <Conflict part={part} desk={desk} />
      {children(heading)}
    </section>
  );
}

type TextPartProps = {
  readonly part: MinutesText;
  readonly desk: MinutesDesk;
  readonly redrafting: boolean;
  readonly onRedraft: () => void;
};

function TextPart({ part, desk, redrafting, onRedraft }: TextPartProps) {
  const { t } = useTranslation();
  const change = (text: string) => desk.edit((minutes) => ({ ...minutes, [part]: text }));
  const redraft = (
    <Button
      variant="subtle"
      size="compact-md"
      leftSection={<IconRefresh size={16} aria-hidden="true" />}
      aria-label={t('minutes.redraftOf', { part: t(`minutes.part.${part}`) })}
      loading={redrafting}
      onClick={onRedraft}
    >
      {t('minutes.redraft')}
    </Button>
  );
  return (
    <Part part={part} desk={desk} tools={redraft}>
      {(labelledBy) => (
        <Textarea
          aria-labelledby={labelledBy}
          autosize
          minRows={3}
          size="md"
          value={desk.minutes[part]}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    </Part>
  );
}

function withDrafts(minutes: Minutes, facts: MinutesFacts, parts: readonly MinutesText[]): Minutes {
  const drafted = { ...minutes };
  for (const part of parts) drafted[part] = draftText(part, facts);
  return drafted;
}

type EditorProps = { readonly desk: MinutesDesk; readonly unitNames: readonly string[] };

/** The five parts to be written in place, the first four from the log if one likes. */
export function MinutesEditor({ desk, unitNames }: EditorProps) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const drafting = useMutation({
    mutationFn: async (parts: readonly MinutesText[]) => {
      const facts = await replyOf(records.minutesFacts(desk.reply.meeting));
      desk.edit((minutes) => withDrafts(minutes, facts, parts));
    },
  });
  const redraft = (part: MinutesText) => {
    if (desk.minutes[part].trim() === '') return drafting.mutate([part]);
    ask({
      title: t('minutes.redraftOf', { part: t(`minutes.part.${part}`) }),
      text: t('minutes.redraftText'),
      grave: false,
      onConfirm: () => drafting.mutateAsync([part]).catch(() => null),
    });
  };
  return (
    <div className={classes.sheet}>
      {isBlank(desk.minutes) && (
        <div className={classes.start}>
          <Text>{t('minutes.draftHint')}</Text>
          <Button
            leftSection={<IconRefresh size={18} aria-hidden="true" />}
            loading={drafting.isPending}
            onClick={() => drafting.mutate(minutesTexts)}
          >
            {t('minutes.draft')}
          </Button>
        </div>
      )}
      {drafting.isError && (
        <FailureNotice
          title={t('minutes.draftFailed')}
          error={drafting.error}
          onRetry={() => drafting.mutate(drafting.variables ?? minutesTexts)}
        />
      )}
      {minutesTexts.map((part) => (
        <TextPart
          key={part}
          part={part}
          desk={desk}
          redrafting={drafting.isPending && drafting.variables.includes(part)}
          onRedraft={() => redraft(part)}
        />
      ))}
      <Part part="conclusions" desk={desk}>
        {() => (
          <ConclusionFields
            conclusions={desk.minutes.conclusions}
            unitNames={unitNames}
            onChange={(conclusions) => desk.edit((minutes) => ({ ...minutes, conclusions }))}
          />
        )}
      </Part>
    </div>
  );
}

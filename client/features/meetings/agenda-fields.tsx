import { ActionIcon, Button, Fieldset, NumberInput, Text, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconPlus, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conveneLimits } from '../../../protocol/convening.ts';
import classes from './convene.module.css';
import { ItemSpeech } from './item-speech.tsx';
import type { AgendaLine } from './meeting-order.ts';

type LineFieldsProps = {
  readonly line: AgendaLine;
  readonly index: number;
  /** Written next: it was just added. */
  readonly fresh: boolean;
  readonly faulty: boolean;
  readonly onChange: (change: Partial<AgendaLine>) => void;
  readonly onNext: () => void;
  readonly onRemove: () => void;
};

function LineFields({ line, index, fresh, faulty, onChange, onNext, onRemove }: LineFieldsProps) {
  const { t } = useTranslation();
  const title = useRef<HTMLInputElement>(null);
  const own = line.kinds.length > 0 || Object.keys(line.limitMinutesByKind).length > 0;
  const [open, setOpen] = useState(false);
  const item = t('convening.item', { index });
  useEffect(() => {
    if (fresh) title.current?.focus();
  }, [fresh]);
  // Enter goes on to the next line; it never sends a meeting that is half written.
  const goOn = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onNext();
  };
  return (
    <li className={classes.line}>
      <Text className={classes.number} c="dimmed" aria-hidden="true">
        {index}
      </Text>
      <TextInput
        ref={title}
        className={classes.lineTitle ?? ''}
        aria-label={`${item}: ${t('convening.itemTitle')}`}
        placeholder={t('convening.itemTitle')}
        maxLength={conveneLimits.text}
        value={line.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
        onKeyDown={goOn}
        error={faulty ? t('convening.itemMissing') : null}
      />
      <TextInput
        className={classes.linePresenter ?? ''}
        aria-label={`${item}: ${t('convening.itemPresenter')}`}
        placeholder={t('convening.itemPresenter')}
        maxLength={conveneLimits.text}
        value={line.presenter}
        onChange={(event) => onChange({ presenter: event.currentTarget.value })}
        onKeyDown={goOn}
      />
      <NumberInput
        className={classes.lineMinutes ?? ''}
        size="md"
        aria-label={`${item}: ${t('convening.itemMinutes')}`}
        placeholder={t('convening.itemMinutes')}
        min={1}
        max={conveneLimits.plannedMinutes}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={line.minutes ?? ''}
        onChange={(minutes) => onChange({ minutes: typeof minutes === 'number' ? minutes : null })}
        onKeyDown={goOn}
      />
      <ActionIcon
        className={classes.lineMore ?? ''}
        variant={own ? 'light' : 'subtle'}
        color={own ? 'cham' : 'slate'}
        size={42}
        aria-expanded={open}
        aria-label={t('convening.itemMore', { index })}
        onClick={() => setOpen(!open)}
      >
        <IconAdjustmentsHorizontal size={20} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        className={classes.lineRemove ?? ''}
        variant="subtle"
        color="slate"
        size={42}
        aria-label={t('convening.removeItem', { index })}
        onClick={onRemove}
      >
        <IconTrash size={20} aria-hidden="true" />
      </ActionIcon>
      {open && (
        <div className={classes.lineSpeech}>
          <ItemSpeech line={line} onChange={onChange} />
        </div>
      )}
    </li>
  );
}

type AgendaFieldsProps = {
  readonly lines: readonly AgendaLine[];
  /** Keys of the lines that lack what they are about. */
  readonly faulty: readonly number[];
  readonly onChange: (lines: readonly AgendaLine[]) => void;
};

/** Chương trình: what is to be dealt with, by whom and for how long; lines come and go. */
export function AgendaFields({ lines, faulty, onChange }: AgendaFieldsProps) {
  const { t } = useTranslation();
  const [fresh, setFresh] = useState<number | null>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const full = lines.length >= conveneLimits.agendaItems;
  const add = () => {
    if (full) return;
    const key = 1 + Math.max(0, ...lines.map((line) => line.key));
    setFresh(key);
    onChange([...lines, { key, title: '', presenter: '', minutes: null, kinds: [], limitMinutesByKind: {} }]);
  };
  const remove = (key: number) => {
    onChange(lines.filter((line) => line.key !== key));
    adder.current?.focus();
  };
  const change = (key: number, part: Partial<AgendaLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  return (
    <Fieldset
      variant="unstyled"
      legend={t('convening.agenda')}
      classNames={{ root: classes.agenda ?? '', legend: classes.legend ?? '' }}
    >
      <Text size="sm" c="dimmed" mb={8}>
        {t('convening.agendaHint', { most: conveneLimits.agendaItems })}
      </Text>
      {lines.length > 0 && (
        <ol className={classes.lines}>
          {lines.map((line, index) => (
            <LineFields
              key={line.key}
              line={line}
              index={index + 1}
              fresh={line.key === fresh}
              faulty={faulty.includes(line.key)}
              onChange={(part) => change(line.key, part)}
              onNext={add}
              onRemove={() => remove(line.key)}
            />
          ))}
        </ol>
      )}
      <Button
        ref={adder}
        variant="default"
        size="sm"
        leftSection={<IconPlus size={18} aria-hidden="true" />}
        disabled={full}
        onClick={add}
      >
        {t('convening.addItem')}
      </Button>
    </Fieldset>
  );
}

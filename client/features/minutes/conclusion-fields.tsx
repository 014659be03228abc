import { ActionIcon, Autocomplete, Button, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conclusion } from '../../../core/minutes/minutes.ts';
import classes from './minutes.module.css';

const blank: Conclusion = { content: '', leadUnit: '', supportingUnits: [], due: null };
/** Longest name of a unit, as the protocol takes it. */
const longestName = 300;
/** Names offered at once; more are found by typing. */
const offered = 50;

type FieldsProps = {
  readonly number: number;
  readonly conclusion: Conclusion;
  readonly unitNames: readonly string[];
  readonly onChange: (change: Partial<Conclusion>) => void;
  readonly onRemove: () => void;
};

function Fields({ number, conclusion, unitNames, onChange, onRemove }: FieldsProps) {
  const { t } = useTranslation();
  const { content, leadUnit, supportingUnits, due } = conclusion;
  return (
    <fieldset className={classes.conclusion}>
      <legend>{t('minutes.conclusion.number', { number })}</legend>
      <div className={classes.remove}>
        <ActionIcon
          variant="subtle"
          color="slate"
          size={34}
          aria-label={t('minutes.conclusion.remove', { number })}
          onClick={onRemove}
        >
          <IconTrash size={18} aria-hidden="true" />
        </ActionIcon>
      </div>
      <Textarea
        className={classes.content ?? ''}
        label={t('minutes.conclusion.content')}
        autosize
        minRows={2}
        size="md"
        value={content}
        onChange={(event) => onChange({ content: event.currentTarget.value })}
      />
      <Autocomplete
        label={t('minutes.conclusion.leadUnit')}
        data={[...unitNames]}
        limit={offered}
        size="md"
        maxLength={longestName}
        value={leadUnit}
        onChange={(value) => onChange({ leadUnit: value })}
      />
      <TagsInput
        label={t('minutes.conclusion.supportingUnits')}
        {...(supportingUnits.length === 0 ? { placeholder: t('minutes.conclusion.supportingHint') } : {})}
        data={[...unitNames]}
        limit={offered}
        size="md"
        maxLength={longestName}
        acceptValueOnBlur
        value={[...supportingUnits]}
        onChange={(value) => onChange({ supportingUnits: value })}
      />
      <TextInput
        type="date"
        size="md"
        label={t('minutes.conclusion.due')}
        value={due ?? ''}
        onChange={(event) => onChange({ due: event.currentTarget.value || null })}
      />
    </fieldset>
  );
}

type ConclusionFieldsProps = {
  readonly conclusions: readonly Conclusion[];
  readonly unitNames: readonly string[];
  readonly onChange: (conclusions: readonly Conclusion[]) => void;
};

/** Kết luận: what is to be done, by whom, with whom, by when; a line each, added and removed. */
export function ConclusionFields({ conclusions, unitNames, onChange }: ConclusionFieldsProps) {
  const { t } = useTranslation();
  const changed = (place: number, change: Partial<Conclusion>) =>
    onChange(conclusions.map((each, index) => (index === place ? { ...each, ...change } : each)));
  return (
    <>
      {conclusions.length === 0 && <Text c="dimmed">{t('minutes.conclusion.none')}</Text>}
      {conclusions.map((conclusion, index) => (
        <Fields
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place, and its fields keep nothing
          key={index}
          number={index + 1}
          conclusion={conclusion}
          unitNames={unitNames}
          onChange={(change) => changed(index, change)}
          onRemove={() => onChange(conclusions.filter((_, place) => place !== index))}
        />
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden="true" />}
        onClick={() => onChange([...conclusions, blank])}
      >
        {t('minutes.conclusion.add')}
      </Button>
    </>
  );
}

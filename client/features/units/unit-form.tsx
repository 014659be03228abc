import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LevelId, UnitId } from '../../../core/id.ts';
import { longestUnitName } from '../../../core/unit-fault.ts';
import type { UnitRecord } from '../../../core/unit-record.ts';
import type { UnitOrder } from '../../../protocol/units.ts';
import { Problems } from './problems.tsx';
import { RegisterSelect } from './register-select.tsx';
import type { UnitTree } from './unit-tree.ts';
import { useUnitOrder } from './use-unit-order.ts';

/** A unit as it is being written. */
type Draft = {
  readonly id: string;
  readonly name: string;
  readonly level: LevelId | null;
  readonly parent: UnitId | null;
};

/** The level of the children there are, else the one after the parent's. */
function levelBelow(tree: UnitTree, parent: UnitRecord | null): LevelId | null {
  if (parent === null) return tree.register.levels[0]?.id ?? null;
  const child = tree.childrenById.get(parent.id)?.find(({ closedAt }) => closedAt === null);
  if (child) return child.level;
  const { levels } = tree.register;
  return levels[levels.findIndex(({ id }) => id === parent.level) + 1]?.id ?? parent.level;
}

function firstDraft(tree: UnitTree, { unit, parent }: Pick<UnitFormProps, 'unit' | 'parent'>): Draft {
  if (unit) return { id: unit.id, name: unit.name, level: unit.level, parent: unit.parent };
  const prefix = parent === null || parent.parent === null ? '' : `${parent.id}.`;
  return { id: prefix, name: '', level: levelBelow(tree, parent), parent: parent?.id ?? null };
}

function orderOf({ id, name, level, parent }: Draft, editing: boolean): UnitOrder | null {
  if (level === null || id.trim() === '' || name.trim() === '') return null;
  const unit = { id: id.trim(), name: name.trim(), level, parent };
  return { kind: 'wish', wish: { kind: editing ? 'edit' : 'add', unit } };
}

type UnitFormProps = {
  readonly tree: UnitTree;
  /** The unit to change; null: a new one. */
  readonly unit: UnitRecord | null;
  /** Where a new one is to stand, to begin with. */
  readonly parent: UnitRecord | null;
  readonly onClose: () => void;
};

function Fields({ tree, unit, parent, onClose }: UnitFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>(() => firstDraft(tree, { unit, parent }));
  const [tried, setTried] = useState(false);
  const desk = useUnitOrder(onClose);
  const editing = unit !== null;
  const change = (part: Partial<Draft>) => {
    desk.reset();
    setDraft((before) => ({ ...before, ...part }));
  };
  const isRoot = editing && unit.parent === null;
  const parentMissing = !isRoot && draft.parent === null && tree.register.records.length > 0;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const order = orderOf(draft, editing);
    if (order && !parentMissing) desk.submit(order);
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <TextInput
          label={t('units.name')}
          value={draft.name}
          maxLength={4 * longestUnitName}
          data-autofocus
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={tried && draft.name.trim() === '' ? t('units.nameMissing') : null}
        />
        <TextInput
          label={t('units.code')}
          description={editing ? t('units.codeStays') : t('units.codeHint')}
          value={draft.id}
          maxLength={90}
          readOnly={editing}
          variant={editing ? 'filled' : 'default'}
          onChange={(event) => change({ id: event.currentTarget.value })}
          error={tried && draft.id.trim() === '' ? t('units.codeMissing') : null}
        />
        {!isRoot && (
          <RegisterSelect
            tree={tree}
            label={t('units.parent')}
            value={draft.parent}
            except={unit?.id}
            onChange={(chosen) => change({ parent: chosen })}
            error={tried && parentMissing ? t('pairing.unitMissing') : null}
          />
        )}
        <Select
          label={t('units.level')}
          data={tree.register.levels.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.level}
          allowDeselect={false}
          onChange={(id) => {
            const level = tree.register.levels.find((each) => each.id === id);
            if (level) change({ level: level.id });
          }}
        />
        <Problems preview={desk.preview} refusal={desk.refusal} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={desk.busy}>
            {t('common.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Thêm đơn vị, or Sửa: name, place and level of one unit. */
export function UnitForm({ opened, ...props }: UnitFormProps & { readonly opened: boolean }) {
  const { t } = useTranslation();
  const title = props.unit === null ? t('units.add') : t('units.editNamed', { name: props.unit.name });
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={<bdi>{title}</bdi>}
      size={520}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Fields {...props} />
    </Modal>
  );
}

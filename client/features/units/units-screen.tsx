import { Button, Checkbox, Drawer, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconFileUpload, IconHierarchy2, IconPlus, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../core/id.ts';
import { Empty } from '../../ui/empty.tsx';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { EndingDialog } from './ending-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { type UnitAction, UnitDetails } from './unit-details.tsx';
import { UnitForm } from './unit-form.tsx';
import { UnitList } from './unit-list.tsx';
import { countsByLevel, pathOf, rowsOf, type UnitTree } from './unit-tree.ts';
import classes from './units.module.css';
import { useUnitTree } from './use-unit-order.ts';

/** The highest units and those directly below them are open at first. */
function firstOpen(tree: UnitTree): ReadonlySet<UnitId> {
  return new Set((tree.childrenById.get(null) ?? []).map(({ id }) => id));
}

function useTreeView(tree: UnitTree) {
  const [query, setQuery] = useState('');
  const [closedToo, setClosedToo] = useState(false);
  const [expanded, setExpanded] = useState<ReadonlySet<UnitId>>(() => firstOpen(tree));
  const [selected, setSelected] = useState<UnitId | null>(null);
  const typed = useDeferredValue(query);
  const rows = useMemo(
    () => rowsOf(tree, { query: typed, closedToo, expanded }),
    [tree, typed, closedToo, expanded],
  );
  const expand = (units: readonly UnitId[], open: boolean) =>
    setExpanded((before) => {
      const after = new Set(before);
      for (const unit of units) {
        if (open) after.add(unit);
        else after.delete(unit);
      }
      return after;
    });
  return {
    ...{ query, setQuery, closedToo, setClosedToo, rows, selected, setSelected, expand },
    /** Selects a unit and opens the tree down to it. */
    goTo: (unit: UnitId) => {
      const record = tree.recordById.get(unit);
      if (!record) return;
      if (record.closedAt !== null) setClosedToo(true);
      expand(
        pathOf(tree, record).map(({ id }) => id),
        true,
      );
      setSelected(unit);
    },
  };
}

type Task = { readonly action: UnitAction; readonly unit: UnitId | null };

function Tasks({ tree, task, onClose }: { tree: UnitTree; task: Task | null; onClose: () => void }) {
  const unit = task?.unit == null ? null : (tree.recordById.get(task.unit) ?? null);
  if (task === null) return null;
  if (task.action === 'add')
    return <UnitForm opened tree={tree} unit={null} parent={unit} onClose={onClose} />;
  if (unit === null) return null;
  if (task.action === 'edit')
    return <UnitForm opened tree={tree} unit={unit} parent={null} onClose={onClose} />;
  return <EndingDialog opened tree={tree} unit={unit} kind={task.action} onClose={onClose} />;
}

function Register({ tree }: { readonly tree: UnitTree }) {
  const { t } = useTranslation();
  const view = useTreeView(tree);
  const narrow = useMediaQuery('(width < 960px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const [task, setTask] = useState<Task | null>(null);
  const unit = view.selected === null ? undefined : tree.recordById.get(view.selected);
  const details = unit && (
    <UnitDetails
      tree={tree}
      unit={unit}
      onAction={(action) => setTask({ action, unit: unit.id })}
      onSelect={view.goTo}
    />
  );
  return (
    <>
      <ul className={classes.counts} aria-label={t('units.counts')}>
        {countsByLevel(tree).map(({ id, name, count }) => (
          <li key={id}>
            <strong className="tabular">{count}</strong> {name}
          </li>
        ))}
      </ul>
      <Group gap="md" align="flex-end">
        <TextInput
          type="search"
          label={t('units.search')}
          description={t('units.searchHint')}
          leftSection={<IconSearch size={18} />}
          value={view.query}
          onChange={(event) => view.setQuery(event.currentTarget.value)}
          className={classes.search ?? ''}
        />
        <Checkbox
          label={t('units.closedToo')}
          checked={view.closedToo}
          onChange={(event) => view.setClosedToo(event.currentTarget.checked)}
          mb={10}
        />
      </Group>
      <div className={classes.columns}>
        {view.rows.length === 0 ? (
          <Text c="dimmed" role="status">
            {t('units.noMatch', { query: view.query })}
          </Text>
        ) : (
          <UnitList
            tree={tree}
            rows={view.rows}
            selected={view.selected}
            onSelect={view.setSelected}
            onExpand={(one, open) => view.expand([one], open)}
          />
        )}
        {narrow ? (
          <Drawer
            opened={details !== undefined}
            onClose={() => view.setSelected(null)}
            position="bottom"
            // Escape in a dialog above it closes that dialog alone.
            closeOnEscape={task === null}
            size="60%"
            title={t('units.one')}
            closeButtonProps={{ 'aria-label': t('common.close') }}
          >
            {details}
          </Drawer>
        ) : (
          <aside className={classes.aside} aria-label={t('units.one')}>
            {details ?? <Text c="dimmed">{t('units.chooseOne')}</Text>}
          </aside>
        )}
      </div>
      <Tasks tree={tree} task={task} onClose={() => setTask(null)} />
    </>
  );
}

/** Đơn vị: the tree of units in the hands of administrators. */
export function UnitsScreen() {
  const { t } = useTranslation();
  const { register, tree } = useUnitTree();
  const [importing, imports] = useDisclosure(false);
  const [adding, adds] = useDisclosure(false);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" gap="md">
        <header>
          <Title order={1}>{t('units.title')}</Title>
          <Text c="dimmed">{t('units.intro')}</Text>
        </header>
        {tree && (
          <Group gap="sm">
            <Button
              variant="default"
              leftSection={<IconFileUpload size={18} aria-hidden="true" />}
              onClick={imports.open}
            >
              {t('units.import')}
            </Button>
            <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={adds.open}>
              {t('units.add')}
            </Button>
          </Group>
        )}
      </Group>
      {register.isPending && <ListSkeleton />}
      {!tree && register.isError && (
        <FailureNotice
          title={t('units.failed')}
          error={register.error}
          notPermitted={t('units.notPermitted')}
          onRetry={() => void register.refetch()}
        />
      )}
      {tree?.register.records.length === 0 && (
        <Empty icon={<IconHierarchy2 size={32} />} title={t('units.empty')} hint={t('units.emptyHint')} />
      )}
      {tree && tree.register.records.length > 0 && <Register tree={tree} />}
      {tree && (
        <>
          <ImportDialog opened={importing} onClose={imports.close} />
          <UnitForm opened={adding} tree={tree} unit={null} parent={null} onClose={adds.close} />
        </>
      )}
    </Stack>
  );
}

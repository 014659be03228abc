import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusalCode } from '../../../core/refusal.ts';
import type { UnitOrder, UnitPreview } from '../../../protocol/units.ts';
import { api, RefusalError, replyOf } from '../../session/index.ts';
import { type UnitTree, unitTree } from './unit-tree.ts';

/** The register of units, as a tree. */
export function useUnitTree() {
  const register = useQuery({
    queryKey: ['unit-register'],
    queryFn: () => replyOf(api.unitRegister()),
    staleTime: 30_000,
  });
  const tree: UnitTree | null = useMemo(
    () => (register.data ? unitTree(register.data) : null),
    [register.data],
  );
  return { register, tree };
}

/** Whether this keeps the order from being done. */
export function isHindered({ faults, obstacles }: UnitPreview): boolean {
  return faults.length > 0 || obstacles.length > 0;
}

const codeOf = (error: unknown): RefusalCode | null =>
  error === null ? null : error instanceof RefusalError ? error.refusal.code : 'internal';

export type OrderDesk = {
  /** Asks what the order would change. */
  readonly look: (order: UnitOrder) => void;
  /** Does what was looked at. */
  readonly apply: (order: UnitOrder, preview: UnitPreview) => void;
  /** Looks, and does it at once when nothing hinders. */
  readonly submit: (order: UnitOrder) => void;
  readonly preview: UnitPreview | null;
  readonly busy: boolean;
  readonly refusal: RefusalCode | null;
  /** Forgets what was looked at. */
  readonly reset: () => void;
};

/** One order at the hub: looked at first, then done; everything drawn from units is asked for again afterwards. */
export function useUnitOrder(onDone: () => void): OrderDesk {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const applying = useMutation({
    mutationFn: ({ order, revision }: { order: UnitOrder; revision: number }) =>
      replyOf(api.applyUnits(order, revision)),
    onSuccess: ({ changes }) => {
      notifications.show({ color: 'luc', message: t('units.done', { count: changes.length }) });
      for (const queryKey of [['unit-register'], ['units'], ['accounts'], ['devices']])
        void queries.invalidateQueries({ queryKey });
      onDone();
    },
    // Somebody else was first: what is shown is old.
    onError: () => void queries.invalidateQueries({ queryKey: ['unit-register'] }),
  });
  const looking = useMutation({ mutationFn: (order: UnitOrder) => replyOf(api.previewUnits(order)) });
  const apply = (order: UnitOrder, preview: UnitPreview) =>
    applying.mutate({ order, revision: preview.revision });
  return {
    look: (order) => {
      applying.reset();
      looking.mutate(order);
    },
    apply,
    submit: (order) => {
      applying.reset();
      looking.mutate(order, {
        onSuccess: (preview) => {
          if (!isHindered(preview)) apply(order, preview);
        },
      });
    },
    preview: looking.data ?? null,
    busy: looking.isPending || applying.isPending,
    refusal: codeOf(applying.error) ?? codeOf(looking.error),
    reset: () => {
      applying.reset();
      looking.reset();
    },
  };
}

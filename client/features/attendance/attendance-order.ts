import type { DelegateAttendance, SiteAttendance } from '../../../core/attendance-report.ts';
import { matches } from '../../ui/fold-text.ts';

function openFirst<T>(rows: readonly T[], isOpen: (row: T) => boolean): readonly T[] {
  return [...rows.filter(isOpen), ...rows.filter((row) => !isOpen(row))];
}

function found<T extends { readonly card: { readonly name: string; readonly unitName: string } }>(
  rows: readonly T[],
  query: string,
): readonly T[] {
  if (query.trim() === '') return rows;
  return rows.filter(({ card }) => matches(`${card.name} ${card.unitName}`, query));
}

/** Sites of a report that the query finds: those whose present heads were not entered first, each part in the report's order. */
export function orderSites(sites: readonly SiteAttendance[], query: string): readonly SiteAttendance[] {
  return openFirst(found(sites, query), ({ present }) => present === null);
}

/** Delegates of a report that the query finds: those not yet called first, each part in the report's order. */
export function orderDelegates(
  delegates: readonly DelegateAttendance[],
  query: string,
): readonly DelegateAttendance[] {
  return openFirst(found(delegates, query), ({ state }) => state === 'uncalled');
}

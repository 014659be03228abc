import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { CataloguePage } from '../../../protocol/archive.ts';
import { api, replyOf } from '../../session/index.ts';
import { type CatalogueFilter, queryOf } from './catalogue-filter.ts';

/** How often one page asks again, in ms: recordings pass from one state to the next by themselves. */
const refreshMs = 10_000;

/** The first page's key: nobody came before it. */
const beginning: string | null = null;

/**
 * The recordings that a filter finds, page after page; what was shown stays until the answer to another filter is
 * there. Who has many pages open asks for them the more seldom.
 */
export function useCatalogue(filter: CatalogueFilter) {
  const query = queryOf(filter);
  return useInfiniteQuery({
    queryKey: ['archive', query],
    queryFn: ({ pageParam }): Promise<CataloguePage> =>
      replyOf(api.catalogue(pageParam === null ? query : { ...query, after: pageParam })),
    initialPageParam: beginning,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) => refreshMs * Math.max(1, state.data?.pages.length ?? 1),
    placeholderData: keepPreviousData,
  });
}

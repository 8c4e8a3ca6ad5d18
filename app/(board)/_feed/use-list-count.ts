'use client';

import { useBoardState } from '../../_live/provider';
import { useFilters } from '../_filters/use-filters';

/** The number of events that match the filter, on this page of the list or not; undefined until it is counted. */
export function useListCount(): number | undefined {
  const { facets } = useBoardState().figures;
  const { of } = useFilters();
  const kinds = of('kind');
  // A facet ignores its own filter.
  const listed = facets?.kind.filter(({ value }) => kinds.length === 0 || kinds.includes(value));
  return listed?.reduce((sum, { events }) => sum + events, 0);
}

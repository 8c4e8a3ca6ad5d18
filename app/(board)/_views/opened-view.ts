import type { View } from '@/db/model/records/view';
import type { ReadFilter } from '../_filters/filter-names';

/** The saved view that the address names, with its filter as it is read today. The filter in use may differ from it. */
export type OpenedView = View & Pick<ReadFilter, 'search' | 'sort'>;

/** The value of the parameter `view` for no view, where the start page has one. */
export const noView = 'none';

/** A page with the filter of a view, and with its id, by which the page names it. */
export function pathOfView({ id, query }: Pick<View, 'id' | 'query'>, page = '/'): string {
  return `${page}?${query === '' ? '' : `${query}&`}view=${id}`;
}

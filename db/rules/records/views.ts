import { type AppError, invalid } from '@/db/model/errors';
import { isViewQuery, type ViewInput } from '@/db/model/records/view';

type Saved = Pick<ViewInput, 'query'>;

/**
 * Refuses a filter with unknown names or values; null if it is valid. One that was valid when it was saved is kept: a
 * view must be renamed and shared also once a value has gone. `before` is null for a new view.
 */
export function refuseViewQuery(before: Saved | null, { query }: Saved): AppError | null {
  return before?.query === query || isViewQuery(query) ? null : invalid('query', 'invalid-view');
}

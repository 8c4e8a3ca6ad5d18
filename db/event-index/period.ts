import type { Filter } from '@/db/model/filter';
import type { Limit } from '@/db/model/values/moment';
import * as w from '@/db/model/words';

export type Period = Pick<Filter, 'from' | 'to'>;

/** The limits of a period (ms) for times of each precision, in the order of the words. */
export function byPrecision({ from, to }: Period): { from: Float64Array; to: Float64Array } {
  const limits = (limit: Limit | undefined, none: number) =>
    Float64Array.from(w.precisions, (one) => limit?.[one === 'minute' ? 'at' : 'date'] ?? none);
  return { from: limits(from, Number.NEGATIVE_INFINITY), to: limits(to, Number.POSITIVE_INFINITY) };
}

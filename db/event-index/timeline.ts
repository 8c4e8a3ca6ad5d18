import type { Principal } from '@/db/model/access/principal';
import { maxSpans, type Timeline, type TimelineQuery, type TimelineUnit } from '@/db/model/timeline';
import { iso } from '@/db/model/values/moment';
import * as w from '@/db/model/words';
import { createBuckets, isTooCoarse } from './buckets';
import type { Columns } from './columns';
import { evaluate } from './evaluate';
import type { EventIndex } from './event-index';
import type { IndexSource } from './source';
import { extentOf, findDays, rangeOf } from './time-range';
import { createTopRows } from './top-rows';

/** The unit for at most so many days; years for more. */
const unitsByDays = [
  ['day', 92],
  ['week', 2 * 366],
  ['month', 15 * 366],
] as const;

type Counted = Pick<Timeline, 'bucket' | 'items' | 'coarse' | 'more'> & {
  /** The rows of the threats that are drawn as spans. */
  spanRows: number[];
};

/** Computes the timeline from the index. @throws AppError 'too-many-buckets' */
export function createTimeline(index: EventIndex, source: IndexSource) {
  return async (who: Principal, { bucket, tz, ...given }: TimelineQuery): Promise<Timeline> => {
    const columns = index.columns();
    const filter = await source.locate(given);
    const found = filter.q ? await source.search(filter.q) : null;
    const { rows } = evaluate(columns, who, filter, found);
    const { spanRows, ...counted } = countByTime(columns, rows, { bucket, tz, ...filter });

    const { n, profile, spanFrom, spanTo } = columns.rows();
    const names = await source.refs(spanRows.map((row) => n[row] ?? 0));
    const spans = spanRows.flatMap((row): Timeline['spans'] => {
      const name = names.get(n[row] ?? 0);
      const { status, severity } = columns.profiles[profile[row] ?? 0] ?? {};
      if (!name || !status || !severity) return [];
      const to = spanTo[row] ?? Number.NaN;
      const [from, end] = [iso(spanFrom[row] ?? 0), Number.isNaN(to) ? null : iso(to)];
      return [{ ...name, from, to: end, status, severity }];
    });
    return { asOf: await source.lastChangeAt(who), ...counted, spans };
  };
}

type Options = Pick<TimelineQuery, 'bucket' | 'tz' | 'from' | 'to'>;

/**
 * Counts the matching events by time; `evaluated` has 0 for each row that matches.
 * @throws AppError 'too-many-buckets'
 */
export function countByTime(columns: Columns, evaluated: Uint8Array, options: Options): Counted {
  const { n, profile, at, atPrecision, killed } = columns.rows();
  const days = findDays(columns, evaluated, options.tz);
  const unit = options.bucket === 'auto' ? unitFor(extentOf(days, options, options.tz)) : options.bucket;
  const range = rangeOf(unit, days, options, options.tz, 'bucket');
  const buckets = range && createBuckets(unit, options.tz, range.first, range.last);

  const starts = buckets?.starts ?? [];
  // Incidents, then threats; each with one bucket more, for what is known too imprecisely.
  const width = starts.length + 1;
  const counts = new Uint32Array(2 * width);
  const deaths = new Float64Array(width);
  const isThreat = Uint8Array.from(columns.profiles, (one) => (one?.kind === 'threat' ? 1 : 0));
  const isCoarse = Uint8Array.from(w.precisions, (one) => Number(!buckets || isTooCoarse(unit, one)));
  const minute = w.precisions.indexOf('minute');
  const keyOf = createSpanKey(columns);
  const latest = createTopRows(maxSpans, (a, b) => {
    const [x, y] = [keyOf(a), keyOf(b)];
    return x < y || (x === y && (n[a] ?? 0) < (n[b] ?? 0));
  });
  let least = Number.NEGATIVE_INFINITY;
  // Backwards, because the newest are usually last: fewer rows then enter the heap.
  for (let row = evaluated.length - 1; row >= 0; row -= 1) {
    if (evaluated[row] !== 0) continue;
    const kind = isThreat[profile[row] ?? 0] ?? 0;
    if (kind === 1 && keyOf(row) >= least) {
      latest.add(row);
      const first = latest.first();
      if (first !== undefined) least = keyOf(first);
    }
    const known = atPrecision[row] ?? 0;
    let bucket = starts.length;
    if (buckets && isCoarse[known] === 0) {
      const time = at[row] ?? 0;
      bucket = known === minute ? buckets.ofInstant(time) : buckets.ofDate(time);
    }
    const place = kind * width + bucket;
    counts[place] = (counts[place] ?? 0) + 1;
    const dead = killed[row] ?? 0;
    if (dead > 0) deaths[bucket] = (deaths[bucket] ?? 0) + dead;
  }
  const spanRows = latest.sorted();
  const [incidents, threats] = [counts.subarray(0, width), counts.subarray(width)];
  return {
    bucket: unit,
    items: starts.map((start, bucket) => ({
      start,
      incidents: incidents[bucket] ?? 0,
      threats: threats[bucket] ?? 0,
      killed: deaths[bucket] ?? 0,
    })),
    coarse: (incidents[starts.length] ?? 0) + (threats[starts.length] ?? 0),
    spanRows,
    more: threats.reduce((sum, count) => sum + count, 0) - spanRows.length,
  };
}

/** Days where there are no events. */
function unitFor({ first, last }: { first: number; last: number }): TimelineUnit {
  const days = last - first + 1;
  return unitsByDays.find(([, most]) => days <= most)?.[0] ?? 'year';
}

/** Orders spans: current threats are last, of the others those that began latest. */
function createSpanKey(columns: Columns): (row: number) => number {
  const { spanFrom, spanTo } = columns.rows();
  // Later than any date.
  const current = 1e15;
  return (row) => (spanFrom[row] ?? 0) + (Number.isNaN(spanTo[row] ?? 0) ? current : 0);
}

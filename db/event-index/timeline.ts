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
  const { profile, at, atPrecision, killed } = columns.rows();
  const days = findDays(columns, evaluated, options.tz);
  const unit = options.bucket === 'auto' ? unitFor(extentOf(days, options, options.tz)) : options.bucket;
  const range = rangeOf(unit, days, options, options.tz, 'bucket');
  const buckets = range && createBuckets(unit, options.tz, range.first, range.last);

  const starts = buckets?.starts ?? [];
  const counts = [new Uint32Array(starts.length), new Uint32Array(starts.length)] as const;
  const deaths = new Float64Array(starts.length);
  const isThreat = Uint8Array.from(columns.profiles, (one) => (one?.kind === 'threat' ? 1 : 0));
  const isCoarse = w.precisions.map((one) => isTooCoarse(unit, one));
  const minute = w.precisions.indexOf('minute');
  const latest = createTopRows(maxSpans, createSpanOrder(columns));
  let [coarse, threats] = [0, 0];
  // Backwards, because the newest are usually last: fewer rows then enter the heap.
  for (let row = evaluated.length - 1; row >= 0; row -= 1) {
    if (evaluated[row] !== 0) continue;
    const kind = isThreat[profile[row] ?? 0] === 1 ? 1 : 0;
    if (kind === 1) {
      threats += 1;
      latest.add(row);
    }
    const known = atPrecision[row] ?? 0;
    if (!buckets || isCoarse[known]) {
      coarse += 1;
      continue;
    }
    const time = at[row] ?? 0;
    const bucket = known === minute ? buckets.ofInstant(time) : buckets.ofDate(time);
    counts[kind][bucket] = (counts[kind][bucket] ?? 0) + 1;
    deaths[bucket] = (deaths[bucket] ?? 0) + (killed[row] ?? 0);
  }
  const spanRows = latest.sorted();
  return {
    bucket: unit,
    items: starts.map((start, bucket) => ({
      start,
      incidents: counts[0][bucket] ?? 0,
      threats: counts[1][bucket] ?? 0,
      killed: deaths[bucket] ?? 0,
    })),
    coarse,
    spanRows,
    more: threats - spanRows.length,
  };
}

/** Days where there are no events. */
function unitFor({ first, last }: { first: number; last: number }): TimelineUnit {
  const days = last - first + 1;
  return unitsByDays.find(([, most]) => days <= most)?.[0] ?? 'year';
}

/** Current threats last, of the others those that began latest. */
function createSpanOrder(columns: Columns) {
  const { n, spanFrom, spanTo } = columns.rows();
  return (a: number, b: number) => {
    const [x, y] = [Number(Number.isNaN(spanTo[a] ?? 0)), Number(Number.isNaN(spanTo[b] ?? 0))];
    if (x !== y) return x < y;
    const [from, other] = [spanFrom[a] ?? 0, spanFrom[b] ?? 0];
    return from < other || (from === other && (n[a] ?? 0) < (n[b] ?? 0));
  };
}

import type { Principal } from '@/db/model/access/principal';
import { isCountry } from '@/db/model/places/countries';
import type { Trends, TrendsQuery, TrendUnit } from '@/db/model/trends';
import { iso } from '@/db/model/values/moment';
import * as w from '@/db/model/words';
import { createBuckets, isTooCoarse } from './buckets';
import { countryOf } from './codes';
import type { Columns } from './columns';
import { evaluate } from './evaluate';
import type { EventIndex } from './event-index';
import { findFirstSeen } from './first-seen';
import type { IndexSource } from './source';
import { findDays, rangeOf } from './time-range';
import { createTrendValues, type TrendValues } from './trend-values';
import { countWeeks } from './week-change';

/** Computes trends from the index; `today` is a day since 1970 (UTC). @throws AppError 'too-many-buckets' */
export function createTrends(index: EventIndex, source: IndexSource) {
  return async (
    who: Principal,
    { rows: property, columns: unit, top, ...given }: TrendsQuery,
    today: number,
  ): Promise<Trends> => {
    const columns = index.columns();
    const filter = await source.locate(given);
    const found = filter.q ? await source.search(filter.q) : null;
    const evaluation = evaluate(columns, who, filter, found);
    const hasPeriod = filter.from !== undefined || filter.to !== undefined;
    const ofAllTime = hasPeriod
      ? evaluate(columns, who, { ...filter, from: undefined, to: undefined }, found)
      : evaluation;
    const values = createTrendValues(columns, evaluation, property, filter.actor);
    const { top: shown, ...counted } = countTrends(columns, evaluation.rows, values, {
      ...filter,
      unit,
      top,
    });
    const valuesOfAllTime = hasPeriod
      ? createTrendValues(columns, ofAllTime, property, filter.actor)
      : values;
    return {
      asOf: await source.lastChangeAt(who),
      ...counted,
      change: countWeeks(columns, valuesOfAllTime, shown, today),
      firstSeen: findFirstSeen(columns, ofAllTime.rows, { ...filter, top }).flatMap(
        ({ actor, host, at, precision }) => {
          const country = countryOf(host);
          if (!isCountry(country)) return [];
          return [{ actor: columns.codes.actor.textOf(actor), host: country, on: dateOf(at, precision) }];
        },
      ),
    };
  };
}

type Options = { unit: TrendUnit; top: number; from?: number | undefined; to?: number | undefined };

/** `top` are the codes of the rows. */
type Counted = Pick<Trends, 'rows' | 'columns' | 'cells' | 'totals' | 'coarse'> & { top: number[] };

/**
 * Counts the matching events by value and by time; `evaluated` has 0 for each row that matches.
 * @throws AppError 'too-many-buckets'
 */
export function countTrends(
  columns: Columns,
  evaluated: Uint8Array,
  values: TrendValues,
  options: Options,
): Counted {
  const { unit } = options;
  const { rows, codes, codeCount } = values;
  const { at, atPrecision } = columns.rows();
  const isCoarse = Uint8Array.from(w.precisions, (one) => Number(isTooCoarse(unit, one)));
  const range = rangeOf(unit, findDays(columns, evaluated, 'UTC'), options, 'UTC', 'columns');
  const buckets = range && createBuckets(unit, 'UTC', range.first, range.last);
  const starts = buckets?.starts ?? [];
  // One column and one row more than shown, for what is not: counting without a branch takes half the time.
  const width = starts.length + 1;
  const ofColumns = new Uint32Array(width);
  const columnOf = new Uint16Array(rows.length);
  const totals = new Uint32Array(codeCount);
  let counted = -1;
  for (let pair = 0; pair < rows.length; pair += 1) {
    const row = rows[pair] ?? 0;
    const isKnown = buckets !== null && isCoarse[atPrecision[row] ?? 0] === 0;
    const column = isKnown ? buckets.ofDate(at[row] ?? 0) : starts.length;
    columnOf[pair] = column;
    if (row !== counted) ofColumns[column] = (ofColumns[column] ?? 0) + 1;
    counted = row;
    if (!isKnown) continue;
    const code = codes[pair] ?? 0;
    totals[code] = (totals[code] ?? 0) + 1;
  }
  const top = mostFrequent(totals, values.textOf, options.top);

  const placeOf = new Uint8Array(codeCount).fill(top.length);
  top.forEach((code, place) => {
    placeOf[code] = place;
  });
  const cells = new Uint32Array((top.length + 1) * width);
  for (let pair = 0; pair < rows.length; pair += 1) {
    const cell = (placeOf[codes[pair] ?? 0] ?? 0) * width + (columnOf[pair] ?? 0);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  const ofShown = ofColumns.subarray(0, starts.length);
  return {
    top,
    rows: top.map(values.textOf),
    columns: starts.map((start) => labelOf(unit, start)),
    cells: top.map((_, place) => [...cells.subarray(place * width, place * width + starts.length)]),
    totals: {
      rows: top.map((code) => totals[code] ?? 0),
      columns: [...ofShown],
      all: ofShown.reduce((sum, count) => sum + count, 0),
    },
    coarse: ofColumns[starts.length] ?? 0,
  };
}

/** The codes that occur most, of equally frequent ones the first by text. */
function mostFrequent(totals: Uint32Array, textOf: (code: number) => string, top: number): number[] {
  const found: number[] = [];
  totals.forEach((count, code) => {
    if (count > 0) found.push(code);
  });
  const byFrequency = (a: number, b: number) =>
    (totals[b] ?? 0) - (totals[a] ?? 0) || (textOf(a) < textOf(b) ? -1 : 1);
  return found.sort(byFrequency).slice(0, top);
}

function labelOf(unit: TrendUnit, start: string): string {
  if (unit === 'year') return start.slice(0, 4);
  if (unit === 'month') return start.slice(0, 7);
  return `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`;
}

/** A date as precise as it is known. */
function dateOf(at: number, precision: w.Precision): string {
  return iso(at).slice(0, precision === 'year' ? 4 : precision === 'month' ? 7 : 10);
}

import type { ChangeLevel, TrendChange } from '@/db/model/trends';
import { dayMillis } from '@/db/model/values/moment';
import * as w from '@/db/model/words';
import { isTooCoarse } from './buckets';
import type { Columns } from './columns';
import type { TrendValues } from './trend-values';

const week = 7;

/**
 * Compares the last seven days, of which `today` is the last, with the weeks before. `values` are those of all time;
 * `shown` are the codes of the rows.
 */
export function countWeeks(
  columns: Columns,
  values: TrendValues,
  shown: readonly number[],
  today: number,
): TrendChange[] {
  const { at, atPrecision } = columns.rows();
  const { rows, codes } = values;
  const isCoarse = w.precisions.map((one) => isTooCoarse('week', one));
  const placeOf = new Int32Array(values.codeCount).fill(-1);
  shown.forEach((code, place) => {
    placeOf[code] = place;
  });
  const counts = shown.map(() => ({ last: 0, of4: 0, of52: 0 }));
  const end = (today + 1) * dayMillis;
  const [lastFrom, from4, from52] = [1, 5, 53].map((weeks) => end - weeks * week * dayMillis);
  for (let pair = 0; pair < rows.length; pair += 1) {
    const row = rows[pair] ?? 0;
    const time = at[row] ?? 0;
    if (time < (from52 ?? 0) || time >= end || isCoarse[atPrecision[row] ?? 0]) continue;
    const counted = counts[placeOf[codes[pair] ?? 0] ?? -1];
    if (!counted) continue;
    if (time >= (lastFrom ?? 0)) counted.last += 1;
    else {
      counted.of52 += 1;
      if (time >= (from4 ?? 0)) counted.of4 += 1;
    }
  }
  return counts.map(({ last, of4, of52 }, place) => {
    const [mean4, mean52] = [of4 / 4, of52 / 52];
    return { row: values.textOf(shown[place] ?? 0), last, mean4, mean52, level: levelOf(last, mean4) };
  });
}

/**
 * How much a week differs from a mean. Below a low base no change is a trend: a mean of at most 2 and at most 5 now.
 * The thresholds are those of the ACLED Conflict Change Map.
 */
export function levelOf(last: number, mean: number): ChangeLevel {
  if (mean <= 2 && last <= 5) return 'none';
  const change = last / mean - 1;
  if (change > 0.25) return 'large';
  if (change >= 0.1) return 'moderate';
  return change < -0.25 ? 'decrease' : 'limited';
}

import type { Timeline } from '@/db/model/timeline';
import type { Formats } from '../../_i18n/format';

const leastWidth = 52;

/** Labels of the axis, at the beginnings of weeks, months, years or decades, as many as there is space for. */
export function axisLabels(
  { bucket, items }: Pick<Timeline, 'bucket' | 'items'>,
  width: number,
  formats: Formats,
): { at: number; text: string }[] {
  const step = width / Math.max(1, items.length);
  const candidates = items.map(({ start }, at) => ({ at, text: textOf(bucket, start, formats) }));
  const all = candidates.filter(({ text }, index) => text !== candidates[index - 1]?.text);
  // The first is that of a part, such as the end of a year, which has no space for it.
  const changes = (all[1]?.at ?? Number.POSITIVE_INFINITY) * step < leastWidth ? all.slice(1) : all;
  let end = -leastWidth;
  return changes.filter(({ at }) => {
    const x = at * step;
    if (x < end + leastWidth || x > width - leastWidth * 0.8) return false;
    end = x;
    return true;
  });
}

/** Equal for buckets that share a label. */
function textOf(bucket: Timeline['bucket'], start: string, formats: Formats): string {
  if (bucket === 'day') return formats.dayMonth(start);
  if (bucket === 'week') {
    return start.slice(5, 7) === '01' ? start.slice(0, 4) : formats.shortMonth(start);
  }
  return start.slice(0, 4);
}

/** A bar in pixels, with the width of its label before it. */
export type SpanBar = { x: number; width: number; labelWidth: number };

/**
 * Puts bars on as few lines as they need, in their order; null for those that do not fit on `lanes` lines. A label
 * stands before its bar, or after it where there is no space before.
 */
export function placeSpans(
  bars: readonly SpanBar[],
  lanes: number,
  width: number,
): ({ lane: number; isLabelAfter: boolean } | null)[] {
  const taken: { from: number; to: number }[][] = Array.from({ length: lanes }, () => []);
  return bars.map(({ x, width: length, labelWidth }) => {
    const isLabelAfter = x < labelWidth && x + length + labelWidth <= width;
    const from = isLabelAfter ? x : Math.max(0, x - labelWidth);
    const to = isLabelAfter ? x + length + labelWidth : x + length;
    const lane = taken.findIndex((spans) => spans.every((one) => to <= one.from || from >= one.to));
    taken[lane]?.push({ from, to });
    return lane < 0 ? null : { lane, isLabelAfter };
  });
}

'use client';

import type { Timeline } from '@/db/model/timeline';
import { dayMillis, startMillis } from '@/db/model/values/moment';
import { placeSpans } from '../../_plots/span-lanes';
import { RecordLink } from '../_record/record-link';

type TimelineSpansProps = {
  spans: Timeline['spans'];
  /** The period of the drawing (ms). */
  from: number;
  to: number;
  now: number;
  width: number;
  lanes: number;
  top: number;
  nameOf(span: Timeline['spans'][number]): string;
};

export const laneHeight = 15;
const thickness = 7;
const labelWidth = 70;

/** Threats from the beginning of their validity to their end; current ones go on to now. */
export function TimelineSpans({ spans, from, to, now, width, lanes, top, nameOf }: TimelineSpansProps) {
  const scale = (at: number) => ((at - from) / Math.max(dayMillis, to - from)) * width;
  const shown = spans.filter(
    (span) => startMillis(span.from) < to && (span.to === null || startMillis(span.to) >= from),
  );
  const bars = shown.map((span) => {
    const x = Math.max(0, Math.min(width - 3, scale(startMillis(span.from))));
    const end = Math.min(width, scale(span.to === null ? Math.min(now, to) : startMillis(span.to)));
    // Current threats are named; the others are many.
    return { span, x, width: Math.max(3, end - x), labelWidth: span.to === null ? labelWidth : 2 };
  });
  const places = placeSpans(bars, lanes, width);
  return (
    <g>
      {bars.map(({ span, x, width: length }, index) => {
        const place = places[index];
        if (!place) return null;
        const y = top + place.lane * laneHeight;
        const isCurrent = span.to === null;
        return (
          <RecordLink key={span.id} eventRef={span.ref} aria-label={nameOf(span)} data-tip={nameOf(span)}>
            <rect
              className={isCurrent ? 'plot-current' : 'plot-ended'}
              x={x}
              y={y + (laneHeight - thickness) / 2}
              width={length}
              height={thickness}
              rx={3}
            />
            {isCurrent && (place.isLabelAfter || x >= labelWidth) && (
              <text
                className="plot-label font-mono"
                x={place.isLabelAfter ? x + length + 5 : x - 5}
                y={y + laneHeight / 2 + 4}
                textAnchor={place.isLabelAfter ? 'start' : 'end'}
              >
                {span.ref.slice(4)}
              </text>
            )}
          </RecordLink>
        );
      })}
    </g>
  );
}

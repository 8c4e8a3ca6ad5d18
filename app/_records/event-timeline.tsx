'use client';

import { sum } from 'd3-array';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { Timeline } from '@/db/model/timeline';
import { useFormats } from '../_i18n/use-formats';
import { Histogram } from '../_plots/histogram';
import { PlotActions } from '../_plots/plot-actions';
import '../_plots/plots.css';
import { useWidth } from '../_plots/use-width';
import { axisLabels } from '../(board)/_timeline/axis-labels';

const height = 120;

type EventTimelineProps = { timeline: Pick<Timeline, 'bucket' | 'items'>; name: string };

/** Incidents and threats by time, with a table and downloads; `name` is that of the files. */
export function EventTimeline({ timeline, name }: EventTimelineProps) {
  const t = useTranslations('plots.timeline');
  const formats = useFormats();
  const frame = useRef<HTMLDivElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const width = useWidth(frame);
  const { bucket, items } = timeline;
  const precision = bucket === 'year' || bucket === 'month' ? bucket : 'day';
  const nameOf = (start: string) => formats.moment(start, precision);
  const [first, last] = [items[0], items.at(-1)];
  if (!first || !last) return null;
  const caption = t('summary', {
    from: nameOf(first.start),
    to: nameOf(last.start),
    incidents: sum(items, ({ incidents }) => incidents),
    threats: sum(items, ({ threats }) => threats),
  });
  return (
    <div ref={frame} className="flex min-w-0 flex-col gap-1 pt-2.5">
      <svg ref={drawing} role="img" aria-label={caption} width={width} height={height}>
        {width > 0 && (
          <Histogram
            bars={items.map(({ start, incidents, threats }) => ({ key: start, incidents, threats }))}
            width={width}
            height={height}
            selected={null}
            labels={axisLabels(timeline, width, formats)}
            format={formats.number}
          />
        )}
      </svg>
      <PlotActions
        drawing={drawing}
        name={name}
        caption={caption}
        table={{
          headers: [t(`by.${bucket}`), t('column.incidents'), t('column.threats'), t('column.killed')],
          rows: items.map(({ start, incidents, threats, killed }) => [
            nameOf(start),
            incidents,
            threats,
            killed,
          ]),
        }}
      />
    </div>
  );
}

'use client';

import { sum } from 'd3-array';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Timeline } from '@/db/model/timeline';
import { startMillis } from '@/db/model/values/moment';
import { useFormats } from '../../_i18n/use-formats';
import { useServerNow } from '../../_live/provider';
import { axisHeight, Histogram } from '../../_plots/histogram';
import { PlotActions } from '../../_plots/plot-actions';
import '../../_plots/plots.css';
import { useWidth } from '../../_plots/use-width';
import { Select } from '../../_ui/inputs/select';
import { useFilters } from '../_filters/use-filters';
import { axisLabels } from './axis-labels';
import { queryOf, type Range, rangeNames } from './range';
import { limitsOf, type Selection, selectionOf } from './selection';
import { laneHeight, TimelineSpans } from './timeline-spans';
import { type Edge, useBrush } from './use-brush';
import { useTimeline } from './use-timeline';

const maxLanes = 5;

/**
 * Incidents and threats over time with the filter of the board, except its period: that is the part selected here, by
 * dragging or with two handles.
 */
export default function TimelinePanel() {
  const t = useTranslations('plots.timeline');
  const formats = useFormats();
  const { search } = useFilters();
  const now = useServerNow();
  const [range, setRange] = useState<Range>('all');
  const today = formats.dayKey(new Date(now));
  const query = queryOf(search, range, today, formats.timeZone);
  const { timeline, isRefused } = useTimeline(query);
  return (
    // Its height is kept while it loads, so that the map above does not jump.
    <div className="flex min-h-64 min-w-0 flex-col gap-1">
      <div className="flex min-h-7 items-center justify-between gap-2">
        {timeline && <Counts timeline={timeline} />}
        <Select
          aria-label={t('range')}
          value={range}
          onChange={(next) => setRange(next ?? 'all')}
          choices={rangeNames.map((value) => ({ value, label: t(`ranges.${value}`) }))}
          className="ms-auto !min-h-7 !w-auto shrink-0 !py-0 text-small"
        />
      </div>
      {isRefused && <p className="text-ink-2">{t('tooMany')}</p>}
      {timeline &&
        (timeline.items.length > 0 ? (
          <Drawing timeline={timeline} now={now} />
        ) : (
          <Nothing timeline={timeline} />
        ))}
    </div>
  );
}

/** How many there are, each beside its mark: it needs no legend. */
function Counts({ timeline: { items, bucket } }: { timeline: Timeline }) {
  const t = useTranslations('plots.timeline');
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-3 text-small">
      <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
        <svg aria-hidden width="9" height="9">
          <rect className="plot-solid" width="9" height="9" />
        </svg>
        {t('incidents', { count: sum(items, ({ incidents }) => incidents) })}
      </span>
      <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
        <svg aria-hidden width="9" height="9">
          <rect className="plot-outlined" x="0.5" y="0.5" width="8" height="8" />
        </svg>
        {t('threats', { count: sum(items, ({ threats }) => threats) })}
      </span>
      <span className="text-ink-2">{t(`by.${bucket}`)}</span>
    </p>
  );
}

function Nothing({ timeline: { coarse } }: { timeline: Timeline }) {
  const t = useTranslations('plots.timeline');
  return <p className="py-4 text-ink-2">{coarse > 0 ? t('coarse', { count: coarse }) : t('none')}</p>;
}

function Drawing({ timeline, now }: { timeline: Timeline; now: number }) {
  const t = useTranslations('plots.timeline');
  const formats = useFormats();
  const words = useTranslations('words');
  const { filter, setPeriod } = useFilters();
  const frame = useRef<HTMLFieldSetElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const width = useWidth(frame);
  const limits = useMemo(() => limitsOf(timeline, formats.timeZone), [timeline, formats.timeZone]);
  const apply = useCallback(
    (selection: Selection | null) =>
      setPeriod(selection && { from: limits[selection.first] ?? '', to: limits[selection.last + 1] ?? '' }),
    [setPeriod, limits],
  );
  const { items, bucket, spans, coarse } = timeline;
  const brush = useBrush({ count: items.length, applied: selectionOf(limits, filter), apply });
  const { selection } = brush;
  const barsHeight = Math.round(Math.min(200, Math.max(104, width * 0.3)));

  const precision = bucket === 'year' || bucket === 'month' ? bucket : 'day';
  const nameOf = (start: string) => formats.moment(start, precision);
  const dayBefore = (limit: string) =>
    formats.moment(new Date(startMillis(limit) - 1).toISOString().slice(0, 10));
  const [from, to] = [startMillis(limits[0] ?? ''), startMillis(limits.at(-1) ?? '')];
  const lanes = spans.length === 0 ? 0 : maxLanes;
  const height = barsHeight + lanes * laneHeight;
  const step = width / items.length;
  const xOf = (edge: Edge) =>
    (selection
      ? edge === 'first'
        ? selection.first
        : selection.last + 1
      : edge === 'first'
        ? 0
        : items.length) * step;
  const summary = t('summary', {
    from: nameOf(items[0]?.start ?? ''),
    to: nameOf(items.at(-1)?.start ?? ''),
    incidents: sum(items, ({ incidents }) => incidents),
    threats: sum(items, ({ threats }) => threats),
  });
  const handle = (edge: Edge) => {
    const at = selection ? selection[edge] : edge === 'first' ? 0 : items.length - 1;
    return (
      <rect
        key={edge}
        data-plot-control
        role="slider"
        tabIndex={0}
        aria-label={t(edge === 'first' ? 'start' : 'end')}
        aria-valuemin={0}
        aria-valuemax={items.length - 1}
        aria-valuenow={at}
        aria-valuetext={nameOf(items[at]?.start ?? '')}
        onKeyDown={(event) => brush.onKeyDown(event, edge)}
        className="plot-handle"
        x={Math.max(0, Math.min(width - 4, xOf(edge) - 2))}
        y={barsHeight - axisHeight - 26}
        width={4}
        height={26}
        rx={2}
      />
    );
  };
  return (
    <>
      <fieldset ref={frame} aria-label={summary} className="m-0 min-w-0 border-0 p-0">
        {width > 0 && (
          // biome-ignore lint/a11y/noSvgWithoutTitle: the group is named, and so are its controls.
          <svg ref={drawing} width={width} height={height} className="block overflow-visible">
            <Histogram
              bars={items.map((item) => ({ key: item.start, ...item }))}
              width={width}
              height={barsHeight}
              selected={selection}
              labels={axisLabels(timeline, width, formats)}
              format={formats.number}
            />
            {selection && (
              <rect
                data-plot-control
                className="plot-brush"
                x={xOf('first')}
                y={0}
                width={Math.max(1, xOf('last') - xOf('first'))}
                height={barsHeight - axisHeight}
              />
            )}
            <rect
              data-plot-control
              data-brush
              x={0}
              y={0}
              width={width}
              height={barsHeight}
              fill="transparent"
              className="cursor-crosshair touch-none"
              {...brush.pointer}
            />
            {handle('first')}
            {handle('last')}
            <TimelineSpans
              spans={spans}
              from={from}
              to={to}
              now={now}
              width={width}
              lanes={lanes}
              top={barsHeight}
              nameOf={({ ref, from: start, to: end, severity }) =>
                t('span', {
                  ref,
                  start: formats.date(start),
                  end: end === null ? t('stillCurrent') : formats.date(end),
                  severity: words(`severities.${severity}`),
                })
              }
            />
          </svg>
        )}
      </fieldset>
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <p className="text-small text-ink-2">
          {selection
            ? t('selected', {
                from: nameOf(items[selection.first]?.start ?? ''),
                to: dayBefore(limits[selection.last + 1] ?? ''),
              })
            : t('hint')}
        </p>
        <PlotActions
          drawing={drawing}
          name="timeline"
          caption={summary}
          table={{
            headers: [t(`by.${bucket}`), t('column.incidents'), t('column.threats'), t('column.killed')],
            rows: items.map(({ start, incidents, threats, killed }) => [start, incidents, threats, killed]),
          }}
        />
      </div>
      {coarse > 0 && <p className="text-small text-ink-2">{t('coarse', { count: coarse })}</p>}
    </>
  );
}

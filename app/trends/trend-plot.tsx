'use client';

import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef } from 'react';
import type { TrendRows, Trends, TrendUnit } from '@/db/model/trends';
import * as w from '@/db/model/words';
import { useFormats, useTypeChoiceName } from '../_i18n/use-formats';
import { firstScroll, HeatMap, leastWidthOf, nameWidthOf } from '../_plots/heat-map';
import { PlotActions } from '../_plots/plot-actions';
import '../_plots/plots.css';
import { useWidth } from '../_plots/use-width';
import { boardHref } from './trend-links';

type TrendPlotProps = {
  trends: Trends;
  rows: TrendRows;
  columns: TrendUnit;
  search: string;
  actors: Readonly<Record<string, string>>;
};

const marks = { large: '▲▲', moderate: '▲', limited: '=', decrease: '▼', none: '' } as const;
const roman = ['I', 'II', 'III', 'IV'];

/** A heat map of records by value and time, with totals and the change of the last week. */
export function TrendPlot({ trends, rows: property, columns: unit, search, actors }: TrendPlotProps) {
  const t = useTranslations('plots.trends');
  const formats = useFormats();
  const nameOf = useValueName(property, actors);
  const frame = useRef<HTMLDivElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const width = useWidth(frame);
  const { rows, columns, cells, totals, coarse, change } = trends;
  const nameWidth = nameWidthOf(rows.map(nameOf), width);
  // The newest columns are last, and in view first.
  useLayoutEffect(() => {
    const { current } = frame;
    if (!current) return;
    current.style.setProperty('scroll-padding-inline-start', `${nameWidth}px`);
    current.scrollLeft = firstScroll(width, columns.length, nameWidth);
  }, [width, nameWidth, columns.length]);
  if (rows.length === 0)
    return <p className="text-ink-2">{coarse > 0 ? t('coarse', { count: coarse }) : t('none')}</p>;

  const columnName = (column: string) => {
    if (unit === 'year') return column;
    if (unit === 'month') return formats.moment(`${column}-01`, 'month');
    return t('quarter', { quarter: roman[Number(column.slice(6)) - 1] ?? '', year: column.slice(0, 4) });
  };
  const shortName = (column: string) => {
    if (unit === 'year') return column;
    return unit === 'month' ? column.slice(5) : (roman[Number(column.slice(6)) - 1] ?? '');
  };
  const names = rows.map(nameOf);
  const changeOf = (row: number) => {
    const { last, mean4, mean52, level } = change[row] ?? { last: 0, mean4: 0, mean52: 0, level: 'none' };
    const figures = { last, mean4: formats.number(round(mean4)), mean52: formats.number(round(mean52)) };
    return { mark: marks[level], words: `${t(`levels.${level}`)}. ${t('change', figures)}` };
  };
  const [first, last] = [columns[0], columns.at(-1)];
  const caption = t('caption', {
    rows: t(`rows.${property}`),
    from: columnName(first ?? ''),
    to: columnName(last ?? ''),
  });
  const least = leastWidthOf(columns.length, nameWidth);
  return (
    <section aria-labelledby="trend-plot" className="flex min-w-0 flex-col gap-2">
      <h2 id="trend-plot" className="text-title font-semibold">
        {caption}
      </h2>
      <div
        ref={frame}
        onScroll={({ currentTarget }) =>
          currentTarget.style.setProperty('--scrolled', `${currentTarget.scrollLeft}px`)
        }
        className="min-w-0 overflow-x-auto pb-1"
      >
        {width > 0 && (
          <HeatMap
            ref={drawing}
            width={Math.max(width, least)}
            nameWidth={nameWidth}
            rows={rows.map((value, row) => ({
              key: value,
              name: names[row] ?? value,
              total: totals.rows[row] ?? 0,
              href: boardHref(search, { rows: property, value, first, last }),
              last: change[row]?.last ?? 0,
              change: changeOf(row),
            }))}
            columns={columns.map((column) => ({
              key: column,
              text: shortName(column),
              group: unit === 'year' ? '' : column.slice(0, 4),
            }))}
            cells={cells}
            nameOf={(row, column) =>
              t('cell', {
                row: names[row] ?? '',
                column: columnName(columns[column] ?? ''),
                count: cells[row]?.[column] ?? 0,
              })
            }
            hrefOf={(row, column) => {
              const at = columns[column];
              return boardHref(search, { rows: property, value: rows[row] ?? null, first: at, last: at });
            }}
            format={formats.number}
            headings={{ total: t('total'), change: t('lastWeek') }}
          />
        )}
      </div>
      <p className="max-w-prose text-small text-ink-2">{t('marks')}</p>
      {coarse > 0 && <p className="text-small text-ink-2">{t('coarse', { count: coarse })}</p>}
      <PlotActions
        drawing={drawing}
        name={`trends-${property}-${unit}`}
        caption={caption}
        table={{
          headers: [
            t(`rows.${property}`),
            ...columns.map(columnName),
            t('total'),
            t('lastWeek'),
            t('mean4'),
            t('mean52'),
            t('changeColumn'),
          ],
          rows: [
            ...rows.map((_, row) => [
              names[row] ?? '',
              ...(cells[row] ?? []),
              totals.rows[row] ?? 0,
              change[row]?.last ?? 0,
              round(change[row]?.mean4 ?? 0),
              round(change[row]?.mean52 ?? 0),
              t(`levels.${change[row]?.level ?? 'none'}`),
            ]),
            [t('allRecords'), ...totals.columns, totals.all, '', '', '', ''],
          ],
        }}
      />
    </section>
  );
}

function round(mean: number): number {
  return Math.round(mean * 10) / 10;
}

/** A value of the property in words. */
function useValueName(
  property: TrendRows,
  actors: Readonly<Record<string, string>>,
): (value: string) => string {
  const t = useTranslations('words');
  const { shortCountry } = useFormats();
  const typeName = useTypeChoiceName();
  return (value) => {
    if (property === 'targeted' || property === 'host') return shortCountry(value);
    if (property === 'actor') return actors[value] ?? value;
    const type = w.targetTypes.find((one) => one === value);
    if (property === 'targetType' && type) return typeName(type);
    const attack = w.attackTypes.find((one) => one === value);
    if (property === 'attackType' && attack) return t(`attackTypes.${attack}`);
    const severity = w.severities.find((one) => one === value);
    if (property === 'severity' && severity) return t(`severities.${severity}`);
    const status = w.threatStatuses.find((one) => one === value);
    return status ? t(`threatStatuses.${status}`) : value;
  };
}

'use client';

import { max } from 'd3-array';
import { scaleSqrt } from 'd3-scale';
import { type KeyboardEvent, type Ref, useState } from 'react';

type HeatRow = {
  key: string;
  name: string;
  total: number;
  /** Where the records of the row are. */
  href: string;
  /** Records of the last week, with a mark of what has changed, and the same in words. */
  last: number;
  change: { mark: string; words: string };
};

type HeatMapProps = {
  ref?: Ref<SVGSVGElement>;
  rows: readonly HeatRow[];
  /** A column begins a group, such as a year, where the text changes. */
  columns: readonly { key: string; text: string; group: string }[];
  cells: readonly (readonly number[])[];
  width: number;
  nameWidth: number;
  /** In words: "Russia, March 2026: 12 records". */
  nameOf(row: number, column: number): string;
  hrefOf(row: number, column: number): string;
  format(value: number): string;
  headings: { total: string; change: string };
};

const rowHeight = 28;
const headHeight = 36;
const leastCell = 26;
const changeWidth = 64;
const totalWidth = 96;
const letterWidth = 7.2;
const darkFrom = 0.6;
const groupWidth = 34;

/** The least width at which all columns can be read. */
export function leastWidthOf(columns: number, nameWidth: number): number {
  return nameWidth + columns * leastCell + totalWidth + changeWidth;
}

const narrow = 640;

/**
 * The width of the names of the rows, which stay in view while the columns scroll in so much space. The rest of a
 * narrow space has room for whole columns.
 */
export function nameWidthOf(names: readonly string[], space: number): number {
  const widest = Math.max(80, ...names.map((name) => name.length * letterWidth + 12));
  if (space >= narrow) return Math.min(widest, 220);
  const least = Math.min(widest, 104);
  return least + ((space - least) % leastCell);
}

/** How far a plot is scrolled at first: to its end, and in a narrow space to the newest column. */
export function firstScroll(space: number, columns: number, nameWidth: number): number {
  const beyond = leastWidthOf(columns, nameWidth) - space;
  return Math.max(0, space < narrow ? beyond - totalWidth - changeWidth : beyond);
}

/**
 * Counts by row and column, as numbers on one ink that is darker for more; each leads to its records. One cell is a tab
 * stop, and arrow keys walk the others.
 */
export function HeatMap({
  ref,
  rows,
  columns,
  cells,
  width,
  nameWidth,
  nameOf,
  hrefOf,
  format,
  headings,
}: HeatMapProps) {
  const cellWidth = Math.min(
    112,
    (width - nameWidth - totalWidth - changeWidth) / Math.max(1, columns.length),
  );
  const right = nameWidth + columns.length * cellWidth;
  const highest = max(cells.flat()) ?? 1;
  // Areas of ink are compared by their root: single records stay visible beside hundreds.
  const shade = scaleSqrt([0, Math.max(1, highest)], [0, 1]);
  const totals = scaleSqrt([0, max(rows, ({ total }) => total) ?? 1], [0, totalWidth - 52]);
  const [at, setAt] = useState<{ row: number; column: number } | null>(null);
  const stop = at && (cells[at.row]?.[at.column] ?? 0) > 0 ? at : firstCell(cells);

  function walk(event: KeyboardEvent<Element>, row: number, column: number): void {
    const to = moved(event.key, { row, column }, cells);
    if (!to) return;
    event.preventDefault();
    setAt(to);
    const drawing = event.currentTarget.closest('svg');
    drawing?.querySelector<SVGElement>(`[data-cell="${to.row} ${to.column}"]`)?.focus();
  }

  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: its parts are named, and the heading above names the whole.
    <svg ref={ref} width={width} height={headHeight + rows.length * rowHeight + 4} className="plot block">
      {columns.map(({ key, text, group }, index) => {
        const x = nameWidth + index * cellWidth;
        const isFirst = index === 0 || columns[index - 1]?.group !== group;
        // A group of one narrow column has no space for its name.
        const isCramped = index === 0 && cellWidth < groupWidth && columns[1]?.group !== group;
        return (
          <g key={key}>
            {isFirst && !isCramped && group !== '' && (
              <text className="plot-label plot-strong" x={x + 2} y={12}>
                {group}
              </text>
            )}
            <text className="plot-label" x={x + cellWidth / 2} y={28} textAnchor="middle">
              {text}
            </text>
          </g>
        );
      })}
      <text className="plot-label" x={right + 12} y={28}>
        {headings.total}
      </text>
      <text className="plot-label" x={right + totalWidth} y={28}>
        {headings.change}
      </text>
      {rows.map(({ key, name, total, href, last, change }, row) => {
        const y = headHeight + row * rowHeight;
        return (
          <g key={key}>
            <line className="plot-grid" x1={0} x2={right + totalWidth + changeWidth} y1={y} y2={y} />
            {cells[row]?.map((count, column) => {
              if (count === 0) return null;
              const x = nameWidth + column * cellWidth;
              const strength = shade(count);
              return (
                <a
                  key={columns[column]?.key}
                  href={hrefOf(row, column)}
                  data-cell={`${row} ${column}`}
                  data-tip={nameOf(row, column)}
                  aria-label={nameOf(row, column)}
                  tabIndex={stop?.row === row && stop.column === column ? 0 : -1}
                  onFocus={() => setAt({ row, column })}
                  onKeyDown={(event) => walk(event, row, column)}
                  className="outline-none"
                >
                  <rect
                    className="plot-cell"
                    x={x + 1}
                    y={y + 2}
                    width={cellWidth - 2}
                    height={rowHeight - 3}
                    fillOpacity={opacityOf(strength)}
                  />
                  <rect
                    className="plot-cell-frame"
                    x={x + 1}
                    y={y + 2}
                    width={cellWidth - 2}
                    height={rowHeight - 3}
                    fill="transparent"
                  />
                  <text
                    className={strength > darkFrom ? 'plot-count plot-on-ink' : 'plot-count'}
                    x={x + cellWidth / 2}
                    y={y + 19}
                    textAnchor="middle"
                  >
                    {format(count)}
                  </text>
                </a>
              );
            })}
            <a href={href} aria-label={`${name}: ${format(total)}`} className="plot-total">
              <rect
                className="plot-solid"
                x={right + 12}
                y={y + 8}
                width={Math.max(1, totals(total))}
                height={12}
              />
              <text className="plot-name" x={right + 18 + totals(total)} y={y + 18.5}>
                {format(total)}
              </text>
            </a>
            {last > 0 && (
              <text className="plot-name" x={right + totalWidth} y={y + 18.5} data-tip={change.words}>
                {`${format(last)} ${change.mark}`}
              </text>
            )}
            <g className="plot-staying">
              <rect className="plot-ground" x={0} y={y + 1} width={nameWidth} height={rowHeight - 2} />
              <text className="plot-name" x={0} y={y + 18} data-tip={name}>
                {fitting(name, nameWidth - 8)}
              </text>
            </g>
          </g>
        );
      })}
      <rect
        className="plot-ground plot-staying"
        data-plot-control
        x={0}
        y={0}
        width={nameWidth}
        height={headHeight}
      />
    </svg>
  );
}

/**
 * How much ink a cell has. Between light cells with dark numbers and dark cells with light numbers lies what neither
 * can be read on, in any theme.
 */
function opacityOf(strength: number): number {
  return strength > darkFrom ? 0.66 + (strength - darkFrom) * 0.6 : 0.06 + strength * 0.5;
}

function fitting(name: string, width: number): string {
  const letters = Math.floor(width / letterWidth);
  return name.length <= letters ? name : `${name.slice(0, letters - 1)}…`;
}

type Cell = { row: number; column: number };

function firstCell(cells: HeatMapProps['cells']): Cell | null {
  const row = cells.findIndex((counts) => counts.some((count) => count > 0));
  return row < 0 ? null : { row, column: cells[row]?.findIndex((count) => count > 0) ?? 0 };
}

/** The next cell with records in a direction; up and down prefer the same column, then the nearest. */
function moved(key: string, { row, column }: Cell, cells: HeatMapProps['cells']): Cell | null {
  const filled = (at: number) => (cells[at] ?? []).flatMap((count, index) => (count > 0 ? [index] : []));
  const inRow = (candidates: number[]): Cell | null =>
    candidates[0] === undefined ? null : { row, column: candidates[0] };
  if (key === 'ArrowRight') return inRow(filled(row).filter((one) => one > column));
  if (key === 'ArrowLeft')
    return inRow(
      filled(row)
        .filter((one) => one < column)
        .toReversed(),
    );
  if (key === 'Home') return inRow(filled(row));
  if (key === 'End') return inRow(filled(row).toReversed());
  const step = { ArrowDown: 1, PageDown: 1, ArrowUp: -1, PageUp: -1 }[key];
  if (step === undefined) return null;
  const isFar = key.startsWith('Page');
  let found: Cell | null = null;
  for (let at = row + step; at >= 0 && at < cells.length; at += step) {
    const [nearest] = filled(at).toSorted((a, b) => Math.abs(a - column) - Math.abs(b - column));
    if (nearest === undefined) continue;
    found = { row: at, column: nearest };
    if (!isFar) break;
  }
  return found;
}

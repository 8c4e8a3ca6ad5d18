'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useId, useState } from 'react';
import { Button } from '../_ui/button';
import { csvOf, pngOf, saveFile, svgOf } from './download-plot';
import type { PlotTable } from './plot-table';

type PlotActionsProps = {
  drawing: RefObject<SVGSVGElement | null>;
  /** The name of the files without their ending. */
  name: string;
  /** What the table shows, in words. */
  caption: string;
  table: PlotTable;
};

/** What a plot can become: a table below it, and files. */
export function PlotActions({ drawing, name, caption, table }: PlotActionsProps) {
  const t = useTranslations('plots');
  const [isTable, setTable] = useState(false);
  const id = useId();
  const save = (ending: string, content: BlobPart, type: string) =>
    saveFile(`${name}.${ending}`, new Blob([content], { type }));
  return (
    <>
      <div data-print="no" className="flex flex-wrap items-center gap-1">
        <Button
          variant="quiet"
          size="small"
          aria-expanded={isTable}
          aria-controls={id}
          onClick={() => setTable(!isTable)}
        >
          {t('table')}
        </Button>
        <Button
          variant="quiet"
          size="small"
          aria-label={t('download', { format: 'SVG' })}
          onClick={() => drawing.current && save('svg', svgOf(drawing.current), 'image/svg+xml')}
        >
          SVG
        </Button>
        <Button
          variant="quiet"
          size="small"
          aria-label={t('download', { format: 'PNG' })}
          onClick={async () => {
            if (drawing.current) saveFile(`${name}.png`, await pngOf(drawing.current));
          }}
        >
          PNG
        </Button>
        <Button
          variant="quiet"
          size="small"
          aria-label={t('download', { format: 'CSV' })}
          onClick={() => save('csv', csvOf(table), 'text/csv;charset=utf-8')}
        >
          CSV
        </Button>
      </div>
      <div id={id} hidden={!isTable} className="max-h-96 overflow-auto">
        {isTable && <Table caption={caption} table={table} />}
      </div>
    </>
  );
}

function Table({ caption, table: { headers, rows } }: { caption: string; table: PlotTable }) {
  return (
    <table className="w-full border-collapse text-small tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {headers.map((header, index) => (
            <th
              key={header}
              scope="col"
              className={`sticky top-0 border-b border-line bg-paper px-2 py-1 font-medium whitespace-nowrap ${index === 0 ? 'text-start' : 'text-end'}`}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...cells]) => (
          <tr key={first}>
            <th
              scope="row"
              className="border-b border-line px-2 py-1 text-start font-normal whitespace-nowrap"
            >
              {first}
            </th>
            {cells.map((cell, index) => (
              <td key={headers[index + 1]} className="border-b border-line px-2 py-1 text-end">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

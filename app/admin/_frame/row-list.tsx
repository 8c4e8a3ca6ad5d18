import type { ReactNode } from 'react';
import { cx } from '../../_ui/cx';

type RowListProps = {
  label: string;
  /** The headings of the first column and of each fact. */
  names: readonly string[];
  /** The grid classes of the columns: "md:grid-cols-[…]", one more than `names` for the actions. */
  grid: string;
  rows: readonly { key: string; title: ReactNode; facts: readonly ReactNode[]; actions: ReactNode }[];
};

/** A list with column headings; on a phone each fact has its own label. */
export function RowList({ label, names, grid, rows }: RowListProps) {
  return (
    <div>
      <div aria-hidden className={cx('hidden gap-x-4 pb-1.5 text-small text-ink-2 md:grid', grid)}>
        {names.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <ul aria-label={label} className="border-b border-line">
        {rows.map(({ key, title, facts, actions }) => (
          <li
            key={key}
            className={cx(
              'flex flex-col gap-x-4 gap-y-2 border-t border-line py-2.5 md:grid md:items-center',
              grid,
            )}
          >
            <div className="min-w-0">{title}</div>
            <dl className="flex flex-wrap gap-x-6 gap-y-1.5 md:contents">
              {facts.map((fact, index) => (
                <div key={names[index + 1]} className="min-w-0">
                  <dt className="text-small text-ink-2 md:sr-only">{names[index + 1]}</dt>
                  <dd className="min-w-0">{fact}</dd>
                </div>
              ))}
            </dl>
            <div className="flex flex-wrap gap-2 md:justify-end">{actions}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}

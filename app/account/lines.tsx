import type { ReactNode } from 'react';

export type Line = { id: string; title: ReactNode; facts: readonly ReactNode[]; action: ReactNode };

/** A list of items with an action each. */
export function Lines({ label, empty, lines }: { label: string; empty: string; lines: readonly Line[] }) {
  if (lines.length === 0) return <p className="text-ink-2">{empty}</p>;
  return (
    <ul aria-label={label} className="flex flex-col rounded-card border border-line bg-sheet">
      {lines.map(({ id, title, facts, action }) => (
        <li key={id} className="flex items-center gap-4 border-line px-4 py-2.5 not-first:border-t">
          <div className="min-w-0 grow">
            <p className="flex flex-wrap items-center gap-x-2 font-medium">{title}</p>
            <p className="flex flex-wrap items-center gap-x-4 gap-y-0.5 text-small text-ink-2">
              {facts.map((fact, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a line never change order.
                <span key={index}>{fact}</span>
              ))}
            </p>
          </div>
          {action}
        </li>
      ))}
    </ul>
  );
}

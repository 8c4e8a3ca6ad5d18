import type { ReactNode } from 'react';

/** A list of named facts; each stands in its own line, its name before it. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="flex flex-col gap-1.5">{children}</dl>;
}

/** One fact; nothing is drawn for what is not known. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === false || children === '') return null;
  return (
    <div className="grid grid-cols-[minmax(6.5rem,9rem)_minmax(0,1fr)] gap-x-3">
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

/** Of the headings of the parts: one below the record's title. */
export type PartLevel = 2 | 3;

/** A part of the record under its heading. */
export function Part({ title, level, children }: { title: string; level: PartLevel; children: ReactNode }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-3">
      <Heading className="text-small font-medium text-ink-2">{title}</Heading>
      {children}
    </section>
  );
}

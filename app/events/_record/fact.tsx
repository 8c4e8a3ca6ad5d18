import type { ReactNode } from 'react';

/** A list of named facts, one per line. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="flex flex-col gap-1.5">{children}</dl>;
}

/** One fact; nothing is rendered for an unknown value. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === false || children === '') return null;
  return (
    <div className="grid grid-cols-[minmax(6.5rem,9rem)_minmax(0,1fr)] gap-x-3">
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

/** The heading level of the sections: one below the record's title. */
export type SectionLevel = 2 | 3;

/** A section of the record with its heading. */
export function FactSection({
  title,
  level,
  children,
}: {
  title: string;
  level: SectionLevel;
  children: ReactNode;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-3">
      <Heading className="text-small font-medium text-ink-2">{title}</Heading>
      {children}
    </section>
  );
}

import Link from 'next/link';
import { type ReactNode, useId } from 'react';
import { linkClass } from '../_ui/link-class';

type SectionProps = {
  title: string;
  /** A word beside the title, such as a number. */
  count?: ReactNode;
  /** A link to everything of which the section shows a part. */
  more?: { href: string; label: string } | undefined;
  /** A control beside the title. */
  aside?: ReactNode;
  /** Said in place of the content if there is none. */
  empty?: string | false | undefined;
  children?: ReactNode;
};

/** A part of a page with its heading. */
export function Section({ title, count, more, aside, empty, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line pb-1.5">
        <h2 id={id} className="text-title font-bold">
          {title}
          {count !== undefined && count !== null && (
            <span className="ms-2 text-body font-normal text-ink-2">{count}</span>
          )}
        </h2>
        {aside && (
          <div data-print="no" className="ms-auto">
            {aside}
          </div>
        )}
        {more && (
          <Link href={more.href} prefetch={false} data-print="no" className={`text-small ${linkClass}`}>
            {more.label}
          </Link>
        )}
      </div>
      {empty ? <p className="max-w-prose py-3 text-ink-2">{empty}</p> : children}
    </section>
  );
}

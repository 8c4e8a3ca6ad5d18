'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useRef } from 'react';
import { cx } from '../_ui/cx';
import { useInertOverflow } from '../_ui/use-inert-overflow';

type PageLinksProps = {
  /** The accessible name of the navigation. */
  label: string;
  pages: readonly { href: string; name: string }[];
  /** Whether links that do not fit are left out, where they are reached otherwise. */
  isOneLine?: boolean;
  className?: string;
};

/** A row of links to pages; the open page is marked. */
export function PageLinks({ label, pages, isOneLine = false, className }: PageLinksProps) {
  const path = usePathname();
  const line = useRef<HTMLElement>(null);
  useInertOverflow(line, isOneLine);
  return (
    <nav
      ref={line}
      aria-label={label}
      className={cx(
        'flex min-w-0 flex-wrap gap-x-4 whitespace-nowrap',
        isOneLine && 'h-9 overflow-hidden',
        className,
      )}
    >
      {pages.map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={path === href ? 'page' : undefined}
          className="flex min-h-9 items-center text-ink-2 hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

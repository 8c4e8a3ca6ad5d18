'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from '../_ui/cx';

type PageLinksProps = {
  /** The accessible name of the navigation. */
  label: string;
  pages: readonly { href: string; name: string }[];
  className?: string;
};

/** A row of links to pages; the open page is marked. */
export function PageLinks({ label, pages, className }: PageLinksProps) {
  const path = usePathname();
  return (
    <nav aria-label={label} className={cx('flex shrink-0 gap-4 whitespace-nowrap', className)}>
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

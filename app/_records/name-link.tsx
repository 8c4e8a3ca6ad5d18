import Link from 'next/link';
import type { ReactNode } from 'react';
import { cx } from '../_ui/cx';

type NameLinkProps = { href: string; className?: string; children: ReactNode };

/**
 * The name of a country, mission, actor, visit or place, as a link to its page. It looks like the text around it until
 * it is pointed at: most names of a page are links, and underlines everywhere would hide the text.
 */
export function NameLink({ href, className, children }: NameLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      className={cx(
        'underline decoration-transparent underline-offset-2 hover:decoration-current focus-visible:decoration-current',
        className,
      )}
    >
      {children}
    </Link>
  );
}

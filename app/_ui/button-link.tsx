import Link from 'next/link';
import type { ComponentProps } from 'react';
import { buttonClass, Keys, type Look } from './button';

type LinkProps = ComponentProps<typeof Link> & Look;

/**
 * A link styled as a button. It is not prefetched: it is on every page, and a thousand boards that reload at once
 * should cost one page each.
 */
export function ButtonLink({
  variant = 'plain',
  size = 'normal',
  keys,
  className,
  children,
  ...rest
}: LinkProps) {
  return (
    <Link prefetch={false} {...rest} className={buttonClass(variant, size, className)}>
      {children}
      {keys && <Keys keys={keys} />}
    </Link>
  );
}

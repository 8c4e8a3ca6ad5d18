import Link from 'next/link';
import type { ComponentProps } from 'react';
import { buttonClass, Keys, type Look } from './button';

type LinkProps = ComponentProps<typeof Link> & Look;

/** A link that looks like a button, because it leads to a page. */
export function ButtonLink({
  variant = 'plain',
  size = 'normal',
  keys,
  className,
  children,
  ...rest
}: LinkProps) {
  return (
    <Link {...rest} className={buttonClass(variant, size, className)}>
      {children}
      {keys && <Keys keys={keys} />}
    </Link>
  );
}

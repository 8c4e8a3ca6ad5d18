'use client';

import Link from 'next/link';
import { cx } from './cx';

type Choice = { name: string; href: string; isChosen: boolean };

/** Links to the same page with another choice, of which one is marked. */
export function Choices({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-1">
      {choices.map(({ name, href, isChosen }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          scroll={false}
          aria-current={isChosen ? 'true' : undefined}
          className={cx(
            'inline-flex min-h-8 items-center rounded-control border px-2.5',
            isChosen
              ? 'border-ink bg-ink text-paper'
              : 'border-line bg-raise text-ink-2 hover:border-edge hover:text-ink',
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

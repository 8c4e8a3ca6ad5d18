'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { createLazyComponent } from '../../_lazy/lazy-component';
import type { FilterPart } from './facets';
import { MenuPopover } from './menu-popover';

const Facets = createLazyComponent(() => import('./facets'));

type FilterMenuProps = {
  part: FilterPart;
  /** Ids of some example records. */
  examples: readonly string[];
  title: string;
  /** Whether it has a value: then its button is dark. */
  isChosen: boolean;
  children: ReactNode;
};

/** A button of the filter line that opens filters below it. Their code is loaded when they are first opened. */
export function FilterMenu({ part, examples, title, isChosen, children }: FilterMenuProps) {
  return (
    <MenuPopover
      title={title}
      className={part === 'others' ? 'filter-popover-wide' : ''}
      button={(properties) => (
        <button
          {...properties}
          type="button"
          data-tip={title}
          data-chosen={isChosen || undefined}
          className="filter-chip filter-menu"
        >
          {children}
          <ChevronDown aria-hidden className="size-3.5" />
        </button>
      )}
    >
      <Facets examples={examples} part={part} />
    </MenuPopover>
  );
}

'use client';

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { createLazyComponent } from '../../_lazy/lazy-component';
import type { FilterPart } from './facets';

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

/** A button of the filter line with a native popover below it, whose content is loaded when it is first opened. */
export function FilterMenu({ part, examples, title, isChosen, children }: FilterMenuProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-tip={title}
        data-chosen={isChosen || undefined}
        className="filter-chip filter-menu"
      >
        {children}
        <ChevronDown aria-hidden className="size-3.5" />
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={title}
        onToggle={(event) => setOpen(event.newState === 'open')}
        className={`filter-popover ${part === 'others' ? 'filter-popover-wide' : ''}`}
      >
        {isOpen && <Facets examples={examples} part={part} />}
      </div>
    </>
  );
}

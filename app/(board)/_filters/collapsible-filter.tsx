import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';

type CollapsibleFilterProps = { title: string; isOpen: boolean; className: string; children: ReactNode };

/** A collapsible group of filters, open if it has a value set. */
export function CollapsibleFilter({ title, isOpen, className, children }: CollapsibleFilterProps) {
  const id = useId();
  return (
    <details open={isOpen || undefined} className="group">
      <summary
        id={id}
        className="-ms-1 flex min-h-7 cursor-pointer list-none items-center gap-1 rounded-mark ps-1 text-small font-bold text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden"
      >
        {title}
        <ChevronRight
          aria-hidden
          className="ms-auto size-3.5 text-ink-3 group-open:rotate-90 rtl:-scale-x-100"
        />
      </summary>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset inside details has its name in the summary. */}
      <div role="group" aria-labelledby={id} className={`mt-1 flex flex-col ${className}`}>
        {children}
      </div>
    </details>
  );
}

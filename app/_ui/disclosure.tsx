import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';

type DisclosureProps = {
  title: ReactNode;
  /** A short summary of the content, shown while collapsed. */
  summary?: ReactNode;
  isOpen?: boolean;
  onToggle?: (isOpen: boolean) => void;
  children: ReactNode;
  className?: string;
};

/** A collapsible section. As a native details element it opens before scripts run and by find-in-page. */
export function Disclosure({ title, summary, isOpen, onToggle, children, className }: DisclosureProps) {
  return (
    <details
      open={isOpen}
      onToggle={onToggle && ((event) => onToggle(event.currentTarget.open))}
      className={cx('group border-t border-line', className)}
    >
      <summary className="flex min-h-10 cursor-pointer list-none items-center gap-2 py-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-ink-3 group-open:rotate-90 rtl:-scale-x-100"
        />
        <span className="font-medium">{title}</span>
        {summary && (
          <span className="min-w-0 grow truncate text-end text-small text-ink-2 group-open:hidden">
            {summary}
          </span>
        )}
      </summary>
      <div className="flex flex-col gap-4 pt-1 pb-4">{children}</div>
    </details>
  );
}

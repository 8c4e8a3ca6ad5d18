import type { ReactNode } from 'react';

/** An empty state: what it means, and what the user can do. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3 px-5 py-8 text-ink-2">
      <p className="max-w-prose">{children}</p>
      {action}
    </div>
  );
}

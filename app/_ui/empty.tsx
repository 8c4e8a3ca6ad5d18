import type { ReactNode } from 'react';

/** What an emptiness means, in a sentence, and what can be done. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3 px-5 py-8 text-ink-2">
      <p className="max-w-prose">{children}</p>
      {action}
    </div>
  );
}

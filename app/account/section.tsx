import { type ReactNode, useId } from 'react';

/** A section with its heading. */
export function Section({ title, what, children }: { title: string; what?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3.5 border-t border-line pt-5">
      <div className="flex flex-col gap-1">
        <h2 id={id} className="text-title font-bold">
          {title}
        </h2>
        {what && <p className="text-ink-2">{what}</p>}
      </div>
      {children}
    </section>
  );
}

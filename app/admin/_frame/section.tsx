import { type ReactNode, useId } from 'react';

/** A section of an administration page, with an action beside its heading. */
export function Section({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2.5">
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="text-title font-bold">
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}

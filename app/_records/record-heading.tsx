import type { ReactNode } from 'react';

type HeadingProps = {
  /** What kind of thing it is, above its name. */
  kind?: ReactNode;
  title: ReactNode;
  /** Stands before the title, such as a flag. */
  mark?: ReactNode;
  /** Facts on one line below the title. */
  facts?: ReactNode;
  actions?: ReactNode;
};

export function RecordHeading({ kind, title, mark, facts, actions }: HeadingProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-col gap-1">
        {kind && <p className="text-small text-ink-2">{kind}</p>}
        <h1 className="flex items-baseline gap-3 text-figure font-bold text-balance">
          {mark}
          <span className="min-w-0 wrap-anywhere">{title}</span>
        </h1>
        {facts && <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2">{facts}</div>}
      </div>
      {actions && (
        <div data-print="no" className="flex flex-wrap gap-2.5">
          {actions}
        </div>
      )}
    </header>
  );
}

/** What happened beside what is known about it; under each other where there is no space for both. */
export function RecordColumns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className="record-columns">
      <div className="flex min-w-0 flex-col gap-7">{main}</div>
      <div className="flex min-w-0 flex-col gap-7">{side}</div>
    </div>
  );
}

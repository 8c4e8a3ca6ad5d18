import type { ComponentProps, ReactNode } from 'react';
import type { FeedType } from '@/db/model/records/journal-types';
import { PageMessages } from '../_i18n/client-messages';
import { LivePage } from '../_live/pages/live-page';
import { LiveQueries } from '../_live/pages/live-queries';
import { Shell } from '../_shell/shell';
import { LiveTabTitle, PageLiveBar, PageLiveState } from './live-frame';
import './records.css';

type RecordPageProps = {
  /** The title of the tab. */
  title: string;
  /** The types of records that the page shows. */
  types: readonly FeedType[];
  /** The cursor and the time (ms) of what the page shows. */
  cursor: string;
  now: number;
  /** Messages that its browser code needs besides those of every such page. */
  namespaces?: ComponentProps<typeof PageMessages>['namespaces'];
  children: ReactNode;
};

/** The frame of a live page about a country, mission, actor, visit or place, or about all of them. */
export function RecordPage({ title, types, cursor, now, namespaces = [], children }: RecordPageProps) {
  return (
    <PageMessages namespaces={['board', 'event', 'profiles', ...namespaces]}>
      <LiveQueries cursor={cursor} now={now}>
        <LivePage types={types} />
        <Shell title={null} live={<PageLiveState />}>
          <LiveTabTitle>{title}</LiveTabTitle>
          <PageLiveBar />
          <div className="record-page">{children}</div>
        </Shell>
      </LiveQueries>
    </PageMessages>
  );
}

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

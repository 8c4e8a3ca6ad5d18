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

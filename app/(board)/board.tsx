'use client';

import { useTranslations } from 'next-intl';
import { type CSSProperties, memo } from 'react';
import type { Event } from '@/db/model/event/event';
import { useBoardState, useLiveStatus } from '../_live/provider';
import { Feed } from './_feed/feed';
import { FilterLine } from './_filters/filter-line';
import { useFilters } from './_filters/use-filters';
import { OpenRecordProvider } from './_record/use-open-record';
import type { InitialRecord } from './_record/use-record';
import { SelectionSlot } from './_select/selection-slot';
import { SelectionProvider } from './_select/use-selection';
import { SideColumn, ViewTabs } from './_side/side-column';
import type { SlotName } from './_side/slots';
import { useSide } from './_side/use-side';
import { Announcements } from './_state/announcements';
import { ExampleNotice } from './_state/example-notice';
import { ExerciseNotice } from './_state/exercise-notice';
import { LiveBar } from './_state/live-bar';
import { type Refused, RefusedNotice } from './_state/refused-notice';
import { useStamp } from './_state/stamp';
import { Threats } from './_threats/threats';
import { ThreatsProvider } from './_threats/threats-context';
import type { RecentLapses } from './_threats/use-lapsed';
import { LitVisitsProvider } from './_visits/lit-visits';

type BoardProps = {
  /** Countries whose missions come first within each tier of the threats. */
  own: readonly string[];
  /** Recently lapsed threats. */
  lapsed: RecentLapses;
  /** Attacks and threats that ended, as far as they are still listed. */
  ended: readonly Event[];
  /** Ids of some example records. */
  examples: readonly string[];
  refused: readonly Refused[];
  /** The record named in the address. */
  opened: InitialRecord;
  /** What the reader has closed in the third column. */
  closed: readonly SlotName[];
};

export function Board(props: BoardProps) {
  return (
    <OpenRecordProvider>
      <ThreatsProvider own={props.own}>
        <LitVisitsProvider>
          <SelectionProvider>
            <Screen {...props} />
          </SelectionProvider>
        </LitVisitsProvider>
      </ThreatsProvider>
    </OpenRecordProvider>
  );
}

/** Subscribes to every change of the board, so that the layout renders only when it has to. */
function Screen(props: BoardProps) {
  const { values } = useFilters();
  const { events, figures } = useBoardState();
  // An empty board needs no filters.
  const isBlank = events.size === 0 && figures.facets?.kind.length === 0 && values.size === 0;
  return <Layout {...props} isBlank={isBlank} />;
}

const Layout = memo(function Layout({
  lapsed,
  ended,
  examples,
  refused,
  opened,
  closed,
  isBlank,
}: BoardProps & { isBlank: boolean }) {
  const t = useTranslations('board');
  const live = useLiveStatus();
  const side = useSide(closed);
  const stamp = useStamp();
  // A CSS string: stamps entries and rows without rendering them again.
  const style: CSSProperties & Record<'--as-of', string> = { '--as-of': JSON.stringify(stamp ?? '') };
  return (
    // Never dimmed or desaturated: markings must stay readable, and red must keep meaning "under threat".
    <div className={`board ${live.status === 'stale' ? 'is-stale' : ''}`} style={style}>
      <LiveBar live={live} />
      <Announcements />
      <div className="board-notices">
        <ExampleNotice known={examples} />
        <ExerciseNotice isBlank={isBlank} />
      </div>
      <RefusedNotice refused={refused} />
      <div className="board-columns" data-side={side.width} data-view={side.view}>
        <Threats recentlyLapsed={lapsed} recentlyEnded={ended} />
        <ViewTabs side={side} />
        <section aria-labelledby="feed-title" className="feed-column">
          <h2 id="feed-title" className="sr-only">
            {t('feed.label')}
          </h2>
          {!isBlank && (
            <div className="search-line">
              <FilterLine examples={examples} />
            </div>
          )}
          <div className="feed-scroller">
            {/* Its height is observed: whatever stands above the list may change. */}
            <div className="relative">
              <Feed />
            </div>
          </div>
          <SelectionSlot />
        </section>
        <SideColumn side={side} opened={opened} />
      </div>
    </div>
  );
});

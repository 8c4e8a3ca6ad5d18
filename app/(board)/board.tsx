'use client';

import { useTranslations } from 'next-intl';
import { type CSSProperties, memo } from 'react';
import { createLazyComponent } from '../_lazy/lazy-component';
import { useBoardState, useLiveStatus } from '../_live/provider';
import { Band } from './_band/band';
import { BandProvider } from './_band/band-context';
import { StickyBand } from './_band/sticky-band';
import type { RecentLapses } from './_band/use-lapsed';
import { Feed } from './_feed/feed';
import { FilterLine } from './_filters/filter-line';
import { useFilters } from './_filters/use-filters';
import { OpenRecordProvider, useOpenRecord } from './_record/use-open-record';
import type { InitialRecord } from './_record/use-record';
import { Announcements } from './_state/announcements';
import { ExampleNotice } from './_state/example-notice';
import { LiveBar } from './_state/live-bar';
import { type Refused, RefusedNotice } from './_state/refused-notice';
import { useStamp } from './_state/stamp';

const RecordPanel = createLazyComponent(() => import('./_record/record-panel'));

type BoardProps = {
  /** Countries whose missions come first within each tier of the band. */
  own: readonly string[];
  /** Recently lapsed threats. */
  lapsed: RecentLapses;
  /** Ids of some example records. */
  examples: readonly string[];
  refused: readonly Refused[];
  /** The record named in the address. */
  opened: InitialRecord;
};

export function Board(props: BoardProps) {
  return (
    <OpenRecordProvider>
      <BandProvider own={props.own}>
        <Screen {...props} />
      </BandProvider>
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
  examples,
  refused,
  opened,
  isBlank,
}: BoardProps & { isBlank: boolean }) {
  const t = useTranslations('board');
  const live = useLiveStatus();
  const { ref } = useOpenRecord();
  const hasBar = live.status === 'reconnecting' || live.status === 'stale';
  const stamp = useStamp();
  const style: CSSProperties & Record<'--bar' | '--as-of', string> = {
    '--bar': hasBar ? 'calc(2.25rem + var(--banner))' : 'var(--banner)',
    // A CSS string: stamps cards and rows without rendering them again.
    '--as-of': JSON.stringify(stamp ?? ''),
  };
  return (
    <div className="board" style={style}>
      <LiveBar live={live} />
      <Announcements />
      {/* Never dimmed or desaturated: markings must stay readable, and red must keep meaning "under threat". */}
      <div className={live.status === 'stale' ? 'is-stale' : undefined}>
        <ExampleNotice known={examples} />
        <RefusedNotice refused={refused} />
        <Band recentlyLapsed={lapsed} />
        <StickyBand />
        <div
          className="board-columns"
          data-open={ref !== null || undefined}
          data-blank={isBlank || undefined}
        >
          <section aria-labelledby="feed-title" className="feed-column min-w-0">
            <h2 id="feed-title" className="sr-only">
              {t('feed.label')}
            </h2>
            {!isBlank && (
              <div className="search-line sticky z-[6] bg-paper">
                <FilterLine examples={examples} />
              </div>
            )}
            <Feed />
          </section>
          {ref !== null && <RecordPanel eventRef={ref} initial={opened} />}
        </div>
      </div>
    </div>
  );
});

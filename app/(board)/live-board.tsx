'use client';

import { type ReactNode, useMemo, useState } from 'react';
import type { Snapshot } from '../_live/board-state';
import { LiveProvider, useBoardState } from '../_live/provider';
import { AttackPlacesProvider } from '../_shell/_clocks/attack-places';
import { useLogging } from '../_shell/_log/log-context';
import type { MissionPlaces, ReadFilter } from './_filters/filter-names';
import { FiltersProvider } from './_filters/use-filters';
import { attackPlaces } from './_state/attack-places';
import { FollowedView } from './_views/followed-view';
import type { OpenedView } from './_views/opened-view';
import { type View, ViewFollower } from './view';

type LiveBoardProps = {
  snapshot: Snapshot;
  /** The filter in the address. */
  read: ReadFilter;
  address: string;
  /** The places of the missions in the filter. */
  places: MissionPlaces;
  /** The ids in the filter that are gone. */
  gone: readonly string[];
  /** The saved view in the address. */
  view: OpenedView | null;
  children: ReactNode;
};

/**
 * Provides the live board: starts with what the server rendered, then follows the filter in the address without
 * loading the page again.
 */
export function LiveBoard({ snapshot, read, address, places, gone, view: opened, children }: LiveBoardProps) {
  const { filter, search, sort } = read;
  const [view, setView] = useState<View>({ snapshot, filter, search, sort, isProvisional: false });
  const [drawn, setDrawn] = useState(snapshot);
  // While a form covers the board, the address is the form's and holds no filter.
  const isCovered = useLogging().kind !== null;
  if (drawn !== snapshot) {
    setDrawn(snapshot);
    setView({ snapshot, filter, search, sort, isProvisional: false });
  }
  return (
    <LiveProvider snapshot={view.snapshot} filter={view.filter} search={view.search}>
      {opened && <FollowedView view={opened} />}
      <FiltersProvider initial={read} address={address} places={places} gone={gone} view={opened}>
        {(wanted) => (
          <ViewFollower view={view} wanted={isCovered ? view : wanted} onView={setView}>
            <AttackClocks>{children}</AttackClocks>
          </ViewFollower>
        )}
      </FiltersProvider>
    </LiveProvider>
  );
}

function AttackClocks({ children }: { children: ReactNode }) {
  const { active } = useBoardState();
  const places = useMemo(() => attackPlaces(active.values()), [active]);
  return <AttackPlacesProvider places={places}>{children}</AttackPlacesProvider>;
}

'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { maxBulkRecords } from '@/db/model/event/bulk-limit';
import type { Event } from '@/db/model/event/event';
import type { FeedItem } from '@/db/model/journal/live';
import { matches } from '@/db/model/matches';
import { fetchRows } from '../../_live/fetch-board';
import { useBoardState, useLiveActions } from '../../_live/provider';
import { useFilters } from '../_filters/use-filters';
import { useSelection } from './use-selection';

type SelectedEvents = {
  /** The selected records as they are now. */
  events: readonly Event[];
  isLoading: boolean;
  hasFailed: boolean;
  /** Whether more match than can be selected at once. */
  hasMore: boolean;
};

/**
 * Follows the selected records, on the board or not: fetches everything that matches when it is to be selected, and
 * drops the records that leave the list.
 */
export function useSelectedEvents(): SelectedEvents {
  const { selection, change } = useSelection();
  const { ids, isAllWanted } = selection;
  const { events: onBoard, filter, sort } = useBoardState();
  const { search } = useFilters();
  const { onItems } = useLiveActions();
  const known = useRef(new Map<string, Event>());
  const [hasFailed, setFailed] = useState(false);
  const [hasMore, setMore] = useState(false);
  /** Counts the moments after which only the server knows what has left the list. */
  const [gaps, setGaps] = useState(0);

  const keep = (event: Event) => {
    const before = known.current.get(event.id);
    if (!before || before.version <= event.version) known.current.set(event.id, event);
  };
  const newest = (id: string): Event | undefined => {
    const event = onBoard.get(id);
    if (event) keep(event);
    return known.current.get(id);
  };
  // Rows that the board evicts stay selected.
  const events = [...ids].flatMap((id) => newest(id) ?? []);

  const takeItems = useEffectEvent((items: readonly FeedItem[] | null) => {
    const gone: string[] = [];
    for (const item of items ?? []) {
      if (item.op === 'retract') gone.push(item.id);
      if (item.op !== 'upsert' || !ids.has(item.event.id)) continue;
      keep(item.event);
      if (!matches(filter, item.event)) gone.push(item.event.id);
    }
    if (gone.some((id) => ids.has(id))) change({ type: 'drop', ids: gone });
    if (items === null || items.some(({ op }) => op === 'refetch')) setGaps((count) => count + 1);
  });
  useEffect(() => onItems((items) => takeItems(items)), [onItems]);

  const fetchMatching = useEffectEvent(() =>
    fetchRows({ search, sort }, { before: null, end: null, count: maxBulkRecords, max: maxBulkRecords }),
  );
  const takeAll = useEffectEvent(({ items, next }: Awaited<ReturnType<typeof fetchMatching>>) => {
    items.forEach(keep);
    setMore(next !== null || items.length > maxBulkRecords);
    change({ type: 'take', ids: items.map(({ id }) => id) });
  });
  const giveUp = useEffectEvent(() => {
    setFailed(true);
    change({ type: 'keep' });
  });
  useEffect(() => {
    if (!isAllWanted) return;
    let isCurrent = true;
    setFailed(false);
    fetchMatching().then(
      (page) => isCurrent && takeAll(page),
      () => isCurrent && giveUp(),
    );
    return () => {
      isCurrent = false;
    };
  }, [isAllWanted]);

  const dropMissing = useEffectEvent(({ items, next }: Awaited<ReturnType<typeof fetchMatching>>) => {
    items.forEach(keep);
    const found = new Set(items.map(({ id }) => id));
    // Of a longer list the rest is unknown; the server refuses what is gone.
    if (next === null) change({ type: 'drop', ids: [...ids].filter((id) => !found.has(id)) });
  });
  useEffect(() => {
    if (gaps === 0) return;
    let isCurrent = true;
    fetchMatching().then(
      (page) => isCurrent && dropMissing(page),
      // The connection is lost again, and its return is the next gap.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [gaps]);

  return { events, isLoading: isAllWanted, hasFailed, hasMore };
}

'use client';

import { useMemo } from 'react';
import { endedMillis, isListedEnded } from '@/db/model/event/ended';
import type { Event } from '@/db/model/event/event';
import { matches } from '@/db/model/matches';
import { useNow } from '../../_i18n/now';
import { useBoardState } from '../../_live/provider';

/** What ended and is still listed: that of the server's first answer (`recent`) and what ended since, latest first. */
export function useEnded(recent: readonly Event[]): readonly Event[] {
  const { events, ended, removed, filter, found } = useBoardState();
  const now = useNow().getTime();
  return useMemo(() => {
    const all = new Map([...recent, ...ended.values()].map((event) => [event.id, event]));
    return [...all.values()]
      .map((event) => events.get(event.id) ?? event)
      .filter(
        (event) =>
          isListedEnded(event, now - endedMillis) &&
          !removed.has(event.id) &&
          (found === null || found.has(event.id)) &&
          matches(filter, event),
      )
      .sort((a, b) => (a.activityAt < b.activityAt ? 1 : -1));
  }, [recent, ended, events, removed, filter, found, now]);
}

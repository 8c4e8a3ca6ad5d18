'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { throwIfSessionEnded } from '../../_session/session-end';
import { fetchEvent } from '../../events/_record/fetch-event';
import type { Mark } from './mark';

/** A pointer that crosses the map asks for nothing. */
const restMillis = 150;
const maxByOne = 4;
const maxListed = 8;

/** The records to tell of at a mark: those that lead its missions, and the latest others. Null until they are read. */
export function useMarkRecords(mark: Mark, search: string): Event[] | null {
  const [events, setEvents] = useState<Event[] | null>(null);
  const { key } = mark;
  const read = useEffectEvent((signal: AbortSignal) => readRecords(mark, search, signal));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another mark has other records.
  useEffect(() => {
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      // Without its records the card still says what the mark stands for.
      read(leaving.signal).then(setEvents, () => {});
    }, restMillis);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [key, search]);
  return events;
}

async function readRecords(mark: Mark, search: string, signal: AbortSignal): Promise<Event[]> {
  const leading = mark.missions.slice(0, maxByOne).map((mission) => mission.leading);
  const isFew = mark.events.length === mark.count && mark.count <= maxByOne;
  const ids = new Set([...leading, ...(isFew ? mark.events.map(({ id }) => id) : [])]);
  const [one, listed] = await Promise.all([
    Promise.all([...ids].map((id) => fetchEvent(id, signal))),
    isFew ? [] : listEvents(mark, search, signal),
  ]);
  const all = [...one, ...listed].filter((event) => event !== null);
  return [...new Map(all.map((event) => [event.id, event])).values()];
}

async function listEvents(mark: Mark, search: string, signal: AbortSignal): Promise<Event[]> {
  const query = new URLSearchParams(search);
  query.set('bbox', mark.box.join(','));
  query.set('limit', String(maxListed));
  query.set('sort', 'latest');
  const response = await fetch(`/api/events?${query}`, { signal, cache: 'no-store' });
  throwIfSessionEnded(response);
  if (!response.ok) throw new Error(`The records could not be read: ${response.status}`);
  const { items }: { items: Event[] } = await response.json();
  return items;
}

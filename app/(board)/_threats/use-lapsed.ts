'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Event } from '@/db/model/event/event';
import { matches } from '@/db/model/matches';
import { useBoardState, useLiveActions } from '../../_live/provider';
import { createStorageListeners } from '../../_ui/storage-listeners';
import { useThreats } from './threats-context';

const key = 'chancery.lapsed-dismissed';
const retentionMillis = 30 * 86_400_000;
const none: Readonly<Record<string, string>> = {};
const listeners = createStorageListeners();
let dismissed: { text: string | null; byId: Readonly<Record<string, string>> } = { text: null, byId: none };

function read(): Readonly<Record<string, string>> {
  const text = stored();
  if (text !== dismissed.text) dismissed = { text, byId: parse(text) };
  return dismissed.byId;
}

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage may be blocked. A dismissal then lasts until the page is left.
    return dismissed.text;
  }
}

function parse(text: string | null): Readonly<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value !== 'object' || value === null) return none;
    return Object.fromEntries(
      Object.entries(value).filter((one): one is [string, string] => typeof one[1] === 'string'),
    );
  } catch {
    return none;
  }
}

function storeDismissal(event: Event): void {
  const oldest = new Date(Date.now() - retentionMillis).toISOString();
  const recent = Object.entries(read()).filter(([, at]) => at > oldest);
  const byId = { ...Object.fromEntries(recent), [event.id]: event.activityAt };
  const text = JSON.stringify(byId);
  try {
    localStorage.setItem(key, text);
  } catch {
    dismissed = { text, byId };
  }
  listeners.notify();
}

/** Recently lapsed threats. `isWhole`: whether these are all of them. */
export type RecentLapses = { items: readonly Event[]; isWhole: boolean };

/**
 * Lapsed threats that this user has not dismissed: those in the server's first answer (`recent`) and those that
 * lapsed since. A threat that is extended and lapses again is shown again.
 */
export function useLapsed(recent: readonly Event[]): {
  lapsed: readonly Event[];
  dismiss(event: Event): void;
} {
  const { events, removed, filter, found } = useBoardState();
  const { lapsed: seenToLapse } = useThreats();
  const { acknowledge } = useLiveActions();
  // Dismissals are stored in this browser, so nothing is shown until they have been read.
  const byId = useSyncExternalStore(listeners.subscribe, read, () => null);
  const lapsed = useMemo(() => {
    if (byId === null) return [];
    const all = new Map([...recent, ...seenToLapse].map((event) => [event.id, event]));
    return [...all.values()]
      .map((event) => events.get(event.id) ?? event)
      .filter(
        (event) =>
          event.threat?.status === 'lapsed' &&
          !removed.has(event.id) &&
          (byId[event.id] ?? '') < event.activityAt &&
          (found === null || found.has(event.id)) &&
          matches(filter, event),
      )
      .sort((a, b) => (a.activityAt < b.activityAt ? 1 : -1));
  }, [recent, seenToLapse, events, removed, filter, found, byId]);
  const dismiss = useCallback(
    (event: Event) => {
      storeDismissal(event);
      acknowledge(event.id);
    },
    [acknowledge],
  );
  return { lapsed, dismiss };
}

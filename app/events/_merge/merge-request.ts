import { useEffect, useEffectEvent } from 'react';

type Listener = { ref: string; open: () => void };

const listeners = new Set<Listener>();

/** The record on the page that can be merged now, and what opens the dialog; null if there is none. */
export function findMergeTarget(): Listener | null {
  return [...listeners].at(-1) ?? null;
}

/** Offers to merge a record, from wherever that is asked for; undefined while it cannot be merged. */
export function useMergeRequests(ref: string, open: (() => void) | undefined): void {
  const isOffered = open !== undefined;
  const onRequest = useEffectEvent(() => open?.());
  useEffect(() => {
    if (!isOffered) return;
    const listener = { ref, open: () => onRequest() };
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [ref, isOffered]);
}

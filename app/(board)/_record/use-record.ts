'use client';

import { useEffect, useMemo, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useBoardState } from '../../_live/provider';
import { fetchEvent } from '../../events/_record/fetch-event';

/** The record rendered by the server for the address; `event` is null if it was not found. */
export type InitialRecord = { eventRef: string; event: Event | null } | null;

/** `removedId`: the event that had left the board when this was asked. */
type Answer = { eventRef: string; event: Event | null; isFailed: boolean; removedId: string | null };

/**
 * The event of a reference: the board's cached copy, which stays current, otherwise fetched from the server. `initial`
 * is the record that the server rendered.
 */
export function useRecord(eventRef: string, initial: InitialRecord) {
  const { events, removed } = useBoardState();
  const [answer, setAnswer] = useState<Answer | null>(
    initial && { ...initial, isFailed: false, removedId: null },
  );
  const [attempt, setAttempt] = useState(0);
  // Searched once, and not with each frame. Afterwards the event is found by its id.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said.
  const cachedId = useMemo(() => idOf(eventRef, events.values()), [eventRef]);
  const last = answer?.eventRef === eventRef ? answer : null;
  const firstId = cachedId ?? last?.event?.id;
  const removedId = firstId !== undefined && removed.has(firstId) ? firstId : null;
  // Asked again once the event has left: its reference may lead to the one that it was merged into.
  const fetched = last !== null && last.removedId === removedId ? last : null;
  const id = removedId === null ? firstId : fetched?.event?.id;
  const cached = id === undefined ? undefined : events.get(id);
  const isRemoved = id !== undefined && removed.has(id);
  const isKnown = cached !== undefined || fetched !== null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` changes when the user retries.
  useEffect(() => {
    if (isKnown) return;
    const abort = new AbortController();
    fetchEvent(eventRef, abort.signal).then(
      (event) => setAnswer({ eventRef, event, isFailed: false, removedId }),
      () => {
        if (!abort.signal.aborted) setAnswer({ eventRef, event: null, isFailed: true, removedId });
      },
    );
    return () => abort.abort();
  }, [isKnown, eventRef, removedId, attempt]);

  const event = cached ?? (isRemoved ? null : (fetched?.event ?? null));
  const isFailed = event === null && !isRemoved && fetched?.isFailed === true;
  function retry(): void {
    setAnswer(null);
    setAttempt((count) => count + 1);
  }
  return {
    event,
    isFailed,
    isMissing: event === null && (isRemoved || (fetched !== null && !fetched.isFailed)),
    retry,
  };
}

function idOf(eventRef: string, events: Iterable<Event>): string | undefined {
  for (const { id, ref, aliases } of events) if (ref === eventRef || aliases.includes(eventRef)) return id;
  return undefined;
}

'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Timeline } from '@/db/model/timeline';
import { createRefetch, type Refetch } from '../../_live/create-refetch';
import { useBoardState } from '../../_live/provider';
import { randomDelayMillis } from '../../_live/random-delay';
import { throwIfSessionEnded } from '../../_session/session-end';

type Answer = { search: string; timeline: Timeline | null; etag: string | null };

/**
 * The timeline of a query, which is asked for again when the figures of the board have changed; null until it is there
 * or where the server refuses the query, whose records then need more buckets than are sent.
 */
export function useTimeline(search: string): { timeline: Timeline | null; isRefused: boolean } {
  const { figures } = useBoardState();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const refetch = useRef<Refetch>(null);

  const fetchNow = useEffectEvent(async () => {
    const known = answer?.search === search ? answer.etag : null;
    const headers = known === null ? undefined : { 'If-None-Match': known };
    const response = await fetch(`/api/timeline?${search}`, { headers, cache: 'no-store' });
    if (response.status === 304) return;
    throwIfSessionEnded(response);
    if (response.status === 422) {
      setAnswer({ search, timeline: null, etag: null });
      return;
    }
    if (!response.ok) throw new Error(`/api/timeline answered ${response.status}`);
    setAnswer({ search, timeline: await response.json(), etag: response.headers.get('etag') });
  });
  useEffect(() => {
    const created = createRefetch(() => fetchNow());
    refetch.current = created;
    return () => created.stop();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the search is what is asked for.
  useEffect(() => refetch.current?.schedule(0), [search]);
  const first = useRef(figures);
  useEffect(() => {
    if (first.current !== figures) refetch.current?.schedule(randomDelayMillis());
  }, [figures]);

  // While another query is under way, the answer to the last one stays.
  return {
    timeline: answer?.timeline ?? null,
    isRefused: answer?.search === search && answer.timeline === null,
  };
}

'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { createRefetch } from '../../_live/create-refetch';
import { urgencyOf } from '../../_live/pages/urgency';
import { useLiveActions } from '../../_live/provider';
import { randomDelayMillis } from '../../_live/random-delay';
import { fetchSurroundings, type Surroundings } from './fetch-surroundings';

/** Fetched again when a mission or visit changes, and when the attack does. A failure is repeated. */
export function useSurroundings(attack: Event): { surroundings: Surroundings | null; isFailed: boolean } {
  const { onItems } = useLiveActions();
  const [known, setKnown] = useState<{ id: string; surroundings: Surroundings } | null>(null);
  const [isFailed, setFailed] = useState(false);
  const fetchNow = useEffectEvent((signal: AbortSignal) => fetchSurroundings(attack, signal));
  const { id, version } = attack;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version may be at another place.
  useEffect(() => {
    const abort = new AbortController();
    const request = createRefetch(async () => {
      try {
        const surroundings = await fetchNow(abort.signal);
        setKnown({ id, surroundings });
        setFailed(false);
      } catch (error) {
        if (!abort.signal.aborted) setFailed(true);
        throw error;
      }
    });
    request.schedule(0);
    const end = onItems((items) => {
      if (items === null || urgencyOf({ types: ['mission', 'visit'] }, items) !== null)
        request.schedule(randomDelayMillis());
    });
    return () => {
      end();
      request.stop();
      abort.abort();
    };
  }, [id, version, onItems]);
  return { surroundings: known?.id === id ? known.surroundings : null, isFailed };
}

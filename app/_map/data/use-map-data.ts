'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { EventMap } from '@/db/model/map';
import { createRefetch, type Refetch } from '../../_live/create-refetch';
import { randomDelayMillis } from '../../_live/random-delay';
import type { Box } from '../frame/box';
import { isCluster } from '../marks/mark';
import { type Arrival, arrivalsIn } from './arrivals';
import { type FetchedMap, fetchMap, mapUrl } from './fetch-map';

export type MapData = {
  /** All that the filter finds; null until the server has answered. */
  whole: EventMap | null;
  /** What is to be drawn. */
  shown: EventMap | null;
  arrivals: readonly Arrival[];
  isFailed: boolean;
  retry(): void;
};

type Frame = { box: Box; zoom: number };

/**
 * The map of a filter, fetched once for the whole world. Only where the server had to cluster or to leave out missions
 * is it fetched again for the frame, to show more of it. `revision` changes when records may have changed.
 */
export function useMapData(search: string, frame: Frame | null, revision: unknown): MapData {
  const whole = useFetched(mapUrl(search, { box: null, zoom: 1 }), revision);
  const isPartial = whole.map !== null && (whole.map.more > 0 || whole.map.features.some(isCluster));
  const framed = useFetched(isPartial && frame ? mapUrl(search, frame) : null, revision);
  const shown = isPartial ? framed : whole;
  return {
    whole: whole.map,
    shown: shown.map ?? whole.map,
    arrivals: shown.arrivals,
    isFailed: whole.isFailed || framed.isFailed,
    retry() {
      whole.retry();
      framed.retry();
    },
  };
}

/** The answer to a request, repeated when `revision` changes. While another is fetched, the last one stays. */
function useFetched(url: string | null, revision: unknown) {
  const [answer, setAnswer] = useState<{ fetched: FetchedMap; arrivals: readonly Arrival[] } | null>(null);
  const [isFailed, setFailed] = useState(false);
  const refetch = useRef<Refetch>(null);

  const take = useEffectEvent((fetched: FetchedMap) => {
    setFailed(false);
    const before = answer?.fetched;
    if (before === fetched) return;
    const isSame = before?.url === fetched.url;
    setAnswer({ fetched, arrivals: isSame ? arrivalsIn(before.map, fetched.map) : [] });
  });
  const known = useEffectEvent(() => answer?.fetched ?? null);

  useEffect(() => {
    if (url === null) return;
    const abort = new AbortController();
    const request = createRefetch(async () => {
      try {
        take(await fetchMap(url, known(), abort.signal));
      } catch (error) {
        if (abort.signal.aborted) return;
        setFailed(true);
        throw error;
      }
    });
    refetch.current = request;
    request.schedule(0);
    return () => {
      request.stop();
      abort.abort();
    };
  }, [url]);

  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `revision` only says when.
  useEffect(() => {
    if (!isFirst.current) refetch.current?.schedule(randomDelayMillis() / 2);
    isFirst.current = false;
  }, [revision]);

  return {
    map: answer?.fetched.map ?? null,
    arrivals: answer?.arrivals ?? noArrivals,
    isFailed: isFailed && url !== null,
    retry: () => refetch.current?.schedule(0),
  };
}

const noArrivals: readonly Arrival[] = [];

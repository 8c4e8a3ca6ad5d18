'use client';

import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import * as z from 'zod';
import { litVisit } from '@/db/model/lit-visit';
import { useBoardState } from '../../_live/provider';
import { randomDelayMillis } from '../../_live/random-delay';

/** A visit that an event lights up. */
type NamedVisit = { id: string; title: string };
type VisitsByEvent = ReadonlyMap<string, readonly NamedVisit[]>;

const none: VisitsByEvent = new Map();
const LitVisitsContext = createContext<VisitsByEvent>(none);

/** Visits come within their 72 hours by the clock, without a change of a record. */
const pollMillis = 60_000;

/**
 * Provides the visits that active events light up. They are asked for when the active events have changed, after a
 * random delay since many boards ask then, and once a minute.
 */
export function LitVisitsProvider({ children }: { children: ReactNode }) {
  const { active } = useBoardState();
  const [visits, setVisits] = useState(none);
  const versions = [...active.values()].map(({ id, version }) => `${id} ${version}`).sort();
  const state = versions.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `state` changes with the active events.
  useEffect(() => {
    const left = new AbortController();
    const ask = async () => {
      const found = await fetchLitVisits(left.signal);
      if (found !== null && !left.signal.aborted) setVisits(found);
    };
    const first = setTimeout(() => void ask(), randomDelayMillis());
    const further = setInterval(() => void ask(), pollMillis);
    return () => {
      left.abort();
      clearTimeout(first);
      clearInterval(further);
    };
  }, [state]);
  return <LitVisitsContext value={visits}>{children}</LitVisitsContext>;
}

/** The visits that any of these events lights up, each once. */
export function useLitVisits(events: readonly string[]): readonly NamedVisit[] {
  const visits = use(LitVisitsContext);
  const byId = new Map(events.flatMap((id) => visits.get(id) ?? []).map((visit) => [visit.id, visit]));
  return [...byId.values()];
}

const answer = z.object({ items: z.array(litVisit) });

/** Null if the server gives no valid answer: what is known stays. */
async function fetchLitVisits(signal: AbortSignal): Promise<VisitsByEvent | null> {
  try {
    const response = await fetch('/api/lit-visits', { signal, cache: 'no-store' });
    if (!response.ok) return null;
    const byEvent = new Map<string, NamedVisit[]>();
    for (const { visit, events } of answer.parse(await response.json()).items) {
      for (const id of events) {
        byEvent.set(id, [...(byEvent.get(id) ?? []), { id: visit.id, title: visit.title }]);
      }
    }
    return byEvent;
  } catch {
    return null;
  }
}

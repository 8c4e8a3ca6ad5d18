'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { fetchEvent } from '../_record/fetch-event';

type Answer = { wanted: string; event: Event | null; isFailed: boolean };

/** The record with this id or reference as it is now, or why it could not be read. */
export function useOtherRecord(wanted: string | null): {
  other: Event | null;
  isReading: boolean;
  trouble: string | null;
  readAgain: () => void;
} {
  const t = useTranslations('event.merge');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` changes when it is to be read again.
  useEffect(() => {
    if (wanted === null) return;
    const abort = new AbortController();
    fetchEvent(wanted, abort.signal).then(
      (event) => setAnswer({ wanted, event, isFailed: false }),
      () => {
        if (!abort.signal.aborted) setAnswer({ wanted, event: null, isFailed: true });
      },
    );
    return () => abort.abort();
  }, [wanted, attempt]);

  const known = answer !== null && answer.wanted === wanted ? answer : null;
  return {
    other: known?.event ?? null,
    isReading: wanted !== null && known === null,
    trouble: known && known.event === null ? t(known.isFailed ? 'failed' : 'notFound') : null,
    readAgain: () => setAttempt((count) => count + 1),
  };
}

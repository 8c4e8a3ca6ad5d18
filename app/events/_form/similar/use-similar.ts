'use client';

import { useTimeZone } from 'next-intl';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { SimilarEvent } from '@/db/model/similar';
import type { FormState } from '../state/form-state';
import { toInput } from '../state/to-input';
import { findSimilar, similarBody } from './find-similar';

/** How long nothing was typed before the server is asked. */
const pauseMillis = 500;
const none: readonly SimilarEvent[] = [];

/**
 * The events that are similar to what is typed, as of the last answer. A failure leaves them as they are: similar
 * records help, and must not disturb.
 */
export function useSimilar(form: FormState, editedId: string | null): readonly SimilarEvent[] {
  const timeZone = useTimeZone() ?? 'UTC';
  const typed = useDeferredValue(form);
  const [openedAt] = useState(() => Date.now());
  const body = useMemo(() => {
    const { input } = toInput(typed, { timeZone, now: openedAt });
    return similarBody(input, editedId);
  }, [typed, timeZone, openedAt, editedId]);
  const [found, setFound] = useState(none);

  useEffect(() => {
    if (body === null) {
      setFound(none);
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      findSimilar(body, controller.signal).then(setFound, () => {});
    }, pauseMillis);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [body]);
  return found;
}

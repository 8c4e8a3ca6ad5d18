'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { confirmEvent } from '../_api/send';
import { randomKey } from '../_form/state/form-state';
import { useAction } from './use-action';

/** Confirms, as a second person, what is to be confirmed of the displayed version. */
export function useConfirm(
  event: Event,
  onDone: () => void = () => {},
): { isBusy: boolean; trouble: string | null; confirm: () => Promise<void> } {
  const done = useTranslations('event.done');
  // The same for a retry; another version is another request.
  const [attempt, setAttempt] = useState({ key: randomKey(), version: event.version });
  const { isBusy, trouble, run } = useAction({ done: done('confirmed', { ref: event.ref }), onDone });
  return {
    isBusy,
    trouble,
    confirm() {
      const sent = attempt.version === event.version ? attempt : { key: randomKey(), version: event.version };
      setAttempt(sent);
      return run(() => confirmEvent(event, sent.key));
    },
  };
}

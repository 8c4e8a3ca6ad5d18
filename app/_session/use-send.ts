'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useOnce } from '../_api/use-once';
import type { Answered } from './ask';
import { SessionEnded } from './ended';

/** Sends once at a time, and tells in words what stood in the way. */
export function useSend() {
  const t = useTranslations('access.trouble');
  const { once, isBusy } = useOnce();
  const [trouble, setTrouble] = useState<string | null>(null);

  /** What was answered; null where another is under way, or where nobody is signed in any more. */
  async function send<T>(request: () => Promise<Answered<T>>): Promise<Answered<T> | null> {
    return once(async () => {
      setTrouble(null);
      try {
        const answered = await request();
        if (answered.is !== 'done') setTrouble(t(answered.is === 'invalid' ? 'refused' : answered.is));
        return answered;
      } catch (error) {
        if (error instanceof SessionEnded) return null;
        throw error;
      }
    });
  }
  return { send, isBusy, trouble, setTrouble };
}

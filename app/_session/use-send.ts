'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useOnce } from '../_api/use-once';
import type { AccountResult } from './account-api';
import { SessionEnded } from './session-end';

/** Sends one request at a time and translates its errors. */
export function useSend() {
  const t = useTranslations('access.trouble');
  const { once, isBusy } = useOnce();
  const [trouble, setTrouble] = useState<string | null>(null);

  /** The answer; null if another request is running or the session has ended. */
  async function send<T>(request: () => Promise<AccountResult<T>>): Promise<AccountResult<T> | null> {
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

'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { Answered } from './ask';
import { SessionEnded } from './ended';

/** Sends once at a time, and tells in words what stood in the way. */
export function useSend() {
  const t = useTranslations('access.trouble');
  const isRunning = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  /** What was answered; null where another is under way, or where nobody is signed in any more. */
  async function send<T>(request: () => Promise<Answered<T>>): Promise<Answered<T> | null> {
    if (isRunning.current) return null;
    isRunning.current = true;
    setBusy(true);
    setTrouble(null);
    try {
      const answered = await request();
      if (answered.is !== 'done') setTrouble(t(answered.is === 'invalid' ? 'refused' : answered.is));
      return answered;
    } catch (error) {
      if (error instanceof SessionEnded) return null;
      throw error;
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  }
  return { send, isBusy, trouble, setTrouble };
}

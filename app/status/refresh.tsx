'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const intervalMillis = 10_000;

/** Refreshes the page while it is visible. */
export function Refresh() {
  const { refresh } = useRouter();
  useEffect(() => {
    const clock = setInterval(() => {
      if (document.visibilityState === 'visible') refresh();
    }, intervalMillis);
    return () => clearInterval(clock);
  }, [refresh]);
  return null;
}

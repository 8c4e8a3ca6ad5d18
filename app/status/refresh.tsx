'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const everyMillis = 10_000;

/** Reads the page again while somebody looks at it. */
export function Refresh() {
  const { refresh } = useRouter();
  useEffect(() => {
    const clock = setInterval(() => {
      if (document.visibilityState === 'visible') refresh();
    }, everyMillis);
    return () => clearInterval(clock);
  }, [refresh]);
  return null;
}

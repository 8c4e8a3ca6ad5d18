'use client';

import { lazy, Suspense, useState } from 'react';
import { useWaitingNotices } from './notices';

const Region = lazy(() => import('./toast-region'));

/** Where notices appear; stands once, in the layout. What is said with `notify` (notices.ts) shows here. */
export function Toasts() {
  const waiting = useWaitingNotices();
  const [isWanted, setWanted] = useState(false);
  if (waiting.length > 0 && !isWanted) setWanted(true);
  return isWanted ? (
    <Suspense>
      <Region waiting={waiting} />
    </Suspense>
  ) : null;
}

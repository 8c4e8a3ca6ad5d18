'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { useLiveQuery } from './live-queries';
import type { Subject } from './urgency';

/** Has the server render the page again when what it shows has changed. Renders nothing. */
export function LivePage(subject: Subject) {
  const refresh = useRefresh();
  useLiveQuery({ ...subject, queryKey: ['page', ...subject.types], queryFn: refresh, initialData: null });
  return null;
}

/** Resolves once the page is rendered. */
function useRefresh(): () => Promise<null> {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const waiting = useRef<(() => void)[]>([]);
  useEffect(() => {
    if (isPending) return;
    for (const resolve of waiting.current.splice(0)) resolve();
  }, [isPending]);
  return () =>
    new Promise((resolve) => {
      waiting.current.push(() => resolve(null));
      start(() => router.refresh());
    });
}

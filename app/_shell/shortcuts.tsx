'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { useKeys } from './use-keys';

const Help = lazy(() => import('./shortcuts-help'));

/** The shortcuts of every page. "/" goes to the element marked `data-search`, where there is one. */
export function Shortcuts() {
  const router = useRouter();
  const [isHelpOpen, setHelpOpen] = useState(false);
  useKeys({
    'n i': () => router.push('/events/new/incident'),
    'n t': () => router.push('/events/new/threat'),
    'g b': () => router.push('/'),
    '/': () => document.querySelector<HTMLElement>('[data-search]')?.focus(),
    '?': () => setHelpOpen(true),
  });
  return isHelpOpen ? (
    <Suspense>
      <Help onClose={() => setHelpOpen(false)} />
    </Suspense>
  ) : null;
}

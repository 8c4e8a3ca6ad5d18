'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useRef, useState } from 'react';
import { useMayWrite } from '../_session/viewer';
import { type KeyBindings, useKeys } from './use-keys';

const Help = lazy(() => import('./shortcuts-help'));

/** The shortcuts of every page. "/" goes to the element marked `data-search`, where there is one. */
export function Shortcuts() {
  const router = useRouter();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const before = useRef<Element>(null);
  const mayWrite = useMayWrite();
  const logs: KeyBindings = {
    'n i': () => router.push('/events/new/incident'),
    'n t': () => router.push('/events/new/threat'),
  };
  useKeys({
    ...(mayWrite && logs),
    'g b': () => router.push('/'),
    '/': () => document.querySelector<HTMLElement>('[data-search]')?.focus(),
    '?': () => {
      before.current = document.activeElement;
      setHelpOpen(true);
    },
  });
  return isHelpOpen ? (
    <Suspense>
      <Help onClose={() => setHelpOpen(false)} returnTo={() => stillThere(before.current)} />
    </Suspense>
  ) : null;
}

/** Where one was; from nowhere in particular, to the page's main part. */
function stillThere(element: Element | null): HTMLElement | null {
  const isPlace = element instanceof HTMLElement && element.isConnected && element !== document.body;
  return isPlace ? element : document.getElementById('content');
}

'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { createLazyComponent } from '../_lazy/lazy-component';
import { useMayWrite } from '../_session/viewer';
import { useLogging } from './_log/log-context';
import { type KeyBindings, useKeys } from './use-keys';

const Help = createLazyComponent(() => import('./shortcuts-help'));

/** The shortcuts of every page. "/" focuses the element marked `data-search`, if there is one. */
export function Shortcuts() {
  const router = useRouter();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const before = useRef<Element>(null);
  const mayWrite = useMayWrite();
  const { open } = useLogging();
  const logs: KeyBindings = {
    'n i': () => open('incident'),
    'n t': () => open('threat'),
  };
  useKeys({
    ...(mayWrite && { ...logs, 'g v': () => router.push('/review') }),
    'g b': () => router.push('/'),
    '/': () => document.querySelector<HTMLElement>('[data-search]')?.focus(),
    '?': () => {
      before.current = document.activeElement;
      setHelpOpen(true);
    },
  });
  return isHelpOpen ? (
    <Help onClose={() => setHelpOpen(false)} returnTo={() => focusableOrMain(before.current)} />
  ) : null;
}

/** The element that had the focus, or else the main element. */
function focusableOrMain(element: Element | null): HTMLElement | null {
  const isPlace = element instanceof HTMLElement && element.isConnected && element !== document.body;
  return isPlace ? element : document.getElementById('content');
}

'use client';

import { type ReactNode, useEffect } from 'react';
import { useLogging } from './_log/log-context';

/** The main element of the page. Under a form that covers it, it stays mounted but inert. */
export function MainContent({ children }: { children: ReactNode }) {
  const isCovered = useLogging().kind !== null;
  // Keeps the scroll position of the page below while the form scrolls.
  useEffect(() => {
    if (!isCovered) return;
    document.documentElement.style.overflow = 'hidden';
    return () => {
      document.documentElement.style.overflow = '';
    };
  }, [isCovered]);
  return (
    <main
      id={isCovered ? undefined : 'content'}
      tabIndex={-1}
      inert={isCovered}
      className={isCovered ? 'invisible' : 'outline-none'}
    >
      {children}
    </main>
  );
}

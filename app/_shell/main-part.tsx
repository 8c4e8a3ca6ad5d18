'use client';

import { type ReactNode, useEffect } from 'react';
import { useLogging } from './_log/log-context';

/** The page as its main part; under a form that lies over it, it stays where it is and is out of reach. */
export function MainPart({ children }: { children: ReactNode }) {
  const isCovered = useLogging().kind !== null;
  // The page below keeps its place: what is scrolled is the form.
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

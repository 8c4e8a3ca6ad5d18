'use client';

import { type ReactNode, useEffect } from 'react';
import { createPart } from '../_reach/part';
import { useLogging } from '../events/_log/log-context';
import { logWords } from '../events/_log/log-words';

const LogForm = createPart(async () => {
  const [module] = await Promise.all([
    import('../events/_log/log-form'),
    logWords(document.documentElement.lang),
  ]);
  return module;
}, 'writers');

/** The page as its main part; under a form that lies over it, it stays where it is and is out of reach. */
export function MainPart({ children }: { children: ReactNode }) {
  const { kind, close } = useLogging();
  const isCovered = kind !== null;
  // The page below keeps its place: what is scrolled is the form.
  useEffect(() => {
    if (!isCovered) return;
    document.documentElement.style.overflow = 'hidden';
    return () => {
      document.documentElement.style.overflow = '';
    };
  }, [isCovered]);
  return (
    <>
      <main
        id={isCovered ? undefined : 'content'}
        tabIndex={-1}
        inert={isCovered}
        className={isCovered ? 'invisible' : 'outline-none'}
      >
        {children}
      </main>
      {isCovered && (
        <main
          id="content"
          tabIndex={-1}
          data-over
          className="fixed inset-x-0 top-[calc(3.25rem+var(--banner))] bottom-(--banner) z-[15] overflow-y-auto overscroll-contain bg-paper outline-none"
        >
          <LogForm kind={kind} onClose={close} />
        </main>
      )}
    </>
  );
}

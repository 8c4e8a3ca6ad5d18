'use client';

import { usePathname, useRouter, useSelectedLayoutSegments } from 'next/navigation';
import { createContext, type ReactNode, use, useMemo, useRef } from 'react';
import type { Kind } from '@/db/model/words';
import { useMayWrite } from '../../_session/viewer';

export const logPaths = { threat: '/events/new/threat', incident: '/events/new/incident' } as const;

export type Logging = {
  /** The kind whose form lies over the page; null where none does. */
  kind: Kind | null;
  open(kind: Kind): void;
  /** Back to the page below, as it was left. */
  close(): void;
  /** On to the board, with the record of this reference open. */
  finish(ref: string): void;
};

const noForm: Logging = { kind: null, open: () => {}, close: () => {}, finish: () => {} };

const LogContext = createContext(noForm);

/**
 * The form of a new record, over the page that is open and at the address that it has as a page of its own: it
 * comes from memory and needs no server, and the board below stays as it is, live.
 */
export function LogProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const path = usePathname();
  const segments = useSelectedLayoutSegments();
  const page = `/${segments.filter((one) => !one.startsWith('(')).join('/')}`;
  const mayWrite = useMayWrite();
  const kind = mayWrite && page !== path ? kindOf(path) : null;
  /** The address of the page below, where it was opened from one. */
  const below = useRef<URL>(null);

  const logging = useMemo<Logging>(
    () => ({
      kind,
      open(wanted) {
        if (path === logPaths[wanted]) return;
        if (kind === null) below.current = new URL(location.href);
        // From one form to the other is no step of its own: closing leads out.
        const change = kind === null ? 'pushState' : 'replaceState';
        window.history[change](null, '', logPaths[wanted]);
      },
      close() {
        if (below.current) window.history.back();
        else router.push('/');
      },
      finish(ref) {
        const address = below.current;
        if (address?.pathname !== '/') return router.push(`/?event=${ref}`);
        address.searchParams.set('event', ref);
        window.history.replaceState(null, '', address);
      },
    }),
    [kind, path, router],
  );
  return <LogContext value={logging}>{children}</LogContext>;
}

/** The form that lies over the page, if one does, and the ways to it and from it. */
export function useLogging(): Logging {
  return use(LogContext);
}

function kindOf(path: string): Kind | null {
  if (path === logPaths.threat) return 'threat';
  return path === logPaths.incident ? 'incident' : null;
}

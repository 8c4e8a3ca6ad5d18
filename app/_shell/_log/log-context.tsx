'use client';

import { usePathname, useRouter, useSelectedLayoutSegments } from 'next/navigation';
import { createContext, type ReactNode, use, useMemo, useRef, useState } from 'react';
import type { Kind } from '@/db/model/words';
import { useMayWrite } from '../../_session/viewer';
import type { LikeForm } from '../../events/_form/like/like-form';

export const logPaths = { threat: '/events/new/threat', incident: '/events/new/incident' } as const;

export type Logging = {
  /** The kind whose form covers the page; null if there is none. */
  kind: Kind | null;
  /** The record that the form begins like; null for an empty form. */
  like: LikeForm | null;
  open(kind: Kind): void;
  openLike(like: LikeForm): void;
  /** Returns to the page below, unchanged. */
  close(): void;
  /** Goes to the board with this record open. */
  finish(ref: string): void;
};

const noForm: Logging = {
  kind: null,
  like: null,
  open: () => {},
  openLike: () => {},
  close: () => {},
  finish: () => {},
};

const LogContext = createContext(noForm);

/**
 * Shows the form for a new record over the open page, at the form page's address. It is in memory and needs no
 * server, and the board below stays live.
 */
export function LogProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const path = usePathname();
  const segments = useSelectedLayoutSegments();
  const page = `/${segments.filter((one) => !one.startsWith('(')).join('/')}`;
  const mayWrite = useMayWrite();
  const kind = mayWrite && page !== path ? kindOf(path) : null;
  /** The address of the page below, if the form was opened from one. */
  const below = useRef<URL>(null);
  const [like, setLike] = useState<LikeForm | null>(null);

  const logging = useMemo<Logging>(() => {
    function show(address: string): void {
      if (kind === null) below.current = new URL(location.href);
      // Switching forms replaces the history entry, so that closing leaves both.
      const change = kind === null ? 'pushState' : 'replaceState';
      window.history[change](null, '', address);
    }
    return {
      kind,
      like: kind === null ? null : like,
      open(wanted) {
        if (path === logPaths[wanted]) return;
        setLike(null);
        show(logPaths[wanted]);
      },
      openLike(wanted) {
        setLike(wanted);
        show(`${logPaths[wanted.form.kind]}?${new URLSearchParams({ like: wanted.ref })}`);
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
    };
  }, [kind, like, path, router]);
  return <LogContext value={logging}>{children}</LogContext>;
}

/** The open form, and functions to open and close it. */
export function useLogging(): Logging {
  return use(LogContext);
}

function kindOf(path: string): Kind | null {
  if (path === logPaths.threat) return 'threat';
  return path === logPaths.incident ? 'incident' : null;
}

'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef } from 'react';

export type OpenRecord = {
  /** The reference in the address; null if no record is open. */
  ref: string | null;
  open(ref: string): void;
  /** Closes the record and returns the focus to where it was opened. */
  close(): void;
};

const OpenRecordContext = createContext<OpenRecord | null>(null);

/** The record that is open beside the list. It is kept in the address, so that a link shows it and Back closes it. */
export function OpenRecordProvider({ children }: { children: ReactNode }) {
  const [ref, setRef] = useQueryState(
    'event',
    parseAsString.withOptions({ history: 'push', shallow: true, scroll: false }),
  );
  const opener = useRef<string>(null);
  const open = useCallback(
    (next: string) => {
      opener.current = document.activeElement?.id || null;
      // Moving to another record replaces the history entry: Back leaves the panel instead of stepping through every
      // record read.
      void setRef(next, { history: ref === null ? 'push' : 'replace' });
    },
    [ref, setRef],
  );
  const close = useCallback(() => void setRef(null), [setRef]);
  // After the panel has closed: while it is modal, nothing else can take the focus.
  const before = useRef(ref);
  useEffect(() => {
    const closed = before.current;
    before.current = ref;
    if (closed === null || ref !== null || document.activeElement !== document.body) return;
    const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(closed)}"]`);
    const from = opener.current === null ? null : document.getElementById(opener.current);
    (from ?? row ?? document.getElementById('content'))?.focus({ preventScroll: true });
  }, [ref]);
  const opened = useMemo(() => ({ ref, open, close }), [ref, open, close]);
  return <OpenRecordContext value={opened}>{children}</OpenRecordContext>;
}

export function useOpenRecord(): OpenRecord {
  const opened = use(OpenRecordContext);
  if (opened === null) throw new Error('Use this inside OpenRecordProvider');
  return opened;
}

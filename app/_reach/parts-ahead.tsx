'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { useMayWrite } from '../_session/viewer';
import { partsFor } from './part';
import { untilBack } from './reach';

/**
 * Loads the page's lazy components one by one while the network is idle, so that they are in memory during an outage.
 * `data-lazy="loaded"` on the root element says that all are loaded.
 */
export function PartsAhead() {
  const path = usePathname();
  const mayWrite = useMayWrite();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page may have other lazy components.
  useEffect(() => {
    const leaving = new AbortController();
    void loadAll(mayWrite, leaving.signal);
    return () => leaving.abort();
  }, [path, mayWrite]);
  return null;
}

async function loadAll(mayWrite: boolean, leaving: AbortSignal): Promise<void> {
  await loadedPage();
  const tried = new Set<object>();
  // One by one, since a loaded component may register others.
  const next = () => partsFor(mayWrite).find((part) => !tried.has(part));
  for (let part = next(); part && !leaving.aborted; part = next()) {
    tried.add(part);
    await idle();
    await untilBack();
    // It is loaded again when it is opened.
    await part.load().catch(() => undefined);
  }
  if (!leaving.aborted) document.documentElement.dataset.parts = 'loaded';
}

function loadedPage(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => window.addEventListener('load', () => resolve(), { once: true }));
}

const idleMillis = 2_000;

function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no requestIdleCallback.
    if (typeof requestIdleCallback !== 'function') setTimeout(resolve, idleMillis);
    else requestIdleCallback(() => resolve());
  });
}

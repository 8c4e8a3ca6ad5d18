'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { untilOnline } from '../_connection/connection';
import { useMayWrite } from '../_session/viewer';
import { lazyComponentsFor } from './lazy-component';

/**
 * Loads the page's lazy components one by one while the network is idle, so that they are in memory during an outage.
 * `data-lazy="loaded"` on the root element says that all are loaded.
 */
export function PreloadComponents() {
  const path = usePathname();
  const mayWrite = useMayWrite();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page may have other lazy components.
  useEffect(() => {
    const leaving = new AbortController();
    void preloadAll(mayWrite, leaving.signal);
    return () => leaving.abort();
  }, [path, mayWrite]);
  return null;
}

async function preloadAll(mayWrite: boolean, leaving: AbortSignal): Promise<void> {
  await pageLoaded();
  const tried = new Set<object>();
  // One by one, since a loaded component may register others.
  const next = () => lazyComponentsFor(mayWrite).find((component) => !tried.has(component));
  for (let component = next(); component && !leaving.aborted; component = next()) {
    tried.add(component);
    await idle();
    await untilOnline();
    // It is loaded again when it is opened.
    await component.load().catch(() => undefined);
  }
  if (!leaving.aborted) document.documentElement.dataset.lazy = 'loaded';
}

function pageLoaded(): Promise<void> {
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

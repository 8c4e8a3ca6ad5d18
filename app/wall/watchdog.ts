'use client';

import { useEffect, useEffectEvent } from 'react';
import type { LiveStatus } from '../_live/client';

/** How often the page checks itself. */
const checkMillis = 30_000;
/** A page that was without the server for longer than this is loaded again, though the feed has caught up. */
const longOutageMillis = 5 * 60_000;
/** The page is loaded again once a day, whatever it may have gathered in memory. */
const maxAgeMillis = 24 * 3_600_000;

type Watched = {
  status: LiveStatus;
  /** The build that this page comes from; null in development. */
  buildId: string | null;
};

/**
 * Loads the page again after a long outage, an upgrade of the program, and once a day: only while the server answers,
 * because a browser that fails to load a page stays on its error page.
 */
export function useWatchdog({ status, buildId }: Watched): void {
  const isLost = status.status === 'reconnecting' || status.status === 'stale';
  const lostAt = isLost ? status.since : null;

  const check = useEffectEvent(async (began: number, outage: number) => {
    if (isLost) return;
    const isDue = Date.now() - began > maxAgeMillis || outage > longOutageMillis;
    if (isDue || (await isOutdated(buildId))) await reloadIfServed();
  });

  useEffect(() => {
    const began = Date.now();
    const timer = setInterval(() => void check(began, 0), checkMillis);
    return () => clearInterval(timer);
  }, []);

  // The cleanup runs when the outage ends; the page is connected again then.
  useEffect(() => {
    if (lostAt === null) return;
    return () => void check(Date.now(), Date.now() - lostAt);
  }, [lostAt]);
}

/** Has the program been upgraded? Each build has a manifest of its own, and the server has those of one build only. */
async function isOutdated(buildId: string | null): Promise<boolean> {
  if (buildId === null) return false;
  const manifest = `/_next/static/${buildId}/_buildManifest.js`;
  const response = await fetch(manifest, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  return response?.status === 404;
}

/** Loads the page again if the server has it. */
export async function reloadIfServed(): Promise<void> {
  const response = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
  if (response?.ok) location.reload();
}

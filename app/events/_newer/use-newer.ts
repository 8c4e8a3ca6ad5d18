'use client';

import { useState } from 'react';
import type { Event } from '@/db/model/event/event';

/** A change of the edited record: a saved version, or its removal. */
export type Newer =
  | { is: 'saved'; event: Event }
  /** Null if it was removed after the last reported version. */
  | { is: 'gone'; version: number | null };

type Reported = { version: number; newer: Newer };

/** Keeps the newest reported change; `newerThan` returns it if it is newer than the edited version. */
export function useNewer(opened: Event | null) {
  const [reported, setReported] = useState<Reported | null>(
    opened && { version: opened.version, newer: { is: 'saved', event: opened } },
  );

  function report(newer: Newer): void {
    setReported((before) => {
      const version = newer.is === 'saved' ? newer.event.version : (newer.version ?? before?.version ?? 0);
      const isNews = before === null || version > before.version || newer.is === 'gone';
      return isNews ? { version, newer } : before;
    });
  }

  function newerThan(base: Event | null): Newer | null {
    if (reported === null || base === null) return null;
    return reported.newer.is === 'gone' || reported.version > base.version ? reported.newer : null;
  }
  return { report, newerThan };
}

'use client';

import { useState } from 'react';
import type { Event } from '@/db/model/event/event';

/** A change of the edited record: a saved version, or its removal. */
export type Newer =
  | { is: 'saved'; event: Event }
  /** Null if it was removed after the last reported version. */
  | { is: 'gone'; version: number | null };

type Told = { version: number; newer: Newer };

/** Keeps the newest reported change; `newerThan` returns it if it is newer than the edited version. */
export function useNewer(opened: Event | null) {
  const [told, setTold] = useState<Told | null>(
    opened && { version: opened.version, newer: { is: 'saved', event: opened } },
  );

  function tell(newer: Newer): void {
    setTold((before) => {
      const version = newer.is === 'saved' ? newer.event.version : (newer.version ?? before?.version ?? 0);
      const isNews = before === null || version > before.version || newer.is === 'gone';
      return isNews ? { version, newer } : before;
    });
  }

  function newerThan(base: Event | null): Newer | null {
    if (told === null || base === null) return null;
    return told.newer.is === 'gone' || told.version > base.version ? told.newer : null;
  }
  return { tell, newerThan };
}

'use client';

import { useState } from 'react';
import type { Event } from '@/db/model/event/event';

/** What is told of the record that is edited: a version that was saved, or that it is not there any more. */
export type Newer =
  | { is: 'saved'; event: Event }
  /** Null: since the version that was told last. */
  | { is: 'gone'; version: number | null };

type Told = { version: number; newer: Newer };

/** Keeps the newest of what is told; `newerThan` answers it where it is newer than the version that is edited. */
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

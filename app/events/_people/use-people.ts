'use client';

import { useEffect, useState } from 'react';
import { useIsOffline } from '../../_connection/use-is-offline';
import { fetchPeople, namesOfPeople } from './people';

/** Names of all users by id, fetched when needed; null until loaded. */
export function usePeople(isNeeded: boolean): Readonly<Record<string, string>> | null {
  const [names, setNames] = useState<Readonly<Record<string, string>> | null>(null);
  const isOffline = useIsOffline();
  const isWanted = isNeeded && names === null && !isOffline;
  useEffect(() => {
    if (!isWanted) return;
    const abort = new AbortController();
    fetchPeople(abort.signal).then(
      (people) => setNames(namesOfPeople(people)),
      // Without names only the number of recipients is shown.
      () => {},
    );
    return () => abort.abort();
  }, [isWanted]);
  return names;
}

'use client';

import { useEffect, useState } from 'react';
import { useAway } from '../../_reach/use-away';
import { fetchPeople, namesOfPeople } from './people';

/** Names of all users by id, fetched when needed; null until loaded. */
export function usePeople(isNeeded: boolean): Readonly<Record<string, string>> | null {
  const [names, setNames] = useState<Readonly<Record<string, string>> | null>(null);
  const isAway = useAway();
  const isWanted = isNeeded && names === null && !isAway;
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

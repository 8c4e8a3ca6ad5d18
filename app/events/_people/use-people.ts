'use client';

import { useEffect, useState } from 'react';
import { useAway } from '../../_reach/use-away';
import { fetchPeople, namesOfPeople } from './people';

/** Names by id of everybody who may sign in, asked for once they are needed; null until they are there. */
export function usePeople(isNeeded: boolean): Readonly<Record<string, string>> | null {
  const [names, setNames] = useState<Readonly<Record<string, string>> | null>(null);
  const isAway = useAway();
  const isWanted = isNeeded && names === null && !isAway;
  useEffect(() => {
    if (!isWanted) return;
    const abort = new AbortController();
    fetchPeople(abort.signal).then(
      (people) => setNames(namesOfPeople(people)),
      // Without names the recipients are told by their number.
      () => {},
    );
    return () => abort.abort();
  }, [isWanted]);
  return names;
}

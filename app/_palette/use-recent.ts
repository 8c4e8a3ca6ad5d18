'use client';

import { useEffect, useState } from 'react';
import { type FoundRecord, recordOfKey } from './fetch-records';

/** The records of remembered keys, read again, so that only what this person may still read is shown. */
export function useRecent(keys: readonly string[]): ReadonlyMap<string, FoundRecord> {
  const [found, setFound] = useState<ReadonlyMap<string, FoundRecord>>(new Map());
  useEffect(() => {
    const abort = new AbortController();
    const read = async (key: string) => {
      // A record that cannot be read is left out like one that is gone.
      const record = await recordOfKey(key, abort.signal).catch(() => null);
      if (record !== null && !abort.signal.aborted) setFound((others) => new Map([...others, [key, record]]));
    };
    for (const key of keys) void read(key);
    return () => abort.abort();
  }, [keys]);
  return found;
}

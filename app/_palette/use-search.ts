'use client';

import { useEffect, useState } from 'react';
import { type FoundRecord, searchRecords } from './fetch-records';

type Answer = { typed: string; found: FoundRecord[]; hasFailed: boolean };

const debounceMillis = 180;
/** Shorter words find too much. */
const minLength = 2;

const nothing: Answer = { typed: '', found: [], hasFailed: false };

/** The records for the typed text, after a pause. Typing on aborts the search; what was found before stays until then. */
export function useSearch(typed: string): Omit<Answer, 'typed'> & { isSearching: boolean } {
  const [answer, setAnswer] = useState(nothing);
  const sought = typed.trim();
  const isSought = sought.length >= minLength;
  useEffect(() => {
    if (!isSought) return setAnswer(nothing);
    const abort = new AbortController();
    const timer = setTimeout(() => {
      searchRecords(sought, abort.signal).then(
        (found) => setAnswer({ typed: sought, found, hasFailed: false }),
        () => !abort.signal.aborted && setAnswer({ typed: sought, found: [], hasFailed: true }),
      );
    }, debounceMillis);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [sought, isSought]);
  const isSearching = isSought && answer.typed !== sought;
  return { ...answer, isSearching };
}

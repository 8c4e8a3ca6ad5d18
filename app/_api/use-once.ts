'use client';

import { useRef, useState } from 'react';

/** Runs one request at a time, as one press of a button does. */
export function useOnce() {
  const isRunning = useRef(false);
  const [isBusy, setBusy] = useState(false);

  /** What came of it; null where another is under way. */
  async function once<T>(request: () => Promise<T>): Promise<T | null> {
    if (isRunning.current) return null;
    isRunning.current = true;
    setBusy(true);
    try {
      return await request();
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  }
  return { once, isBusy };
}
